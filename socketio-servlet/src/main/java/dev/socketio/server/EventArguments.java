package dev.socketio.server;

import dev.socketio.json.JsonCodec;
import dev.socketio.json.JsonConversionException;
import jakarta.json.JsonValue;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Arguments as they came: plain values, bound when somebody reads them. */
final class EventArguments implements Arguments {
  private final JsonCodec json;
  private final List<@Nullable Object> plain;

  EventArguments(JsonCodec json, List<@Nullable Object> plain) {
    this.json = json;
    this.plain = plain;
  }

  @Override
  public int size() {
    return plain.size();
  }

  @Override
  @SuppressWarnings(
      "unchecked") // a binding gives what its type says; for a primitive type that is the box
  public <T> @Nullable T get(int index, Class<T> type) {
    return (T) get(index, (Type) type);
  }

  @Override
  public @Nullable Object get(int index, Type type) {
    return bind(index, binding(json, type));
  }

  /** {@return an argument through a binding prepared before} */
  @Nullable Object bind(int index, JsonCodec.Binding binding) {
    try {
      return binding.bind(at(index));
    } catch (JsonConversionException e) {
      throw new ArgumentException("argument " + index + ": " + e.getMessage(), e);
    }
  }

  static JsonCodec.Binding binding(JsonCodec json, Type type) {
    try {
      return json.binding(type);
    } catch (JsonConversionException e) {
      throw new ArgumentException(Objects.toString(e.getMessage()), e);
    }
  }

  @Override
  public List<@Nullable Object> values() {
    return plain;
  }

  @Override
  public JsonValue json(int index) {
    return json.toJsonValue(at(index));
  }

  @Override
  public ByteBuffer bytes(int index) {
    ByteBuffer binary = get(index, ByteBuffer.class);
    if (binary == null) {
      throw new ArgumentException("argument " + index + ": binary wanted, but null came");
    }
    return binary;
  }

  private @Nullable Object at(int index) {
    return index < plain.size() ? plain.get(index) : null;
  }

  @Override
  public String toString() {
    return "Arguments" + plain;
  }
}
