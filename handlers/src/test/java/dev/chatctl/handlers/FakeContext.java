package dev.chatctl.handlers;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;

/** The context of an invocation with this much time left. */
record FakeContext(int remainingMillis) implements Context {
  @Override
  public int getRemainingTimeInMillis() {
    return remainingMillis;
  }

  @Override
  public String getAwsRequestId() {
    return "request";
  }

  @Override
  public String getLogGroupName() {
    return "group";
  }

  @Override
  public String getLogStreamName() {
    return "stream";
  }

  @Override
  public String getFunctionName() {
    return "function";
  }

  @Override
  public String getFunctionVersion() {
    return "1";
  }

  @Override
  public String getInvokedFunctionArn() {
    return "arn";
  }

  @Override
  @SuppressWarnings("NullAway") // Lambda gives none to functions that no mobile app calls
  public CognitoIdentity getIdentity() {
    return null;
  }

  @Override
  @SuppressWarnings("NullAway") // as above
  public ClientContext getClientContext() {
    return null;
  }

  @Override
  public int getMemoryLimitInMB() {
    return 1769;
  }

  @Override
  @SuppressWarnings("NullAway") // our handlers write to standard output
  public LambdaLogger getLogger() {
    return null;
  }
}
