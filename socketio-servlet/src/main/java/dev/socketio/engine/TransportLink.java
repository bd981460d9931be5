package dev.socketio.engine;

/**
 * Which transports a session has at this moment: one, or one and a candidate to take over.
 *
 * <pre>
 * Single(polling) -- a WebSocket opens for the session --> Upgrading(polling, webSocket)
 * Upgrading       -- "5"                               --> Single(webSocket)
 * Upgrading       -- timeout, fault, wrong packet      --> Single(polling)
 * </pre>
 *
 * <p>Threading: immutable; a session reads its link once for each decision.
 */
sealed interface TransportLink {

  /** The transport that carries packets. */
  Transport current();

  /** Nothing but the one transport. */
  record Single(Transport current) implements TransportLink {}

  /** The client tries out a WebSocket; everything still goes over the current transport. */
  record Upgrading(Transport current, Transport candidate, UpgradeAttempt attempt)
      implements TransportLink {}
}
