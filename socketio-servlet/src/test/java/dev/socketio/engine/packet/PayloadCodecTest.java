package dev.socketio.engine.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.socketio.engine.packet.EnginePacket.BinaryMessage;
import dev.socketio.engine.packet.EnginePacket.Close;
import dev.socketio.engine.packet.EnginePacket.Message;
import dev.socketio.engine.packet.EnginePacket.Noop;
import dev.socketio.engine.packet.EnginePacket.Ping;
import dev.socketio.engine.packet.EnginePacket.Pong;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several packets in one body (Engine.IO protocol 4, "HTTP long-polling"). */
class PayloadCodecTest {
  private final List<EnginePacket> taken = new ArrayList<>();

  private boolean decode(String payload) {
    taken.clear();
    return PayloadCodec.decode(payload, taken::add);
  }

  @Test
  void theExampleOfTheProtocol() {
    assertThat(decode("4hello\u001e2\u001e4world")).isTrue();
    assertThat(taken).containsExactly(new Message("hello"), new Ping(""), new Message("world"));
    assertThat(PayloadCodec.encode(taken)).isEqualTo("4hello\u001e2\u001e4world");
  }

  @Test
  void theExampleOfTheProtocolWithBytes() {
    assertThat(decode("4hello\u001ebAQIDBA==")).isTrue();
    assertThat(taken)
        .containsExactly(
            new Message("hello"), new BinaryMessage(ByteBuffer.wrap(new byte[] {1, 2, 3, 4})));
    assertThat(PayloadCodec.encode(taken)).isEqualTo("4hello\u001ebAQIDBA==");
  }

  @ParameterizedTest
  @ValueSource(strings = {"4a\u001e", "4a\u001e\u001e4b", "4a\u001ex\u001e4b", "4a\u001eb!"})
  void packetsUpToTheFirstThatCannotBeReadAreTaken(String payload) {
    assertThat(decode(payload)).isFalse();
    assertThat(taken).containsExactly(new Message("a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\u001e", "x"})
  void aPayloadWithoutAnyPacketIsMalformed(String payload) {
    assertThat(decode(payload)).isFalse();
    assertThat(taken).isEmpty();
  }

  @Test
  void aSinkThatWantsNoMoreGetsNoMore() {
    assertThat(
            PayloadCodec.decode(
                "4a\u001e1\u001ex",
                packet -> {
                  taken.add(packet);
                  return !(packet instanceof Close);
                }))
        .isTrue();
    assertThat(taken).containsExactly(new Message("a"), new Close());
  }

  @Test
  void aMillionTinyPacketsTakeLinearTime() {
    String payload = "4\u001e".repeat(2_000_000) + "4";
    int[] count = new int[1];
    Assertions.assertTimeout(
        Duration.ofSeconds(20),
        () ->
            assertThat(
                    PayloadCodec.decode(
                        payload,
                        packet -> {
                          count[0]++;
                          return true;
                        }))
                .isTrue());
    assertThat(count[0]).isEqualTo(2_000_001);
  }

  @Property
  void anyListOfPacketsSurvives(@ForAll("packets") List<EnginePacket> packets) {
    assertThat(decode(PayloadCodec.encode(packets))).isTrue();
    assertThat(taken).isEqualTo(packets);
  }

  @Property
  void anyBodyIsReadOrRefused(@ForAll String payload) {
    assertThatCode(() -> decode(payload)).doesNotThrowAnyException();
  }

  @Provide
  Arbitrary<List<EnginePacket>> packets() {
    Arbitrary<String> text = Arbitraries.strings().excludeChars('\u001e');
    Arbitrary<EnginePacket> packet =
        Arbitraries.oneOf(
            text.map(Message::new),
            text.map(Ping::new),
            text.map(Pong::new),
            Arbitraries.bytes()
                .array(byte[].class)
                .map(bytes -> new BinaryMessage(ByteBuffer.wrap(bytes))),
            Arbitraries.of(new Close(), new Noop()));
    return packet.list().ofMinSize(1).ofMaxSize(20);
  }
}
