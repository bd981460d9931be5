package dev.socketio.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramesTest {

  @ParameterizedTest
  @ValueSource(ints = {32, 125, 126, 1024, 65535})
  void everyCopyIsAMaskedTextFrameWithTheWholeMessage(int bytes) {
    String message = Dialect.message("echo", bytes);
    ByteBuffer frames = Frames.text(message, 3);

    for (int copy = 0; copy < 3; copy++) {
      assertThat(unmask(frames)).isEqualTo(message);
    }
    assertThat(frames.hasRemaining()).isFalse();
  }

  @Test
  void contentLengthIsFoundInAnyCase() {
    ByteBuffer answer =
        US_ASCII.encode("HTTP/1.1 200 OK\r\nX: 1\r\ncOnTeNt-LeNgTh: 120\r\n\r\nbody");

    int end = HttpText.endOfHead(answer);

    assertThat(end).isEqualTo(answer.limit() - 4);
    assertThat(HttpText.contentLength(answer, 0, end)).isEqualTo(120);
  }

  private static String unmask(ByteBuffer frames) {
    assertThat(frames.get() & 0xFF).isEqualTo(0x81);
    int length = frames.get() & 0xFF;
    assertThat(length & 0x80).isEqualTo(0x80);
    length &= 0x7F;
    if (length == 126) {
      length = frames.getShort() & 0xFFFF;
    }
    byte[] mask = new byte[4];
    frames.get(mask);
    byte[] payload = new byte[length];
    frames.get(payload);
    for (int i = 0; i < length; i++) {
      payload[i] ^= mask[i % 4];
    }
    return new String(payload, US_ASCII);
  }
}
