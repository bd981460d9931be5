package dev.socketio.cdielsewhere;

import dev.socketio.cdi.OnEvent;

/** Has handlers that its subclasses elsewhere cannot see. */
public abstract class Elsewhere {
  private int calls;

  @OnEvent("package")
  int hidden() {
    return ++calls;
  }

  @OnEvent("private")
  private int secret() {
    return ++calls;
  }

  @OnEvent("protected")
  protected int shown() {
    return ++calls;
  }
}
