package dev.chatctl.gateway;

/** The services behind every socket; none of them keeps anything of a request. */
record Doors(Management management, Messages messages, SignatureGate gate) {
  static Doors of(Engine engine) {
    SignatureGate gate = new SignatureGate(engine.settings().signatures());
    return new Doors(new Management(engine, gate), new Messages(engine), gate);
  }
}
