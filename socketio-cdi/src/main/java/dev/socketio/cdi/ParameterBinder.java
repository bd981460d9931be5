package dev.socketio.cdi;

import dev.socketio.engine.HandshakeRequest;
import dev.socketio.json.JsonCodec;
import dev.socketio.json.JsonCodec.Binding;
import dev.socketio.json.JsonConversionException;
import dev.socketio.json.JsonFormatException;
import dev.socketio.server.Arguments;
import dev.socketio.server.SocketIoServer;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the value of one parameter; prepared when the server starts.
 *
 * <p>Threading: immutable, safe for use by any thread.
 */
@FunctionalInterface
interface ParameterBinder {

  /**
   * {@return the value}
   *
   * @param call what to take it from
   * @throws EventRefusedException if what the client sent does not fit
   */
  @Nullable Object bind(Call call);

  /**
   * Prepares a binder.
   *
   * @param parameter the parameter
   * @param index of the event's argument, for payload
   * @param server whose handler it is
   * @throws JsonConversionException if nothing here can bind its type
   */
  static ParameterBinder of(HandlerParameter parameter, int index, SocketIoServer server) {
    Class<?> raw = Types.raw(parameter.type());
    boolean optional = raw == Optional.class;
    return switch (parameter.source()) {
      case SOCKET -> Call::socket;
      case HANDSHAKE -> call -> call.socket().handshake();
      case PRINCIPAL ->
          call -> {
            var principal = request(call).caller().principal();
            return optional ? principal : principal.orElse(null);
          };
      case NAMESPACE -> call -> call.socket().namespace();
      case SERVER -> call -> server;
      case AUTH -> auth(parameter, server.json());
      case HEADER ->
          raw == List.class
              ? call ->
                  request(call)
                      .headers()
                      .getOrDefault(parameter.name().toLowerCase(Locale.ROOT), List.of())
              : call -> text(request(call).header(parameter.name()), optional);
      case QUERY ->
          call -> text(Optional.ofNullable(request(call).query().get(parameter.name())), optional);
      case ACK -> Call::ack;
      case ARGUMENTS -> Call::arguments;
      case EVENT_NAME -> Call::event;
      case REASON -> Call::reason;
      case FAILURE -> Call::failure;
      case PAYLOAD -> payload(parameter, index, server.json());
    };
  }

  private static HandshakeRequest request(Call call) {
    return call.socket().handshake().request();
  }

  private static @Nullable Object text(Optional<String> value, boolean optional) {
    return optional ? value : value.orElse(null);
  }

  private static ParameterBinder payload(HandlerParameter parameter, int index, JsonCodec json) {
    Binding binding = json.binding(parameter.type());
    String place = "argument " + index;
    return call -> {
      Object value = bind(place, binding, argument(call, index));
      if (value == null && !parameter.nullable()) {
        throw bad(place + ": " + Types.shortName(parameter.type()) + " wanted, but null came");
      }
      return value;
    };
  }

  private static @Nullable Object argument(Call call, int index) {
    Arguments arguments = call.arguments();
    return arguments != null && index < arguments.size() ? arguments.values().get(index) : null;
  }

  private static ParameterBinder auth(HandlerParameter parameter, JsonCodec json) {
    Binding binding = json.binding(parameter.type());
    String place =
        parameter.name().isEmpty() ? "auth" : "member \"" + parameter.name() + "\" of auth";
    return call -> {
      JsonValue auth = call.socket().handshake().auth();
      JsonValue value =
          parameter.name().isEmpty() ? auth : auth.asJsonObject().get(parameter.name());
      return bind(place, binding, value == null ? null : plain(value, json));
    };
  }

  /** The codec binds what it has read itself. */
  private static @Nullable Object plain(JsonValue value, JsonCodec json) {
    try {
      return json.read(value.toString(), 0);
    } catch (JsonFormatException impossible) {
      throw bad("auth: " + impossible.getMessage());
    }
  }

  private static @Nullable Object bind(String place, Binding binding, @Nullable Object value) {
    try {
      return binding.bind(value);
    } catch (JsonConversionException misfit) {
      EventRefusedException refusal = bad(place + ": " + misfit.getMessage());
      refusal.initCause(misfit);
      throw refusal;
    }
  }

  private static EventRefusedException bad(String message) {
    return new EventRefusedException(EventRefusedException.BAD_ARGUMENTS, message);
  }

  /** Says what was wrong with the number of arguments. */
  static EventRefusedException badCount(String event, int least, int most, int came) {
    String wanted = least == most ? Integer.toString(most) : least + " to " + most;
    return bad(
        "\""
            + event
            + "\" takes "
            + wanted
            + (most == 1 ? " argument" : " arguments")
            + ", but "
            + came
            + " came");
  }
}
