package dev.socketio.it.browser;

import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.List;
import java.util.Map;

/** JSON to and from text. */
final class Json {

  private static final JsonReaderFactory READERS =
      JsonProvider.provider().createReaderFactory(Map.of());
  private static final JsonBuilderFactory BUILDERS =
      JsonProvider.provider().createBuilderFactory(Map.of());

  private Json() {}

  static JsonObject read(String text) {
    try (JsonReader reader = READERS.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }

  static String write(List<Object> values) {
    return BUILDERS.createArrayBuilder(values).build().toString();
  }

  static String write(Map<String, Object> members) {
    return BUILDERS.createObjectBuilder(members).build().toString();
  }
}
