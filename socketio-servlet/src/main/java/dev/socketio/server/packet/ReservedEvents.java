package dev.socketio.server.packet;

/** Event names with a meaning of their own, which neither side may send. */
public final class ReservedEvents {
  private ReservedEvents() {}

  /**
   * {@return whether nobody may send an event of this name}
   *
   * @param event name of an event
   */
  public static boolean contains(String event) {
    return switch (event) {
      case "connect",
          "connect_error",
          "disconnect",
          "disconnecting",
          "newListener",
          "removeListener" ->
          true;
      default -> false;
    };
  }
}
