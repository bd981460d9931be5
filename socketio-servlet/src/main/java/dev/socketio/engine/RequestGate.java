package dev.socketio.engine;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Decides whether a handshake may open a session: the reference's {@code allowRequest}. Asked for
 * every request without a {@code sid}, over polling and WebSocket, after the protocol checks.
 *
 * <p>Threading: called on container threads, concurrently. A polling handshake waits for the stage
 * without a thread; a WebSocket handshake blocks its container thread until the stage completes,
 * since a container upgrades only there.
 */
@FunctionalInterface
public interface RequestGate {

  /**
   * Decides on one handshake.
   *
   * @param request the handshake
   * @return a stage with the verdict; if it fails or gives nothing, or this method throws or
   *     returns {@code null}, the handshake is refused
   */
  CompletionStage<Verdict> decide(HandshakeRequest request);

  /** {@return a gate that lets every handshake in} */
  static RequestGate open() {
    return request -> CompletableFuture.completedFuture(Verdict.allow());
  }

  /**
   * {@return a gate that refuses whatever carries an {@code Origin} header} This is the recipe of
   * the Socket.IO documentation to the letter. Browsers send {@code Origin} on every WebSocket
   * handshake, so same-origin pages with {@code transports: ["websocket"]} are refused as well;
   * prefer the same-origin CORS policy.
   */
  static RequestGate withoutOrigin() {
    return request ->
        CompletableFuture.completedFuture(
            request.origin().isEmpty()
                ? Verdict.allow()
                : Verdict.refuse(EngineError.FORBIDDEN.message()));
  }

  /**
   * The answer of a gate.
   *
   * @param allowed whether the session may be opened
   * @param message what a refused client is told; ignored when allowed
   */
  record Verdict(boolean allowed, String message) {

    /** Refuses to be without a message. */
    public Verdict {
      Objects.requireNonNull(message, "message");
    }

    /** {@return yes} */
    public static Verdict allow() {
      return new Verdict(true, "");
    }

    /**
     * {@return no}
     *
     * @param message text of the protocol's error body
     */
    public static Verdict refuse(String message) {
      return new Verdict(false, message);
    }
  }
}
