package dev.chatctl.core.aws;

import java.time.Duration;
import software.amazon.awssdk.core.SdkBytes;

/** Is told of every request to a service that speaks AWS's JSON protocol, once it is answered. */
@FunctionalInterface
public interface CallListener {
  CallListener NONE = call -> {};

  void called(Call call);

  /**
   * One request, each attempt counted.
   *
   * @param service the name its signature is for, such as dynamodb
   * @param operation such as GetItem
   * @param request the JSON it sent
   * @param answer what it was answered
   */
  record Call(
      String service, String operation, SdkBytes request, Http.Answer answer, Duration elapsed) {}
}
