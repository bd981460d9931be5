package dev.socketio.json;

import jakarta.json.JsonValue;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the JSON of packets and binds it to Java types: the one place to put another
 * JSON library in.
 *
 * <p>A <em>plain value</em> is what {@link #read} gives: {@code null}, {@code String}, {@code
 * Boolean}, {@code Long}, {@code BigInteger}, {@code BigDecimal}, an unmodifiable {@code List} or
 * {@code Map} of plain values, and, put there by the packet decoder, {@code ByteBuffer} for an
 * attachment.
 *
 * <p>Threading: an implementation is shared by all threads of a server, so it must be safe for use
 * by any thread.
 */
public interface JsonCodec extends AutoCloseable {

  /**
   * Greatest nesting that is read; deeper text is refused, since whoever handles it might recurse.
   */
  int MAX_READ_DEPTH = 500;

  /** Greatest nesting that is written; a deeper value is taken for one that contains itself. */
  int MAX_WRITE_DEPTH = 1000;

  /**
   * Greatest number of characters of a number that is read: long numbers cost more than they weigh.
   */
  int MAX_NUMBER_LENGTH = 1000;

  /**
   * {@return a codec on the Jakarta JSON Processing provider that the context class loader finds}
   * The look-up happens here and never again. Objects that are neither simple values nor records
   * are bound with Jakarta JSON Binding, where the application has it.
   *
   * @throws IllegalStateException if there is no provider, with the remedy
   */
  static JsonCodec standard() {
    return StandardJsonCodec.find();
  }

  /**
   * Reads one JSON value (RFC 8259) that fills the text from a position to its end, white space
   * aside. Of a repeated member the last one counts.
   *
   * @param text where the value is
   * @param from index of its first character
   * @return plain value
   * @throws JsonFormatException if it is not JSON, nested deeper than {@link #MAX_READ_DEPTH}, or
   *     holds a number longer than {@link #MAX_NUMBER_LENGTH}
   */
  @Nullable Object read(String text, int from) throws JsonFormatException;

  /**
   * Writes a value as JSON. Lone surrogates are written as escapes, so that they survive UTF-8; NaN
   * and the infinities become null.
   *
   * @param value plain value, or anything else that can be written
   * @param out where to append
   * @param attachments takes what is binary; its place is held by {@code
   *     {"_placeholder":true,"num":n}}
   * @throws JsonConversionException if the value cannot be written, with the remedy
   */
  void write(@Nullable Object value, StringBuilder out, AttachmentSink attachments);

  /**
   * {@return a converter of plain values to a type, prepared once and kept}
   *
   * @param type wanted type
   * @throws JsonConversionException if nothing here can bind that type, with the remedy
   */
  Binding binding(Type type);

  /**
   * {@return a plain value as the application sees JSON} Binary becomes a placeholder object.
   *
   * @param value plain value
   */
  JsonValue toJsonValue(@Nullable Object value);

  /** Lets go of what the codec holds; called by the server that created it. */
  @Override
  default void close() {}

  /** Converts plain values to one type. */
  @FunctionalInterface
  interface Binding {

    /**
     * Converts.
     *
     * @param value plain value
     * @return value of the type; {@code null} for JSON null where the type is not primitive
     * @throws JsonConversionException if the value does not fit; says what was wanted, where, and
     *     what came
     */
    @Nullable Object bind(@Nullable Object value);
  }
}
