package dev.chatctl.admin.aws;

import dev.chatctl.cli.CliException;
import dev.chatctl.cli.ExitCode;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What AWS and its SDK say when something is wrong, and what it means for an operator. */
public final class AwsFailures {
  private static final Set<String> EXPIRED =
      Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired");
  private static final Set<String> INVALID =
      Set.of(
          "UnrecognizedClientException",
          "InvalidClientTokenId",
          "InvalidSignatureException",
          "SignatureDoesNotMatch",
          "MissingAuthenticationToken",
          "MissingAuthenticationTokenException",
          "IncompleteSignature");
  // AWS: "User: arn... is not authorized to perform: dynamodb:Scan on resource: arn... because ..."
  private static final Pattern PERMISSION =
      Pattern.compile("to perform: (\\S+) on resource: (\\S+)");
  // AWS: "The provided key element does not match the schema"; the second is DynamoDB Local's.
  private static final Pattern WRONG_KEY =
      Pattern.compile("key element does not match|required keys was not given");
  private static final String SIGN_IN =
      "aws sso login or aws configure, then chatctl doctor; --profile chooses other credentials";

  private AwsFailures() {}

  /** The failure in an operator's words, or empty if it is none of AWS's. */
  public static Optional<CliException> explain(Throwable failure) {
    if (failure instanceof AwsServiceException service) {
      return Optional.of(service(service));
    }
    if (failure instanceof ApiCallTimeoutException) {
      return Optional.of(
          new CliException(
              ExitCode.TIMEOUT, "no answer within --timeout", "give it longer, or chatctl doctor"));
    }
    if (failure instanceof SdkClientException client) {
      return client(client);
    }
    // Core posts without the SDK's client, which would have wrapped these.
    return failure instanceof IOException || failure instanceof TimeoutException
        ? unreachable(failure)
        : Optional.empty();
  }

  private static CliException service(AwsServiceException failure) {
    String code = failure.awsErrorDetails() == null ? "" : failure.awsErrorDetails().errorCode();
    String said = failure.awsErrorDetails() == null ? "" : failure.awsErrorDetails().errorMessage();
    code = code == null ? "" : code;
    said = said == null ? "" : said;
    if (EXPIRED.contains(code)) {
      return new CliException(ExitCode.DENIED, "the AWS credentials have expired", SIGN_IN);
    }
    if (INVALID.contains(code)) {
      return new CliException(
          ExitCode.DENIED, "AWS does not accept the credentials (" + code + ")", SIGN_IN);
    }
    if (code.startsWith("AccessDenied") || code.startsWith("Unauthorized")) {
      return denied(said);
    }
    if (code.startsWith("ResourceNotFound")) {
      return new CliException(
          ExitCode.NOT_FOUND,
          "AWS knows no such table or log group: " + (said.isEmpty() ? code : said),
          "chatctl context show prints the names in use; chatctl doctor checks them");
    }
    if (WRONG_KEY.matcher(said).find()) {
      return CliException.usage(
          "the table's key is another than this chat's",
          "\"key\" and \"id\" in the description's \"tables\" say which; docs/chats.md");
    }
    if (failure.isThrottlingException()) {
      return throttled(failure.statusCode() + (code.isEmpty() ? "" : " " + code));
    }
    if (failure.statusCode() == 403 && !code.startsWith("Forbidden")) {
      return denied(said);
    }
    return ofStatus(failure.statusCode(), " " + code + ": " + said);
  }

  /**
   * What a status says without a name of the failure, as {@code @connections} answers.
   *
   * @param rest what else is known of it
   */
  public static CliException ofStatus(int status, String rest) {
    return switch (status) {
      case 403 ->
          new CliException(
              ExitCode.DENIED,
              "access denied (403): the permission execute-api:ManageConnections is missing, or"
                  + " this API or stage does not exist",
              "let your role's policy allow it; chatctl context show prints the endpoint in use");
      case 410 ->
          new CliException(
              ExitCode.NOT_FOUND,
              "the connection is gone (410)",
              "chatctl list shows who is there");
      case 413 ->
          new CliException(
              ExitCode.USAGE, "the body is larger than 128 KB (413)", "send it in parts");
      case 429 -> throttled("429");
      default ->
          new CliException(
              status >= 500 ? ExitCode.UNAVAILABLE : ExitCode.UNEXPECTED,
              "AWS answered " + status + rest,
              "chatctl doctor checks credentials, endpoint, tables and clock");
    };
  }

  private static CliException throttled(String answer) {
    return new CliException(
        ExitCode.UNAVAILABLE,
        "AWS throttles the requests (" + answer + ")",
        "lower --rate, or wait");
  }

  private static CliException denied(String said) {
    Matcher permission = PERMISSION.matcher(said);
    return permission.find()
        ? new CliException(
            ExitCode.DENIED,
            "access denied: the permission %s on %s is missing"
                .formatted(permission.group(1), permission.group(2)),
            "let your role's policy allow it, or choose another --profile")
        : new CliException(
            ExitCode.DENIED,
            "access denied" + (said.isEmpty() ? "" : ": " + said),
            "chatctl doctor names the missing permission");
  }

  private static Optional<CliException> client(SdkClientException failure) {
    String message = String.valueOf(failure.getMessage());
    if (message.contains("Unable to load credentials")) {
      return Optional.of(
          new CliException(ExitCode.DENIED, "there are no AWS credentials", SIGN_IN));
    }
    if (message.contains("SSO") || message.contains("sso")) {
      return Optional.of(new CliException(ExitCode.DENIED, "AWS SSO: " + message, SIGN_IN));
    }
    if (message.contains("Unable to load region")) {
      return Optional.of(
          CliException.usage(
              "no AWS region is known", "--region, AWS_REGION or a context says it"));
    }
    if (message.contains("Profile file contained no credentials")
        || message.contains("no profile")) {
      return Optional.of(new CliException(ExitCode.DENIED, message, SIGN_IN));
    }
    return unreachable(failure);
  }

  private static Optional<CliException> unreachable(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException) {
        return Optional.of(
            new CliException(
                ExitCode.UNAVAILABLE,
                "the endpoint's host name is unknown: " + cause.getMessage(),
                "check the region and the endpoint: chatctl context show"));
      }
      if (cause instanceof IOException || cause instanceof TimeoutException) {
        String message = Objects.requireNonNullElse(cause.getMessage(), "no answer");
        return Optional.of(
            new CliException(
                ExitCode.UNAVAILABLE,
                "the endpoint cannot be reached: " + message,
                "is it running? chatctl local starts one here; chatctl context show prints the"
                    + " endpoints"));
      }
    }
    return Optional.empty();
  }
}
