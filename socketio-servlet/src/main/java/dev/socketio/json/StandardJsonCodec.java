package dev.socketio.json;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonException;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The standard codec: reads with JSON-P's streaming parser, writes text itself, binds simple values
 * and records itself and other objects with JSON-B.
 *
 * <p>Threading: safe for use by any thread.
 */
final class StandardJsonCodec implements JsonCodec {
  private static final String REMEDY =
      "No Jakarta JSON Processing provider was found. Tomcat and Jetty bring none: add org.eclipse.parsson:parsson to"
          + " the application (WEB-INF/lib). Servers with the full Jakarta EE platform have one.";

  private final JsonTreeReader reader;
  private final JsonTextWriter writer;
  private final Bindings bindings;
  private final ObjectBinding objects;
  private final JsonProvider provider;
  private final JsonBuilderFactory builders;

  StandardJsonCodec(JsonProvider provider, ObjectBinding objects) {
    RecordShapes records = new RecordShapes();
    this.provider = provider;
    this.builders = provider.createBuilderFactory(Map.of());
    this.objects = objects;
    this.reader = new JsonTreeReader(provider);
    this.writer = new JsonTextWriter(records, objects);
    this.bindings = new Bindings(records, objects, writer, this::toJsonValue);
  }

  static JsonCodec find() {
    ClassLoader application =
        Objects.requireNonNullElseGet(
            Thread.currentThread().getContextClassLoader(),
            StandardJsonCodec.class::getClassLoader);
    try {
      return new StandardJsonCodec(JsonProvider.provider(), new ObjectBindings(application));
    } catch (JsonException | LinkageError e) {
      throw new IllegalStateException(REMEDY, e);
    }
  }

  @Override
  public @Nullable Object read(String text, int from) throws JsonFormatException {
    return reader.read(text, from);
  }

  @Override
  public void write(@Nullable Object value, StringBuilder out, AttachmentSink attachments) {
    writer.write(value, out, attachments);
  }

  @Override
  public Binding binding(Type type) {
    return bindings.of(type);
  }

  @Override
  public JsonValue toJsonValue(@Nullable Object value) {
    return new Conversion().convert(value);
  }

  @Override
  public void close() {
    objects.close();
  }

  /** Turns one plain value into JSON-P's; counts the binary parts met. */
  private final class Conversion {
    private int attachments;

    JsonValue convert(@Nullable Object value) {
      if (value instanceof String text) {
        return provider.createValue(text);
      }
      if (value instanceof Number number) {
        return convertNumber(number);
      }
      if (value instanceof Boolean truth) {
        return truth ? JsonValue.TRUE : JsonValue.FALSE;
      }
      if (value instanceof List<?> list) {
        JsonArrayBuilder array = builders.createArrayBuilder();
        list.forEach(element -> array.add(convert(element)));
        return array.build();
      }
      if (value instanceof Map<?, ?> map) {
        if (map.isEmpty()) {
          return JsonValue.EMPTY_JSON_OBJECT;
        }
        JsonObjectBuilder object = builders.createObjectBuilder();
        map.forEach((name, member) -> object.add((String) name, convert(member)));
        return object.build();
      }
      if (value instanceof ByteBuffer) {
        return builders
            .createObjectBuilder()
            .add("_placeholder", true)
            .add("num", attachments++)
            .build();
      }
      return JsonValue.NULL;
    }

    private JsonValue convertNumber(Number number) {
      if (number instanceof BigDecimal decimal) {
        return provider.createValue(decimal);
      }
      return number instanceof BigInteger integer
          ? provider.createValue(integer)
          : provider.createValue(number.longValue());
    }
  }
}
