package dev.socketio.server;

import dev.socketio.json.JsonCodec;
import dev.socketio.json.JsonCodec.Binding;

/**
 * Handlers with typed arguments. The bindings are prepared at registration, so a type that cannot
 * be bound shows then; at an event all arguments are bound before anything is called.
 */
final class TypedHandlers {
  private TypedHandlers() {}

  static <A> EventHandler of(JsonCodec json, Class<A> type, EventHandler.Of1<A> handler) {
    Binding binding = EventArguments.binding(json, type);
    return (arguments, ack) -> handler.handle(bind(arguments, 0, type, binding), ack);
  }

  static <A, B> EventHandler of(
      JsonCodec json, Class<A> first, Class<B> second, EventHandler.Of2<A, B> handler) {
    Binding firstBinding = EventArguments.binding(json, first);
    Binding secondBinding = EventArguments.binding(json, second);
    return (arguments, ack) ->
        handler.handle(
            bind(arguments, 0, first, firstBinding),
            bind(arguments, 1, second, secondBinding),
            ack);
  }

  @SuppressWarnings(
      "unchecked") // a binding gives what its type says; for a primitive type that is the box
  private static <T> T bind(Arguments arguments, int index, Class<T> type, Binding binding) {
    Object value = ((EventArguments) arguments).bind(index, binding);
    if (value == null) {
      throw new ArgumentException(
          "argument " + index + ": " + type.getTypeName() + " wanted, but nothing (or null) came");
    }
    return (T) value;
  }
}
