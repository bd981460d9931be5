package dev.socketio.json;

import java.nio.ByteBuffer;

/** Takes the binary parts out of a value while it is written as JSON. */
@FunctionalInterface
public interface AttachmentSink {

  /**
   * Takes one binary part.
   *
   * @param bytes the part; must not be changed afterwards
   * @return its number, from 0, for the placeholder
   * @throws JsonConversionException if binary cannot be sent here
   */
  int add(ByteBuffer bytes);
}
