package dev.socketio.json;

import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParserFactory;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON text into plain values with the streaming parser of JSON-P. Limits are kept here and
 * not left to the provider, since each provider has its own.
 *
 * <p>Threading: immutable, safe for use by any thread.
 */
final class JsonTreeReader {
  private final JsonParserFactory parsers;

  JsonTreeReader(JsonProvider provider) {
    this.parsers = provider.createParserFactory(Map.of());
  }

  @Nullable Object read(String text, int from) throws JsonFormatException {
    // Providers tell a broken text in several ways: JsonException, NoSuchElementException at its
    // end, and plain
    // RuntimeException for their own limits.
    try (JsonParser parser = parsers.createParser(readerAt(text, from))) {
      Object value = value(parser, parser.next(), 0);
      if (parser.hasNext()) {
        throw new JsonFormatException("something follows the JSON value");
      }
      return value;
    } catch (RuntimeException e) {
      throw new JsonFormatException("not JSON: " + e.getMessage(), e);
    }
  }

  private static StringReader readerAt(String text, int from) {
    StringReader reader = new StringReader(text);
    try {
      reader.skip(from);
    } catch (IOException e) {
      throw new IllegalStateException("a reader of a string never fails", e);
    }
    return reader;
  }

  private static @Nullable Object value(JsonParser parser, Event event, int depth)
      throws JsonFormatException {
    return switch (event) {
      case START_ARRAY -> array(parser, deeper(depth));
      case START_OBJECT -> object(parser, deeper(depth));
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER -> number(parser.getString());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case KEY_NAME, END_ARRAY, END_OBJECT -> throw new JsonFormatException("a value is missing");
    };
  }

  private static int deeper(int depth) throws JsonFormatException {
    if (depth == JsonCodec.MAX_READ_DEPTH) {
      throw new JsonFormatException("nested deeper than " + JsonCodec.MAX_READ_DEPTH + " levels");
    }
    return depth + 1;
  }

  private static List<@Nullable Object> array(JsonParser parser, int depth)
      throws JsonFormatException {
    Event event = parser.next();
    if (event == Event.END_ARRAY) {
      return Collections.emptyList();
    }
    List<@Nullable Object> elements = new ArrayList<>(4);
    while (event != Event.END_ARRAY) {
      elements.add(value(parser, event, depth));
      event = parser.next();
    }
    return Collections.unmodifiableList(elements);
  }

  private static Map<String, @Nullable Object> object(JsonParser parser, int depth)
      throws JsonFormatException {
    Event event = parser.next();
    if (event == Event.END_OBJECT) {
      return Collections.emptyMap();
    }
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    while (event != Event.END_OBJECT) {
      String name = parser.getString();
      members.put(name, value(parser, parser.next(), depth));
      event = parser.next();
    }
    return Collections.unmodifiableMap(members);
  }

  /**
   * Integers stay exact at any size; what has a fraction or an exponent keeps its decimal digits.
   */
  private static Number number(String text) throws JsonFormatException {
    if (text.length() > JsonCodec.MAX_NUMBER_LENGTH) {
      throw new JsonFormatException(
          "a number longer than " + JsonCodec.MAX_NUMBER_LENGTH + " characters");
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.' || c == 'e' || c == 'E') {
        return new BigDecimal(text);
      }
    }
    if (text.length() <= 18) {
      return Long.valueOf(text);
    }
    BigInteger integer = new BigInteger(text);
    return integer.bitLength() < Long.SIZE ? (Number) integer.longValue() : integer;
  }
}
