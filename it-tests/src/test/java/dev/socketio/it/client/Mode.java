package dev.socketio.it.client;

import java.util.Locale;

/** How the official client connects. */
public enum Mode {
  /** Over long-polling only. */
  POLLING,
  /** Over WebSocket only. */
  WEBSOCKET,
  /** Over long-polling first, moving to WebSocket: the client's default. */
  UPGRADE;

  /** {@return the name that the scripts know} */
  String argument() {
    return name().toLowerCase(Locale.ROOT);
  }
}
