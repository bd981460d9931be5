package dev.socketio.json;

import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is said when a plain value does not fit a type. */
final class Mismatch {
  private static final int SHOWN = 60;

  private Mismatch() {}

  static JsonConversionException of(Type wanted, @Nullable Object value) {
    return of(name(wanted) + " wanted", value);
  }

  /** {@return the name of a type without packages, which are no business of clients} */
  static String name(Type type) {
    return type.getTypeName().replaceAll("[\\w.$]*[.$](?=\\w)", "");
  }

  static JsonConversionException of(String wanted, @Nullable Object value) {
    return new JsonConversionException(wanted + ", but " + describe(value) + " came");
  }

  /** {@return the result if the condition holds} */
  static Object unless(boolean condition, Type wanted, @Nullable Object value, Object result) {
    if (!condition) {
      throw of(wanted, value);
    }
    return result;
  }

  /** {@return a plain value in the words of JSON, shortened} */
  static String describe(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof String text) {
      return "the string \"" + shortened(text) + "\"";
    }
    if (value instanceof Number) {
      return "the number " + shortened(value.toString());
    }
    if (value instanceof Boolean) {
      return value.toString();
    }
    if (value instanceof List<?> list) {
      return "an array of " + list.size();
    }
    if (value instanceof Map<?, ?> map) {
      return "an object with the members " + shortened(map.keySet().toString());
    }
    if (value instanceof ByteBuffer bytes) {
      return "binary of " + bytes.remaining() + " bytes";
    }
    return "an object of " + value.getClass().getName();
  }

  private static String shortened(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }
}
