package dev.socketio.json;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbException;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * Jakarta JSON Binding. The only class that names it, loaded by {@link ObjectBindings} where the
 * application has it.
 *
 * <p>Threading: {@code Jsonb} is safe for use by any thread.
 */
final class JsonBindingLibrary implements ObjectBinding {
  private final Jsonb jsonb;

  JsonBindingLibrary() {
    this.jsonb = JsonbBuilder.create();
  }

  @Override
  public void require(Type type) {
    // JSON-B looks at a type when the first object of it comes, and has no way to ask before.
  }

  @Override
  public String write(Object value) {
    try {
      return jsonb.toJson(value);
    } catch (JsonbException | IllegalStateException e) {
      throw new JsonConversionException(
          "JSON-B cannot write an object of " + value.getClass().getName() + ": " + e.getMessage(),
          e);
    }
  }

  @Override
  public @Nullable Object read(String json, Type type) {
    try {
      return jsonb.<@Nullable Object>fromJson(json, type);
    } catch (JsonbException | IllegalStateException e) {
      throw new JsonConversionException(
          Mismatch.name(type) + " wanted, but JSON-B cannot make one of what came", e);
    }
  }

  @Override
  public void close() {
    try {
      jsonb.close();
    } catch (Exception e) {
      System.getLogger(JsonBindingLibrary.class.getName())
          .log(System.Logger.Level.DEBUG, "JSON-B failed to close", e);
    }
  }
}
