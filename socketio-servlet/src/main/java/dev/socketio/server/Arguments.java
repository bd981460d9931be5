package dev.socketio.server;

import jakarta.json.JsonValue;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of an event or of an acknowledgement, in the order sent. JSON and binary values are
 * read by position, as the type the reader asks for.
 *
 * <p>Threading: immutable, safe for use by any thread.
 */
public interface Arguments {

  /** {@return how many there are} */
  int size();

  /** {@return whether there are none} */
  default boolean isEmpty() {
    return size() == 0;
  }

  /**
   * Reads one argument as a Java value. Known without any library: {@code String}, the number types
   * and their boxes, {@code BigDecimal}, {@code BigInteger}, {@code boolean}, {@code byte[]},
   * {@link ByteBuffer}, {@link JsonValue} and its subtypes, {@code Map}, {@code List}, {@code
   * Object} (nested maps, lists, strings, numbers, booleans, {@code byte[]}), enums, arrays of
   * these, and records made of them. Anything else needs JSON-B in the application.
   *
   * @param index position, from 0
   * @param type wanted type
   * @param <T> wanted type
   * @return the value; {@code null} for JSON null, or if there is no such argument, and the type is
   *     not primitive
   * @throws ArgumentException if the argument cannot be read as that type; names position, type and
   *     what came
   */
  <T> @Nullable T get(int index, Class<T> type);

  /**
   * Reads one argument as a generic type, such as {@code List<ChatMessage>}.
   *
   * @param index position, from 0
   * @param type wanted type
   * @return the value, {@code null} as above
   * @throws ArgumentException if the argument cannot be read as that type
   */
  @Nullable Object get(int index, Type type);

  /**
   * {@return all arguments as they came, unmodifiable} Strings, numbers ({@code Long}, {@code
   * BigInteger}, {@code BigDecimal}), booleans, {@code null}, lists and maps of these, and
   * read-only {@link ByteBuffer} for binary. Made to be passed on: {@code socket.emit("copy",
   * arguments.values().toArray())}.
   */
  List<@Nullable Object> values();

  /**
   * Reads one argument as JSON, without conversion. A binary value shows as its placeholder object;
   * use {@link #bytes} for it.
   *
   * @param index position, from 0
   * @return the value; {@link JsonValue#NULL} if there is no such argument
   */
  JsonValue json(int index);

  /**
   * Reads a binary argument.
   *
   * @param index position, from 0
   * @return read-only view of the bytes
   * @throws ArgumentException if the argument is not binary
   */
  ByteBuffer bytes(int index);
}
