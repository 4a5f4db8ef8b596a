package dev.chatctl.core.aws;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.chatctl.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** DynamoDB items as JSON. Writes the types this project stores, and reads all there are. */
final class AttributeJson {
  private AttributeJson() {}

  static void write(JsonGenerator json, String name, Map<String, AttributeValue> item)
      throws IOException {
    json.writeObjectFieldStart(name);
    writeMembers(json, item);
    json.writeEndObject();
  }

  static void writeMembers(JsonGenerator json, Map<String, AttributeValue> item)
      throws IOException {
    for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
      json.writeObjectFieldStart(attribute.getKey());
      AttributeValue value = attribute.getValue();
      if (value.s() != null) {
        json.writeStringField("S", value.s());
      } else if (value.n() != null) {
        json.writeStringField("N", value.n());
      } else {
        throw new IllegalArgumentException(
            "%s: %s (expected: a string or a number)".formatted(attribute.getKey(), value.type()));
      }
      json.writeEndObject();
    }
  }

  static Map<String, AttributeValue> item(JsonObject json) {
    var item = new HashMap<String, AttributeValue>(2 * json.names().size());
    for (String name : json.names()) {
      item.put(name, value(json.value(name)));
    }
    return item;
  }

  private static AttributeValue value(@Nullable Object typed) {
    if (!(typed instanceof JsonObject json) || json.names().size() != 1) {
      throw new IllegalArgumentException("attribute: no single type (expected: one such as S)");
    }
    String type = json.names().iterator().next();
    return switch (type) {
      case "S" -> AttributeValue.fromS(json.string(type).orElseThrow());
      case "N" -> AttributeValue.fromN(json.string(type).orElseThrow());
      case "B" -> AttributeValue.fromB(bytes(json.string(type).orElseThrow()));
      case "BOOL" -> AttributeValue.fromBool(json.isTrue(type));
      case "NULL" -> AttributeValue.fromNul(true);
      case "M" -> AttributeValue.fromM(item(json.object(type)));
      case "L" -> AttributeValue.fromL(values(json.value(type)));
      case "SS" -> AttributeValue.fromSs(texts(json.value(type)));
      case "NS" -> AttributeValue.fromNs(texts(json.value(type)));
      case "BS" ->
          AttributeValue.fromBs(
              texts(json.value(type)).stream().map(AttributeJson::bytes).toList());
      default -> throw new IllegalArgumentException("attribute type: " + type);
    };
  }

  private static List<AttributeValue> values(@Nullable Object list) {
    var values = new ArrayList<AttributeValue>();
    list(list).forEach(element -> values.add(value(element)));
    return values;
  }

  private static List<String> texts(@Nullable Object list) {
    return list(list).stream().map(String::valueOf).toList();
  }

  private static List<?> list(@Nullable Object list) {
    return list instanceof List<?> values ? values : List.of();
  }

  private static SdkBytes bytes(String base64) {
    return SdkBytes.fromByteArrayUnsafe(Base64.getDecoder().decode(base64));
  }
}
