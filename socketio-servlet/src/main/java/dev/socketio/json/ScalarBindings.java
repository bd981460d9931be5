package dev.socketio.json;

import dev.socketio.json.JsonCodec.Binding;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Bindings of single values: strings, numbers, booleans, binary, enums, and whatever came as it is.
 * Nothing is converted that would lose something: 1.5 is no {@code int}, and 300 no {@code byte}.
 */
final class ScalarBindings {
  /**
   * Numbers with more digits before the point than this are not turned into integers; it would take
   * for ever.
   */
  private static final int MAX_INTEGER_DIGITS = JsonCodec.MAX_NUMBER_LENGTH;

  /** The value as it came; binary as {@code byte[]}, at any depth. */
  static final Binding ANYTHING = ScalarBindings::anything;

  private static final Map<Class<?>, Binding> BY_TYPE = byType();

  private ScalarBindings() {}

  /** {@return the binding of a simple type, or {@code null} if it is not one} */
  static @Nullable Binding of(Class<?> type) {
    Binding simple = BY_TYPE.get(type);
    if (simple != null) {
      return simple;
    }
    if (type.isEnum()) {
      return ofEnum(type);
    }
    return TextTypes.isRead(type) ? ofText(type) : null;
  }

  private static Map<Class<?>, Binding> byType() {
    Map<Class<?>, Binding> bindings = new HashMap<>();
    bindings.put(Object.class, ANYTHING);
    bindings.put(String.class, value -> value == null ? null : text(value, String.class));
    bindings.put(
        CharSequence.class, value -> value == null ? null : text(value, CharSequence.class));
    bindings.put(Number.class, value -> value == null ? null : number(value, Number.class));
    number(bindings, int.class, Integer.class, n -> exact(n).intValueExact());
    number(
        bindings,
        long.class,
        Long.class,
        n -> n instanceof Long ? n : (Object) exact(n).longValueExact());
    number(bindings, short.class, Short.class, n -> exact(n).shortValueExact());
    number(bindings, byte.class, Byte.class, n -> exact(n).byteValueExact());
    number(bindings, double.class, Double.class, Number::doubleValue);
    number(bindings, float.class, Float.class, Number::floatValue);
    number(bindings, null, BigDecimal.class, ScalarBindings::decimal);
    number(bindings, null, BigInteger.class, ScalarBindings::exact);
    bindings.put(Boolean.class, value -> value == null ? null : truth(value));
    bindings.put(boolean.class, ScalarBindings::truth);
    bindings.put(byte[].class, value -> value == null ? null : bytes(binary(value, byte[].class)));
    bindings.put(
        ByteBuffer.class,
        value -> value == null ? null : binary(value, ByteBuffer.class).asReadOnlyBuffer());
    return Collections.unmodifiableMap(bindings);
  }

  private static void number(
      Map<Class<?>, Binding> bindings,
      @Nullable Class<?> primitive,
      Class<?> boxed,
      Function<Number, Object> conversion) {
    bindings.put(boxed, value -> value == null ? null : converted(value, boxed, conversion));
    if (primitive != null) {
      bindings.put(primitive, value -> converted(value, primitive, conversion));
    }
  }

  private static Object converted(
      @Nullable Object value, Class<?> type, Function<Number, Object> conversion) {
    try {
      return conversion.apply(number(value, type));
    } catch (ArithmeticException e) {
      throw Mismatch.of(type, value);
    }
  }

  private static Number number(@Nullable Object value, Class<?> type) {
    if (value instanceof Number number) {
      return number;
    }
    throw Mismatch.of(type, value);
  }

  private static BigDecimal decimal(Number number) {
    if (number instanceof BigDecimal decimal) {
      return decimal;
    }
    return number instanceof BigInteger integer
        ? new BigDecimal(integer)
        : BigDecimal.valueOf(number.longValue());
  }

  private static BigInteger exact(Number number) {
    if (number instanceof BigInteger integer) {
      return integer;
    }
    if (number instanceof BigDecimal decimal) {
      if ((long) decimal.precision() - decimal.scale() > MAX_INTEGER_DIGITS) {
        throw new ArithmeticException("too large");
      }
      return decimal.toBigIntegerExact();
    }
    return BigInteger.valueOf(number.longValue());
  }

  private static String text(Object value, Class<?> type) {
    if (value instanceof String text) {
      return text;
    }
    throw Mismatch.of(type, value);
  }

  private static Boolean truth(@Nullable Object value) {
    if (value instanceof Boolean truth) {
      return truth;
    }
    throw Mismatch.of(boolean.class, value);
  }

  private static ByteBuffer binary(Object value, Class<?> type) {
    if (value instanceof ByteBuffer binary) {
      return binary;
    }
    throw Mismatch.of(type.getSimpleName() + " (binary) wanted", value);
  }

  private static byte[] bytes(ByteBuffer binary) {
    byte[] bytes = new byte[binary.remaining()];
    binary.duplicate().get(bytes);
    return bytes;
  }

  private static @Nullable Object anything(@Nullable Object value) {
    if (value instanceof ByteBuffer binary) {
      return bytes(binary);
    }
    if (value instanceof List<?> list && holdsBinary(list)) {
      return Collections.unmodifiableList(
          Arrays.asList(list.stream().map(ScalarBindings::anything).toArray()));
    }
    if (value instanceof Map<?, ?> map && holdsBinary(map.values())) {
      Map<@Nullable Object, @Nullable Object> members = new LinkedHashMap<>();
      map.forEach((name, member) -> members.put(name, anything(member)));
      return Collections.unmodifiableMap(members);
    }
    return value;
  }

  private static boolean holdsBinary(Iterable<?> values) {
    for (Object value : values) {
      if (value instanceof ByteBuffer
          || (value instanceof List<?> list && holdsBinary(list))
          || (value instanceof Map<?, ?> map && holdsBinary(map.values()))) {
        return true;
      }
    }
    return false;
  }

  private static Binding ofText(Class<?> type) {
    return value -> {
      if (value == null && !type.isPrimitive()) {
        return null;
      }
      Object read = value instanceof String text ? TextTypes.read(type, text) : null;
      if (read == null) {
        throw Mismatch.of(type, value);
      }
      return read;
    };
  }

  private static Binding ofEnum(Class<?> type) {
    Map<String, Object> constants = new LinkedHashMap<>();
    for (Object constant : type.getEnumConstants()) {
      constants.put(((Enum<?>) constant).name(), constant);
    }
    return value -> {
      if (value == null) {
        return null;
      }
      Object constant = value instanceof String name ? constants.get(name) : null;
      if (constant == null) {
        throw Mismatch.of(
            type.getTypeName() + " (one of " + constants.keySet() + ") wanted", value);
      }
      return constant;
    };
  }
}
