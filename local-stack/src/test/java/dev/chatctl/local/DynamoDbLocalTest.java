package dev.chatctl.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class DynamoDbLocalTest {
  @Test
  void answersOnLoopbackOverHttp() throws Exception {
    try (var dynamoDb = DynamoDbLocal.start();
        var client = HttpClient.newHttpClient()) {
      assertThat(dynamoDb.endpoint().getHost()).isEqualTo("127.0.0.1");
      assertThat(listTables(client, dynamoDb.endpoint())).isEqualTo("{\"TableNames\":[]}");
    }
  }

  @Test
  void twoRunSideBySide() throws Exception {
    try (var one = DynamoDbLocal.start();
        var other = DynamoDbLocal.start()) {
      assertThat(one.endpoint()).isNotEqualTo(other.endpoint());
    }
  }

  private static String listTables(HttpClient client, URI endpoint) throws Exception {
    var request =
        HttpRequest.newBuilder(endpoint)
            .header("X-Amz-Target", "DynamoDB_20120810.ListTables")
            .header("Content-Type", "application/x-amz-json-1.0")
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=local/20261120/us-east-1/dynamodb/aws4_request,"
                    + " SignedHeaders=host, Signature=0")
            .POST(BodyPublishers.ofString("{}"))
            .build();
    return client.send(request, BodyHandlers.ofString()).body();
  }
}
