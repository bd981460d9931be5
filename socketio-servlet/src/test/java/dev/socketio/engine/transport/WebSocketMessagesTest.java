package dev.socketio.engine.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.engine.packet.EnginePacket.BinaryMessage;
import dev.socketio.engine.packet.EnginePacket.Message;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Messages over WebSocket, whole and in parts, and their limit (Engine.IO protocol 4, "WebSocket").
 */
class WebSocketMessagesTest {
  private static final String TOO_BIG =
      "close transport error (a message had more than 10 bytes (maxHttpBufferSize))";

  private final EngineWorld world = new EngineWorld(options -> options.maxHttpBufferSize(10));
  private final EngineWorld.Socket socket = world.openWebSocket();
  private final EngineWorld.Client client = socket.client;

  private void binary(boolean last, int... bytes) {
    byte[] part = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      part[i] = (byte) bytes[i];
    }
    socket.receiver.onBinary(ByteBuffer.wrap(part), last);
  }

  @Test
  void textAndBytesComeAsTheyAre() {
    socket.clientSends("4hello", "4");
    binary(true, 1, 2, 255);
    binary(true);
    assertThat(client.events()).containsExactly("text hello", "text ", "binary 0102ff", "binary ");
  }

  @Test
  void textAndBytesLeaveAsTheyAreEachAMessageOfItsOwn() {
    client.connection.send(
        List.of(new Message("451-[]"), new BinaryMessage(ByteBuffer.wrap(new byte[] {1, 2, 3}))));
    assertThat(socket.sent()).endsWith("4451-[]", "hex:010203");
  }

  @Test
  void bytesMayBeSentToManyFromTheSamePacket() {
    EngineWorld.Socket other = world.openWebSocket();
    BinaryMessage packet = new BinaryMessage(ByteBuffer.wrap(new byte[] {1, 2}));
    client.connection.send(List.of(packet));
    other.client.connection.send(List.of(packet));
    client.connection.send(List.of(packet));
    assertThat(socket.sent()).endsWith("hex:0102", "hex:0102");
    assertThat(other.sent()).endsWith("hex:0102");
  }

  @Test
  void partsArePutTogether() {
    socket.receiver.onText("4he", false);
    socket.receiver.onText("", false);
    socket.receiver.onText("llo", true);
    binary(false, 1);
    binary(false);
    binary(true, 2, 3);
    socket.clientSends("4next");
    assertThat(client.events()).containsExactly("text hello", "binary 010203", "text next");
  }

  @Test
  void theLimitIsThatOfEachMessage() {
    for (int i = 0; i < 3; i++) {
      socket.receiver.onText("4hel", false);
      socket.receiver.onText("lo", true);
      binary(false, 1, 2, 3, 4);
      binary(true, 5, 6);
    }
    assertThat(client.events()).hasSize(6);
    assertThat(client.connection.isOpen()).isTrue();
  }

  @Test
  void theBufferOfTheContainerMayBeUsedAgain() {
    byte[] buffer = {1, 2, 3};
    socket.receiver.onBinary(ByteBuffer.wrap(buffer), false);
    buffer[0] = 9;
    socket.receiver.onBinary(ByteBuffer.wrap(buffer, 1, 1), true);
    assertThat(client.events()).containsExactly("binary 01020302");
  }

  @Test
  void aMessageOfExactlyTheLimitPasses() {
    socket.clientSends("4123456789", "4\u20ac\u20ac\u20ac");
    socket.receiver.onText("4\u20ac", false);
    socket.receiver.onText("\u20ac\u20ac", true);
    binary(true, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    binary(false, 0, 1, 2, 3, 4, 5, 6, 7, 8);
    binary(true, 9);
    assertThat(client.events()).hasSize(5);
    assertThat(client.connection.isOpen()).isTrue();
  }

  private void assertTooBig() {
    assertThat(socket.channel.closeCode()).hasValue(WebSocketChannel.TOO_BIG);
    assertThat(client.events()).containsExactly(TOO_BIG);
    client.assertGone();
    world.assertEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"41234567890", "4\u20ac\u20ac\u20ac.", "4\ud83d\ude00\ud83d\ude00.."})
  void oneByteMoreIsTooBig(String message) {
    socket.clientSends(message);
    assertTooBig();
  }

  @Test
  void manyPartsAreTooBigAsSoonAsTheLimitIsPassed() {
    socket.receiver.onText("4\u20ac\u20ac", false);
    socket.receiver.onText("\u20ac", false);
    assertThat(client.connection.isOpen()).isTrue();
    socket.receiver.onText("x", false);
    assertTooBig();
    socket.receiver.onText("rest", true);
    assertThat(client.events()).hasSize(1);
  }

  @Test
  void bytesAreTooBigLikewise() {
    binary(true, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    assertTooBig();
  }

  @Test
  void manyPartsOfBytesLikewise() {
    binary(false, 0, 1, 2, 3, 4, 5, 6, 7, 8);
    binary(false, 9, 10);
    assertTooBig();
    binary(true, 1);
    assertThat(client.events()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "7", "abc", "b!"})
  void whatIsNoPacketEndsTheSession(String message) {
    socket.clientSends(message, "4late");
    assertThat(client.events()).containsExactly("close parse error");
    assertThat(socket.channel.closeCode()).hasValue(WebSocketChannel.NO_CODE);
    world.assertEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "2probe"})
  void aPingFromTheClientEndsTheSession(String ping) {
    socket.clientSends(ping);
    assertThat(client.events())
        .containsExactly("close transport error (invalid heartbeat direction)");
  }

  @Test
  void openUpgradeNoopAndAPongWithDataAreIgnored() {
    socket.clientSends("0{}", "5", "6", "3probe", "4x");
    assertThat(client.events()).containsExactly("text x");
  }

  @Test
  void anErrorAloneOfTheContainerEndsTheSession() {
    socket.receiver.onError(new IllegalStateException("bad frame"));
    assertThat(client.events())
        .containsExactly("close transport close (java.lang.IllegalStateException: bad frame)");
  }

  @Test
  void sendsNeverOverlapAndKeepTheirOrder() {
    socket.channel.slow();
    client.serverSends("a", "b", "c");
    assertThat(socket.sent()).last().isEqualTo("4a");
    assertThat(client.connection.isWritable()).isFalse();
    socket.channel.sendEnds();
    socket.channel.sendEnds();
    socket.channel.sendEnds();
    assertThat(socket.sent()).endsWith("4a", "4b", "4c");
    assertThat(client.connection.isWritable()).isTrue();
  }

  @Test
  void aThousandSendsThatEndAtOnceDoNotDeepenTheStack() {
    socket.channel.slow();
    client.serverSends("first");
    for (int i = 0; i < 20_000; i++) {
      client.connection.enqueue(List.of(new Message("")));
    }
    socket.channel.fast();
    socket.channel.sendEnds();
    assertThat(socket.sent()).hasSize(20_002);
  }
}
