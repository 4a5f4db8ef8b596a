package dev.chatctl.gateway;

/** How long connection ids are. */
public enum IdForm {
  /** 16 characters, as until early 2025. */
  SHORT(11),
  /** 20 characters, as in 2026. */
  LONG(13);

  final int bytes;

  IdForm(int bytes) {
    this.bytes = bytes;
  }
}
