package dev.chatctl.admin;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Calls of AWS's JSON protocol at services that check no signatures. */
final class AwsJson {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private AwsJson() {}

  /** Calls an operation, such as {@code DynamoDB_20120810.PutItem}. */
  static void call(URI endpoint, String target, String body)
      throws IOException, InterruptedException {
    var response =
        HTTP.send(
            HttpRequest.newBuilder(endpoint)
                .header("X-Amz-Target", target)
                .header("Content-Type", "application/x-amz-json-1.0")
                .header(
                    "Authorization",
                    "AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/dynamodb/aws4_request,"
                        + " SignedHeaders=host, Signature=0")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(target + ": " + response.body());
    }
  }

  /** Calls an operation of CloudWatch Logs. */
  static void logs(URI endpoint, String operation, String body)
      throws IOException, InterruptedException {
    call(endpoint, "Logs_20140328." + operation, body);
  }
}
