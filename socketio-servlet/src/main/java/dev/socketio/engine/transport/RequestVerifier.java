package dev.socketio.engine.transport;

import dev.socketio.engine.EngineSession;
import dev.socketio.engine.EngineSessions;
import dev.socketio.engine.TransportName;
import java.util.Optional;

/**
 * The checks of a request, in the order that decides which error wins: transport, origin, then for
 * a known session its transport and protocol revision, else for a handshake its method and kind.
 * The gate and the protocol version of a handshake come after these.
 *
 * <p>Threading: safe for use by any thread.
 */
final class RequestVerifier {
  private static final String GET = "GET";

  private final EngineSessions sessions;

  RequestVerifier(EngineSessions sessions) {
    this.sessions = sessions;
  }

  /** What is to be done with a request. */
  sealed interface Outcome {

    /** It is for a session. */
    record Existing(EngineSession session) implements Outcome {}

    /** It wants a new session. */
    record Handshake() implements Outcome {}

    /** It is refused. */
    record Refused(Refusal refusal) implements Outcome {}
  }

  /**
   * Checks a request.
   *
   * @param upgrade whether it is a WebSocket handshake
   */
  Outcome verify(EngineRequest request, boolean upgrade) {
    Optional<TransportName> transport = enabledTransport(request.transport());
    if (transport.isEmpty()) {
      return refused(Refusal.unknownTransport(request.transport()));
    }
    for (String origin : request.origin()) {
      if (hasInvalidCharacter(origin)) {
        return refused(Refusal.invalidOrigin(origin));
      }
    }
    return request.sid().isPresent()
        ? verifySession(request, request.sid().get(), transport.get(), upgrade)
        : verifyHandshake(request, transport.get(), upgrade);
  }

  private Outcome verifySession(
      EngineRequest request, String sid, TransportName transport, boolean upgrade) {
    Optional<EngineSession> session = sessions.find(sid);
    if (session.isEmpty()) {
      return refused(Refusal.unknownSid(sid));
    }
    TransportName previous = session.get().transport();
    boolean fits =
        upgrade
            ? transport == TransportName.WEBSOCKET && sessions.options().allowUpgrades()
            : transport == previous;
    if (!fits) {
      return refused(Refusal.transportMismatch(request.transport(), previous.wireName()));
    }
    if (!request.revision().equals("4")) {
      return refused(Refusal.protocolMismatch(request.revision()));
    }
    return new Outcome.Existing(session.get());
  }

  private static Outcome verifyHandshake(
      EngineRequest request, TransportName transport, boolean upgrade) {
    if (!upgrade && !request.method().equals(GET)) {
      return refused(Refusal.badMethod(request.method()));
    }
    if (upgrade != (transport == TransportName.WEBSOCKET)) {
      return refused(Refusal.handshakeError());
    }
    if (request.jsonp()) {
      return refused(Refusal.handshakeError("JSONP (the parameter j) is not supported"));
    }
    return new Outcome.Handshake();
  }

  private Optional<TransportName> enabledTransport(String name) {
    for (TransportName transport : sessions.options().transports()) {
      if (transport.wireName().equals(name)) {
        return Optional.of(transport);
      }
    }
    return Optional.empty();
  }

  /**
   * RFC 9110 section 5.5, as the reference checks it: tab, or from space to U+00FF without delete.
   */
  private static boolean hasInvalidCharacter(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c < ' ' && c != '\t') || c == 0x7f || c > 0xff) {
        return true;
      }
    }
    return false;
  }

  private static Outcome refused(Refusal refusal) {
    return new Outcome.Refused(refusal);
  }
}
