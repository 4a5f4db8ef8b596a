package dev.chatctl.gateway.signature;

import dev.chatctl.gateway.authorizer.Policy;

/**
 * Somebody who may sign.
 *
 * @param arn what refusals and the access log call them
 */
public record Signer(String accessKeyId, String secretAccessKey, String arn, Policy policy) {
  public Signer {
    if (accessKeyId.isEmpty() || secretAccessKey.isEmpty()) {
      throw new IllegalArgumentException("access key: empty (expected: a key id and a secret)");
    }
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "Signer[" + accessKeyId + ", " + arn + "]";
  }
}
