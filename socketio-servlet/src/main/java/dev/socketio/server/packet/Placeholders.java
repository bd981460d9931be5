package dev.socketio.server.packet;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts attachments where their placeholders {@code {"_placeholder":true,"num":n}} stand, at any
 * depth. One attachment may stand in several places; one that stands nowhere is dropped.
 */
final class Placeholders {
  private Placeholders() {}

  static List<@Nullable Object> restore(List<?> values, List<ByteBuffer> attachments)
      throws MalformedPacketException {
    List<@Nullable Object> restored = new ArrayList<>(values.size());
    for (Object value : values) {
      restored.add(restoreOne(value, attachments));
    }
    return Collections.unmodifiableList(restored);
  }

  private static @Nullable Object restoreOne(@Nullable Object value, List<ByteBuffer> attachments)
      throws MalformedPacketException {
    if (value instanceof List<?> list) {
      return restore(list, attachments);
    }
    if (!(value instanceof Map<?, ?> map)) {
      return value;
    }
    if (Boolean.TRUE.equals(map.get("_placeholder"))) {
      return attachment(map.get("num"), attachments);
    }
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    for (Map.Entry<?, ?> member : map.entrySet()) {
      members.put((String) member.getKey(), restoreOne(member.getValue(), attachments));
    }
    return Collections.unmodifiableMap(members);
  }

  private static ByteBuffer attachment(@Nullable Object number, List<ByteBuffer> attachments)
      throws MalformedPacketException {
    long index = -1;
    if (number instanceof Long integer) {
      index = integer;
    } else if (number instanceof BigDecimal decimal
        && decimal.compareTo(BigDecimal.valueOf(decimal.intValue())) == 0) {
      index = decimal.intValue();
    }
    if (index < 0 || index >= attachments.size()) {
      throw new MalformedPacketException("illegal attachments");
    }
    return attachments.get((int) index).asReadOnlyBuffer();
  }
}
