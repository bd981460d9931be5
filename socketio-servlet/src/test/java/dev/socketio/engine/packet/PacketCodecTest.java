package dev.socketio.engine.packet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.engine.packet.EnginePacket.BinaryMessage;
import dev.socketio.engine.packet.EnginePacket.Close;
import dev.socketio.engine.packet.EnginePacket.Message;
import dev.socketio.engine.packet.EnginePacket.Noop;
import dev.socketio.engine.packet.EnginePacket.Open;
import dev.socketio.engine.packet.EnginePacket.Ping;
import dev.socketio.engine.packet.EnginePacket.Pong;
import dev.socketio.engine.packet.EnginePacket.Upgrade;
import java.nio.ByteBuffer;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The text form of packets (Engine.IO protocol 4, "Protocol", "Packet encoding"). */
class PacketCodecTest {
  static Stream<Arguments> packets() {
    return Stream.of(
        Arguments.of("0{\"sid\":\"a\"}", new Open("{\"sid\":\"a\"}")),
        Arguments.of("1", new Close()),
        Arguments.of("2", new Ping("")),
        Arguments.of("2probe", new Ping("probe")),
        Arguments.of("3", new Pong("")),
        Arguments.of("3probe", new Pong("probe")),
        Arguments.of("4", new Message("")),
        Arguments.of("4hello", new Message("hello")),
        Arguments.of("4\u20ac\ud83d\ude00", new Message("\u20ac\ud83d\ude00")),
        Arguments.of("5", new Upgrade()),
        Arguments.of("6", new Noop()),
        Arguments.of("b", new BinaryMessage(ByteBuffer.allocate(0))),
        Arguments.of("bAQIDBA==", new BinaryMessage(ByteBuffer.wrap(new byte[] {1, 2, 3, 4}))));
  }

  @ParameterizedTest
  @MethodSource("packets")
  void eachPacketHasOneTextForm(String encoded, EnginePacket packet) {
    assertThat(PacketCodec.decode(encoded)).isEqualTo(packet);
    assertThat(PacketCodec.encode(packet)).isEqualTo(encoded);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "7", "9", "a", "B", "/", ":", "\u001e", "\u0660", "b=", "bA", "b\u20ac"})
  void whatIsNoPacketIsRefused(String text) {
    assertThat(PacketCodec.decode(text)).isNull();
  }

  @Test
  void base64MayComeWithoutPadding() {
    assertThat(PacketCodec.decode("bAQ"))
        .isEqualTo(new BinaryMessage(ByteBuffer.wrap(new byte[] {1})));
  }

  @Test
  void dataBehindAPacketThatHasNoneIsIgnored() {
    assertThat(PacketCodec.decode("1x")).isEqualTo(new Close());
    assertThat(PacketCodec.decode("5x")).isEqualTo(new Upgrade());
    assertThat(PacketCodec.decode("6x")).isEqualTo(new Noop());
  }

  @Test
  void theTextFormOfAMessageIsBuiltOnceForAllItsReceivers() {
    Message message = new Message("hello");
    assertThat(PacketCodec.encode(message)).isSameAs(PacketCodec.encode(message));
  }

  @Test
  void encodingBytesLeavesThemToBeReadAgain() {
    BinaryMessage message =
        new BinaryMessage(ByteBuffer.wrap(new byte[] {9, 1, 2, 9}, 1, 2).slice());
    assertThat(PacketCodec.encode(message)).isEqualTo("bAQI=");
    assertThat(PacketCodec.encode(message)).isEqualTo("bAQI=");
  }

  @Property
  void anyTextSurvives(@ForAll String text) {
    assertThat(PacketCodec.decode(PacketCodec.encode(new Message(text))))
        .isEqualTo(new Message(text));
  }

  @Property
  void anyBytesSurvive(@ForAll byte[] bytes) {
    BinaryMessage message = new BinaryMessage(ByteBuffer.wrap(bytes));
    assertThat(PacketCodec.decode(PacketCodec.encode(message))).isEqualTo(message);
  }

  @Property
  void anythingThatComesIsAPacketOrRefused(@ForAll String text) {
    EnginePacket packet = PacketCodec.decode(text);
    if (packet != null && !text.startsWith("b") && !"156".contains(text.substring(0, 1))) {
      assertThat(PacketCodec.encode(packet)).isEqualTo(text);
    }
  }
}
