package dev.chatctl.gateway;

/** The stateless services behind every socket. */
record Doors(Management management, Messages messages) {
  static Doors of(Engine engine) {
    return new Doors(new Management(engine), new Messages(engine));
  }
}
