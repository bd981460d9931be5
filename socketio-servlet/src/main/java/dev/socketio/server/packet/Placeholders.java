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
 * depth. One attachment may stand in several places; one that stands nowhere is dropped. There may
 * be no more places than attachments are allowed: clients give each place an attachment of its own,
 * and an application that copies what it gets would multiply a single one without bounds.
 *
 * <p>Threading: for one packet on one thread.
 */
final class Placeholders {
  private final List<ByteBuffer> attachments;
  private int left;

  private Placeholders(List<ByteBuffer> attachments, int most) {
    this.attachments = attachments;
    this.left = most;
  }

  /**
   * {@return the values with the attachments in their places}
   *
   * @param values payload of a packet
   * @param attachments what came behind it
   * @param most greatest number of places
   * @throws MalformedPacketException if a placeholder names no attachment, or there are too many
   */
  static List<@Nullable Object> restore(List<?> values, List<ByteBuffer> attachments, int most)
      throws MalformedPacketException {
    return new Placeholders(attachments, most).restore(values);
  }

  private List<@Nullable Object> restore(List<?> values) throws MalformedPacketException {
    List<@Nullable Object> restored = new ArrayList<>(values.size());
    for (Object value : values) {
      restored.add(restoreOne(value));
    }
    return Collections.unmodifiableList(restored);
  }

  private @Nullable Object restoreOne(@Nullable Object value) throws MalformedPacketException {
    if (value instanceof List<?> list) {
      return restore(list);
    }
    if (!(value instanceof Map<?, ?> map)) {
      return value;
    }
    if (Boolean.TRUE.equals(map.get("_placeholder"))) {
      return attachment(map.get("num"));
    }
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    for (Map.Entry<?, ?> member : map.entrySet()) {
      members.put((String) member.getKey(), restoreOne(member.getValue()));
    }
    return Collections.unmodifiableMap(members);
  }

  private ByteBuffer attachment(@Nullable Object number) throws MalformedPacketException {
    if (left == 0) {
      throw new MalformedPacketException("too many attachments");
    }
    left--;
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
