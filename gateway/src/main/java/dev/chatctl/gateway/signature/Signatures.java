package dev.chatctl.gateway.signature;

/** Checks the signatures of requests. Thread-safe. */
@FunctionalInterface
public interface Signatures {
  /** Asks for no signature: whoever reaches the port may do everything. */
  Signatures NONE = (request, action, resource) -> new Verdict.Accepted("-");

  /** What came of a check. */
  sealed interface Verdict {
    /** Signed by this identity, which may do what it asks. */
    record Accepted(String arn) implements Verdict {}

    /** There is no signature. */
    record Missing() implements Verdict {}

    /** The access key is not known. */
    record UnknownKey() implements Verdict {}

    /** The signature is wrong, incomplete or too old. */
    record Mismatch() implements Verdict {}

    /**
     * Signed by this identity, which may not do what it asks.
     *
     * @param explicit whether a statement denies it, not only none allows it
     * @param reason ends the sentence "... is not authorized to perform ... because"
     */
    record Denied(String arn, boolean explicit, String reason) implements Verdict {}
  }

  /** Checks one request for an action, {@code execute-api:ManageConnections} for one, on an ARN. */
  Verdict verify(SignedRequest request, String action, String resource);
}
