package dev.socketio.json;

import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Writes Java values as JSON text, straight into the packet. Written by hand for two reasons:
 * binary parts have to be taken out on the way, and JSON-P writers let lone surrogates through,
 * which UTF-8 then turns into question marks.
 *
 * <p>Threading: safe for use by any thread; what is in progress lives on the stack.
 */
final class JsonTextWriter {
  /** From here on doubles have no fraction, and their digits are written as they are. */
  private static final double LARGEST_EXACT = 1L << 53;

  private final RecordShapes records;
  private final ObjectBinding objects;

  JsonTextWriter(RecordShapes records, ObjectBinding objects) {
    this.records = records;
    this.objects = objects;
  }

  void write(@Nullable Object value, StringBuilder out, AttachmentSink attachments) {
    new Run(out, attachments).write(value, 0);
  }

  /** One value being written. */
  private final class Run {
    private final StringBuilder out;
    private final AttachmentSink attachments;

    Run(StringBuilder out, AttachmentSink attachments) {
      this.out = out;
      this.attachments = attachments;
    }

    /** The commonest kinds come first. */
    void write(@Nullable Object value, int depth) {
      if (value == null) {
        out.append("null");
      } else if (value instanceof String text) {
        JsonText.quote(text, out);
      } else if (value instanceof Number number) {
        writeNumber(number);
      } else if (value instanceof Boolean truth) {
        out.append(truth.booleanValue());
      } else if (value instanceof Map<?, ?> map) {
        writeMap(map, deeper(depth));
      } else if (value instanceof byte[] bytes) {
        writeAttachment(ByteBuffer.wrap(bytes.clone()));
      } else if (value instanceof ByteBuffer bytes) {
        writeAttachment(bytes.isReadOnly() ? bytes.duplicate() : copyOf(bytes));
      } else if (value instanceof Record row) {
        writeRecord(row, deeper(depth));
      } else {
        writeOther(value, depth);
      }
    }

    private void writeOther(Object value, int depth) {
      // A JsonArray is a List and a JsonObject a Map; what is left of JSON-P are the simple values.
      if (value instanceof Collection<?> elements) {
        writeElements(elements, deeper(depth));
      } else if (value instanceof JsonValue json) {
        writeSimple(json);
      } else if (value.getClass().isArray()) {
        writeArray(value, deeper(depth));
      } else if (value instanceof CharSequence text) {
        JsonText.quote(text.toString(), out);
      } else if (value instanceof Enum<?> constant) {
        JsonText.quote(constant.name(), out);
      } else if (value instanceof Optional<?> optional) {
        write(optional.orElse(null), depth);
      } else if (TextTypes.isWritten(value)) {
        JsonText.quote(TextTypes.write(value), out);
      } else {
        writeRare(value);
      }
    }

    private void writeRare(Object value) {
      if (value instanceof AtomicBoolean truth) {
        out.append(truth.get());
      } else if (value instanceof OptionalInt optional) {
        out.append(optional.isPresent() ? String.valueOf(optional.getAsInt()) : "null");
      } else if (value instanceof OptionalLong optional) {
        out.append(optional.isPresent() ? String.valueOf(optional.getAsLong()) : "null");
      } else if (value instanceof OptionalDouble optional) {
        writeDouble(optional.orElse(Double.NaN));
      } else {
        JsonText.splice(objects.write(value), out);
      }
    }

    private void writeNumber(Number number) {
      if (number instanceof Integer
          || number instanceof Long
          || number instanceof Short
          || number instanceof Byte) {
        out.append(number.longValue());
      } else if (number instanceof Double || number instanceof Float) {
        writeFloating(number);
      } else if (number instanceof BigDecimal || number instanceof BigInteger) {
        out.append(number);
      } else if (number instanceof AtomicInteger || number instanceof AtomicLong) {
        out.append(number.longValue());
      } else {
        JsonText.splice(objects.write(number), out);
      }
    }

    private void writeFloating(Number number) {
      if (number instanceof Float single && single != Math.rint(single) && Float.isFinite(single)) {
        out.append(single.floatValue());
      } else {
        writeDouble(number.doubleValue());
      }
    }

    private void writeDouble(double number) {
      if (!Double.isFinite(number)) {
        out.append("null");
      } else if (number == Math.rint(number) && Math.abs(number) < LARGEST_EXACT) {
        out.append((long) number);
      } else {
        out.append(number);
      }
    }

    private void writeSimple(JsonValue json) {
      if (json instanceof JsonString string) {
        JsonText.quote(string.getString(), out);
      } else if (json instanceof JsonNumber number) {
        out.append(number);
      } else {
        out.append(json);
      }
    }

    private void writeMap(Map<?, ?> map, int depth) {
      char separator = '{';
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.append(separator);
        JsonText.quote(memberName(entry.getKey()), out);
        out.append(':');
        write(entry.getValue(), depth);
        separator = ',';
      }
      out.append(separator == '{' ? "{}" : "}");
    }

    private static String memberName(@Nullable Object key) {
      if (key == null) {
        throw new JsonConversionException(
            "a map with the key null cannot be written as JSON: member names are strings");
      }
      return key instanceof Enum<?> constant ? constant.name() : key.toString();
    }

    private void writeElements(Iterable<?> elements, int depth) {
      char separator = '[';
      for (Object element : elements) {
        out.append(separator);
        write(element, depth);
        separator = ',';
      }
      out.append(separator == '[' ? "[]" : "]");
    }

    private void writeArray(Object array, int depth) {
      int length = Array.getLength(array);
      out.append('[');
      for (int i = 0; i < length; i++) {
        if (i > 0) {
          out.append(',');
        }
        write(Array.get(array, i), depth);
      }
      out.append(']');
    }

    private void writeRecord(Record row, int depth) {
      RecordShape shape = records.of(row.getClass());
      if (shape.isMarkedForJsonB()) {
        JsonText.splice(objects.write(row), out);
        return;
      }
      char separator = '{';
      for (int i = 0; i < shape.size(); i++) {
        out.append(separator);
        JsonText.quote(shape.name(i), out);
        out.append(':');
        write(shape.get(row, i), depth);
        separator = ',';
      }
      out.append(separator == '{' ? "{}" : "}");
    }

    private void writeAttachment(ByteBuffer bytes) {
      int number = attachments.add(bytes);
      out.append("{\"_placeholder\":true,\"num\":").append(number).append('}');
    }

    /**
     * The caller may reuse its bytes as soon as emit has returned, while the packet is still
     * waiting to be sent. Who hands in a read-only view says that they stay as they are, so that is
     * sent without a copy.
     */
    private static ByteBuffer copyOf(ByteBuffer bytes) {
      ByteBuffer copy = ByteBuffer.allocate(bytes.remaining());
      copy.put(bytes.duplicate());
      return copy.flip();
    }

    private static int deeper(int depth) {
      if (depth == JsonCodec.MAX_WRITE_DEPTH) {
        throw new JsonConversionException(
            "a value nested deeper than "
                + JsonCodec.MAX_WRITE_DEPTH
                + " levels cannot be written as JSON; does it contain itself?");
      }
      return depth + 1;
    }
  }
}
