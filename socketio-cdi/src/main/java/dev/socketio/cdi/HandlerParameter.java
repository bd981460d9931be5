package dev.socketio.cdi;

import dev.socketio.server.Ack;
import dev.socketio.server.Arguments;
import dev.socketio.server.DisconnectReason;
import dev.socketio.server.Handshake;
import dev.socketio.server.Namespace;
import dev.socketio.server.Socket;
import dev.socketio.server.SocketIoServer;
import java.lang.reflect.Type;
import java.security.Principal;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the value of a handler's parameter comes from.
 *
 * @param source what it is
 * @param type its type, type variables resolved
 * @param name of the header, query parameter or auth member; empty for other sources
 * @param nullable whether it is marked to take {@code null}
 */
record HandlerParameter(Source source, Type type, String name, boolean nullable) {

  /** What a parameter can be. */
  enum Source {
    SOCKET,
    HANDSHAKE,
    PRINCIPAL,
    NAMESPACE,
    SERVER,
    AUTH,
    HEADER,
    QUERY,
    ACK,
    ARGUMENTS,
    EVENT_NAME,
    REASON,
    FAILURE,
    PAYLOAD
  }

  private static final Map<Class<?>, Source> BY_TYPE =
      Map.of(
          Socket.class, Source.SOCKET,
          Handshake.class, Source.HANDSHAKE,
          Principal.class, Source.PRINCIPAL,
          Namespace.class, Source.NAMESPACE,
          SocketIoServer.class, Source.SERVER,
          Ack.class, Source.ACK,
          Arguments.class, Source.ARGUMENTS,
          DisconnectReason.class, Source.REASON);

  private static final Set<Source> OF_THE_CLIENT =
      EnumSet.of(
          Source.SOCKET,
          Source.HANDSHAKE,
          Source.PRINCIPAL,
          Source.NAMESPACE,
          Source.SERVER,
          Source.AUTH,
          Source.HEADER,
          Source.QUERY);

  /** {@return what a parameter without an annotation of ours is, going by its type} */
  static Source sourceOf(Type type) {
    Class<?> raw = Types.raw(type);
    Class<?> inner = raw == Optional.class ? Types.raw(Types.argument(type)) : raw;
    if (inner == Principal.class) {
      return Source.PRINCIPAL;
    }
    Source known = BY_TYPE.get(raw);
    if (known != null) {
      return known;
    }
    return Throwable.class.isAssignableFrom(raw) ? Source.FAILURE : Source.PAYLOAD;
  }

  /** {@return whether the parameter can be given to methods of a kind} */
  boolean suits(HandlerMethod.Kind kind) {
    if (OF_THE_CLIENT.contains(source)) {
      return true;
    }
    return switch (kind) {
      case CONNECT, CONNECTED -> false;
      case EVENT ->
          EnumSet.of(Source.ACK, Source.ARGUMENTS, Source.EVENT_NAME, Source.PAYLOAD)
              .contains(source);
      case ANY_EVENT -> source == Source.ARGUMENTS || source == Source.EVENT_NAME;
      case DISCONNECT -> source == Source.REASON;
      case ERROR -> source == Source.FAILURE;
    };
  }

  /** {@return whether the value may be missing} */
  boolean optional() {
    return nullable || Types.raw(type) == Optional.class;
  }
}
