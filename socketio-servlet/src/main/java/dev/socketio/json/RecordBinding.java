package dev.socketio.json;

import dev.socketio.json.JsonCodec.Binding;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes records of JSON objects: members by the names of the components, others ignored, missing
 * ones null (or refused, if primitive).
 *
 * <p>Threading: safe for use by any thread once {@link Bindings} has filled in the bindings of the
 * components.
 */
final class RecordBinding implements Binding {
  private final Class<?> type;
  private final RecordShape shape;
  private final Binding[] components;

  RecordBinding(Class<?> type, RecordShape shape, Binding[] components) {
    this.type = type;
    this.shape = shape;
    this.components = components;
  }

  @Override
  public @Nullable Object bind(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (!(value instanceof Map<?, ?> members)) {
      throw Mismatch.of(type.getTypeName() + " (an object) wanted", value);
    }
    @Nullable Object[] values = new @Nullable Object[components.length];
    for (int i = 0; i < components.length; i++) {
      try {
        values[i] = components[i].bind(members.get(shape.name(i)));
      } catch (JsonConversionException e) {
        throw e.in("member \"" + shape.name(i) + '"');
      }
    }
    return shape.make(values);
  }
}
