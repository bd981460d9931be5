package dev.socketio.server.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.socketio.json.JsonCodec;
import dev.socketio.json.JsonConversionException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Packets to text and binary messages, to the byte (Socket.IO protocol 5, "Packet encoding"). */
class PacketEncodingTest {
  private static final long NO_ID = SocketPacket.NO_ID;

  private final PacketEncoder encoder = new PacketEncoder(JsonCodec.standard());

  @Test
  void connect() {
    assertThat(encoder.connect("/", "wZX3").text()).isEqualTo("0{\"sid\":\"wZX3\"}");
    assertThat(encoder.connect("/admin", "oSO0").text()).isEqualTo("0/admin,{\"sid\":\"oSO0\"}");
  }

  @Test
  void connectError() {
    assertThat(encoder.connectError("/", "Not \"authorized\"", null).text())
        .isEqualTo("4{\"message\":\"Not \\\"authorized\\\"\"}");
    assertThat(
            encoder
                .connectError("/m", "not authorized", Map.of("content", "Please retry later"))
                .text())
        .isEqualTo(
            "4/m,{\"message\":\"not authorized\",\"data\":{\"content\":\"Please retry later\"}}");
    assertThatThrownBy(() -> encoder.connectError("/", "x", new byte[1]))
        .isInstanceOf(JsonConversionException.class)
        .hasMessageContaining("binary");
  }

  @Test
  void disconnect() {
    assertThat(encoder.disconnect("/").text()).isEqualTo("1");
    assertThat(encoder.disconnect("/admin").text()).isEqualTo("1/admin,");
  }

  @Test
  void event() {
    assertThat(encoder.event("/", NO_ID, "foo"))
        .isEqualTo(new EncodedPacket("2[\"foo\"]", List.of()));
    assertThat(encoder.event("/admin", NO_ID, "bar", 1, null).text())
        .isEqualTo("2/admin,[\"bar\",1,null]");
    assertThat(encoder.event("/", 12, "foo").text()).isEqualTo("212[\"foo\"]");
    assertThat(encoder.event("/n", SocketPacket.MAX_ID, "").text())
        .isEqualTo("2/n,9007199254740991[\"\"]");
  }

  @Test
  void ack() {
    assertThat(encoder.ack("/", 13).text()).isEqualTo("313[]");
    assertThat(encoder.ack("/admin", 13, "bar", List.of()).text())
        .isEqualTo("3/admin,13[\"bar\",[]]");
  }

  @Test
  void binaryEvent() {
    EncodedPacket packet =
        encoder.event(
            "/admin",
            NO_ID,
            "baz",
            new byte[] {1, 2},
            Map.of("x", ByteBuffer.wrap(new byte[] {3, 4})));
    assertThat(packet.text())
        .isEqualTo(
            "52-/admin,[\"baz\",{\"_placeholder\":true,\"num\":0},{\"x\":{\"_placeholder\":true,\"num\":1}}]");
    assertThat(packet.attachments())
        .containsExactly(ByteBuffer.wrap(new byte[] {1, 2}), ByteBuffer.wrap(new byte[] {3, 4}));
  }

  @Test
  void binaryAck() {
    EncodedPacket packet = encoder.ack("/", 15, "bar", new byte[] {1});
    assertThat(packet.text()).isEqualTo("61-15[\"bar\",{\"_placeholder\":true,\"num\":0}]");
    assertThat(packet.attachments()).hasSize(1);
  }

  @Test
  void manyAttachmentsAreCountedInDecimal() {
    List<byte[]> parts = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      parts.add(new byte[] {(byte) i});
    }
    EncodedPacket packet = encoder.event("/", 5, "a", parts);
    assertThat(packet.text())
        .startsWith("512-5[\"a\",[{\"_placeholder\":true,\"num\":0},")
        .endsWith("\"num\":11}]]");
    assertThat(packet.attachments()).hasSize(12);
  }

  @Test
  void anOutboundEventIsTheSameWithAnyHeader() {
    OutboundEvent event = encoder.outbound("e", "x", new byte[] {7});
    assertThat(event.json()).isEqualTo("[\"e\",\"x\",{\"_placeholder\":true,\"num\":0}]");
    assertThat(encoder.event("/", NO_ID, event))
        .isEqualTo(encoder.event("/", NO_ID, "e", "x", new byte[] {7}));
    assertThat(encoder.event("/n", 3, event))
        .isEqualTo(encoder.event("/n", 3, "e", "x", new byte[] {7}));
  }

  @Test
  void anArgumentThatCannotBeWrittenIsNamed() {
    Object self = new ArrayList<>();
    ((List<Object>) self).add(self);
    assertThatThrownBy(() -> encoder.event("/", NO_ID, "a", 1, self))
        .hasMessageStartingWith("argument 1: ");
    assertThatThrownBy(() -> encoder.ack("/", 1, self)).hasMessageStartingWith("argument 0: ");
    assertThatThrownBy(() -> encoder.outbound("a", self)).hasMessageStartingWith("argument 0: ");
  }

  @Test
  void theReservedNames() {
    for (String name :
        Set.of(
            "connect",
            "connect_error",
            "disconnect",
            "disconnecting",
            "newListener",
            "removeListener")) {
      assertThat(ReservedEvents.contains(name)).as(name).isTrue();
    }
    for (String name : Set.of("connection", "error", "", "Connect", "message")) {
      assertThat(ReservedEvents.contains(name)).as(name).isFalse();
    }
  }
}
