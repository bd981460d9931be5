package dev.socketio.server.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.socketio.json.JsonCodec;
import dev.socketio.server.packet.SocketPacket.Ack;
import dev.socketio.server.packet.SocketPacket.Blank;
import dev.socketio.server.packet.SocketPacket.Connect;
import dev.socketio.server.packet.SocketPacket.ConnectError;
import dev.socketio.server.packet.SocketPacket.Disconnect;
import dev.socketio.server.packet.SocketPacket.Event;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text and binary messages to packets (Socket.IO protocol 5, "Packet encoding"). */
class PacketDecodingTest {
  private static final long NO_ID = SocketPacket.NO_ID;

  private final PacketDecoder decoder = new PacketDecoder(10);
  private final PayloadReader reader = new PayloadReader(JsonCodec.standard());

  private SocketPacket decode(String text, byte[]... attachments) throws MalformedPacketException {
    PacketFrame frame = decoder.add(text);
    for (byte[] attachment : attachments) {
      assertThat(frame).isNull();
      frame = decoder.add(ByteBuffer.wrap(attachment));
    }
    assertThat(frame).isNotNull();
    return reader.read(frame);
  }

  static Stream<Arguments> packets() {
    return Stream.of(
        Arguments.of("0", new Connect("/", Map.of())),
        Arguments.of("0/", new Connect("/", Map.of())),
        Arguments.of("0/,", new Connect("/", Map.of())),
        Arguments.of("0/admin,", new Connect("/admin", Map.of())),
        Arguments.of("0/admin", new Connect("/admin", Map.of())),
        Arguments.of("0{\"token\":\"123\"}", new Connect("/", Map.of("token", "123"))),
        Arguments.of("0/admin,{\"token\":\"123\"}", new Connect("/admin", Map.of("token", "123"))),
        Arguments.of("0/a?b=c&d,{}", new Connect("/a?b=c&d", Map.of())),
        Arguments.of("1", new Disconnect("/")),
        Arguments.of("1/admin,", new Disconnect("/admin")),
        Arguments.of("112", new Disconnect("/")),
        Arguments.of("2[\"foo\"]", new Event("/", NO_ID, "foo", List.of())),
        Arguments.of("2/admin,[\"bar\"]", new Event("/admin", NO_ID, "bar", List.of())),
        Arguments.of("212[\"foo\"]", new Event("/", 12, "foo", List.of())),
        Arguments.of("2007[\"foo\"]", new Event("/", 7, "foo", List.of())),
        Arguments.of(
            "2/a/b,3[\"\",1,null,{}]", new Event("/a/b", 3, "", Arrays.asList(1L, null, Map.of()))),
        Arguments.of("29007199254740991[\"x\"]", new Event("/", 9007199254740991L, "x", List.of())),
        Arguments.of("2 [ \"foo\" , 1 ] ", new Event("/", NO_ID, "foo", List.of(1L))),
        Arguments.of("2[1,\"x\"]", new Event("/", NO_ID, "1", List.of("x"))),
        Arguments.of("2[1.5]", new Event("/", NO_ID, "1.5", List.of())),
        Arguments.of("2[\"connection\"]", new Event("/", NO_ID, "connection", List.of())),
        Arguments.of("2[\"error\"]", new Event("/", NO_ID, "error", List.of())),
        Arguments.of(
            "2[\"a\\u001eb\u2028\ud83d\ude00\"]",
            new Event("/", NO_ID, "a\u001eb\u2028\ud83d\ude00", List.of())),
        Arguments.of(
            "2[\"a\",{\"_placeholder\":true,\"num\":0}]",
            new Event("/", NO_ID, "a", List.of(Map.of("_placeholder", true, "num", 0L)))),
        Arguments.of("2", new Blank("/")),
        Arguments.of("21", new Blank("/")),
        Arguments.of("2/a,1", new Blank("/a")),
        Arguments.of("313[\"bar\"]", new Ack("/", 13, List.of("bar"))),
        Arguments.of("3/admin,13[]", new Ack("/admin", 13, List.of())),
        Arguments.of("313", new Ack("/", 13, List.of())),
        Arguments.of("3[]", new Ack("/", NO_ID, List.of())),
        Arguments.of("3", new Ack("/", NO_ID, List.of())),
        Arguments.of("4", new ConnectError("/")),
        Arguments.of("4\"x\"", new ConnectError("/")),
        Arguments.of("4/a,{\"message\":\"x\"}", new ConnectError("/a")));
  }

  @ParameterizedTest
  @MethodSource("packets")
  void reads(String text, SocketPacket packet) throws Exception {
    assertThat(decode(text)).isEqualTo(packet);
  }

  static Stream<Arguments> malformed() {
    return Stream.of(
        Arguments.of("", "unknown packet type"),
        Arguments.of("7", "unknown packet type 7"),
        Arguments.of("9[\"a\"]", "unknown packet type 9"),
        Arguments.of("a", "unknown packet type a"),
        Arguments.of(" ", "unknown packet type  "),
        Arguments.of("-1", "unknown packet type -"),
        Arguments.of("\u0662[\"a\"]", "unknown packet type \u0662"),
        Arguments.of("\u001e", "unknown packet type \u001e"),
        Arguments.of("0null", "invalid payload"),
        Arguments.of("0[]", "invalid payload"),
        Arguments.of("0\"a\"", "invalid payload"),
        Arguments.of("0{", "invalid payload"),
        Arguments.of("1[]", "invalid payload"),
        Arguments.of("1/a,{}", "invalid payload"),
        Arguments.of("2[]", "invalid payload"),
        Arguments.of("2{}", "invalid payload"),
        Arguments.of("2\"a\"", "invalid payload"),
        Arguments.of("2null", "invalid payload"),
        Arguments.of("2[null]", "invalid payload"),
        Arguments.of("2[{}]", "invalid payload"),
        Arguments.of("2[true]", "invalid payload"),
        Arguments.of("2[[\"a\"]]", "invalid payload"),
        Arguments.of("2[\"a\"", "invalid payload"),
        Arguments.of("2[\"a\"]x", "invalid payload"),
        Arguments.of("2[\"a\",NaN]", "invalid payload"),
        Arguments.of("2[\"a\",01]", "invalid payload"),
        Arguments.of("2abc", "invalid payload"),
        Arguments.of("2-1[\"a\"]", "invalid payload"),
        Arguments.of("2[\"connect\"]", "invalid payload"),
        Arguments.of("2[\"connect_error\"]", "invalid payload"),
        Arguments.of("2[\"disconnect\"]", "invalid payload"),
        Arguments.of("2[\"disconnecting\"]", "invalid payload"),
        Arguments.of("2[\"newListener\"]", "invalid payload"),
        Arguments.of("2[\"removeListener\"]", "invalid payload"),
        Arguments.of("3{}", "invalid payload"),
        Arguments.of("30null", "invalid payload"),
        Arguments.of("30\"a\"", "invalid payload"),
        Arguments.of("4[]", "invalid payload"),
        Arguments.of("4null", "invalid payload"),
        Arguments.of("29007199254740992[\"x\"]", "illegal acknowledgement id"),
        Arguments.of("39007199254740993[]", "illegal acknowledgement id"),
        Arguments.of("2" + "9".repeat(400) + "[\"x\"]", "illegal acknowledgement id"),
        Arguments.of("5", "Illegal attachments"),
        Arguments.of("5-", "Illegal attachments"),
        Arguments.of("5-[\"a\"]", "Illegal attachments"),
        Arguments.of("50-[\"a\"]", "Illegal attachments"),
        Arguments.of("500-[\"a\"]", "Illegal attachments"),
        Arguments.of("51", "Illegal attachments"),
        Arguments.of("51[\"a\"]", "Illegal attachments"),
        Arguments.of("5-1-[\"a\"]", "Illegal attachments"),
        Arguments.of("51.5-[\"a\"]", "Illegal attachments"),
        Arguments.of("5 1-[\"a\"]", "Illegal attachments"),
        Arguments.of("5a-[\"a\"]", "Illegal attachments"),
        Arguments.of("6", "Illegal attachments"),
        Arguments.of("511-[\"a\"]", "too many attachments"),
        Arguments.of("6" + "9".repeat(100) + "-[]", "too many attachments"));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void refuses(String text, String message) {
    assertThatExceptionOfType(MalformedPacketException.class)
        .as(text)
        .isThrownBy(() -> decode(text))
        .withMessage(message);
  }

  @Test
  void attachmentsTakeTheirPlacesAtAnyDepth() throws Exception {
    Event event =
        (Event)
            decode(
                "52-/admin,7[\"baz\",{\"_placeholder\":true,\"num\":1},{\"a\":[{\"_placeholder\":true,\"num\":0,\"x\":1}]},"
                    + "{\"_placeholder\":true,\"num\":1.0}]",
                new byte[] {1, 2},
                new byte[] {3});
    ByteBuffer first = ByteBuffer.wrap(new byte[] {1, 2});
    ByteBuffer second = ByteBuffer.wrap(new byte[] {3});
    assertThat(event)
        .isEqualTo(
            new Event("/admin", 7, "baz", List.of(second, Map.of("a", List.of(first)), second)));
    assertThat(((ByteBuffer) event.arguments().get(0)).isReadOnly()).isTrue();
  }

  @Test
  void eachPacketGetsItsOwnAttachments() throws Exception {
    String text = "51-[\"a\",{\"_placeholder\":true,\"num\":0}]";
    decode(text, new byte[] {1});
    Event second = (Event) decode(text, new byte[] {2});
    assertThat(second.arguments()).containsExactly(ByteBuffer.wrap(new byte[] {2}));
  }

  @Test
  void binaryAcknowledgements() throws Exception {
    assertThat(decode("61-15[\"bar\",{\"_placeholder\":true,\"num\":0}]", new byte[] {1}))
        .isEqualTo(new Ack("/", 15, List.of("bar", ByteBuffer.wrap(new byte[] {1}))));
  }

  @Test
  void anAttachmentThatStandsNowhereIsDropped() throws Exception {
    assertThat(decode("51-[\"a\"]", new byte[] {1}))
        .isEqualTo(new Event("/", NO_ID, "a", List.of()));
    assertThat(decode("51-", new byte[] {1})).isEqualTo(new Blank("/"));
  }

  @Test
  void aPlaceholderIsOneOnlyIfItSaysTrue() throws Exception {
    for (String value : List.of("false", "1", "\"true\"", "null")) {
      Event event =
          (Event) decode("51-[\"a\",{\"_placeholder\":" + value + ",\"num\":0}]", new byte[] {1});
      assertThat(event.arguments().get(0)).as(value).isInstanceOf(Map.class);
    }
  }

  @Test
  void thereMayBeAsManyPlacesAsAttachmentsAreAllowed() throws MalformedPacketException {
    String place = "{\"_placeholder\":true,\"num\":0}";
    String ten = String.join(",", java.util.Collections.nCopies(10, place));
    assertThat(((Event) decode("51-[\"a\"," + ten + "]", new byte[] {1})).arguments()).hasSize(10);
    assertThatExceptionOfType(MalformedPacketException.class)
        .isThrownBy(() -> decode("51-[\"a\",[" + ten + "],{\"b\":" + place + "}]", new byte[] {1}))
        .withMessage("too many attachments");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"_placeholder\":true}",
        "{\"_placeholder\":true,\"num\":1}",
        "{\"_placeholder\":true,\"num\":-1}",
        "{\"_placeholder\":true,\"num\":0.5}",
        "{\"_placeholder\":true,\"num\":\"0\"}",
        "{\"_placeholder\":true,\"num\":null}",
        "{\"_placeholder\":true,\"num\":4294967296}",
        "{\"_placeholder\":true,\"num\":1e400}",
        "{\"_placeholder\":true,\"num\":99999999999999999999}"
      })
  void aPlaceholderOutOfRangeIsRefused(String placeholder) {
    assertThatExceptionOfType(MalformedPacketException.class)
        .isThrownBy(() -> decode("51-[\"a\"," + placeholder + "]", new byte[] {1}))
        .withMessage("illegal attachments");
  }

  @Test
  void textWhileAttachmentsAreAwaitedIsRefused() throws Exception {
    assertThat(decoder.add("52-[\"a\"]")).isNull();
    assertThat(decoder.add(ByteBuffer.allocate(1))).isNull();
    assertThatExceptionOfType(MalformedPacketException.class)
        .isThrownBy(() -> decoder.add("2[\"a\"]"))
        .withMessage("got plaintext data when reconstructing a packet");
  }

  @Test
  void binaryThatNobodyAwaitsIsRefused() throws Exception {
    assertThatExceptionOfType(MalformedPacketException.class)
        .isThrownBy(() -> decoder.add(ByteBuffer.allocate(1)))
        .withMessage("got binary data when not reconstructing a packet");
    decode("51-[\"a\"]", new byte[] {1});
    assertThatExceptionOfType(MalformedPacketException.class)
        .isThrownBy(() -> decoder.add(ByteBuffer.allocate(1)));
  }

  @Test
  void asManyAttachmentsAsAllowedAndNoMore() throws Exception {
    byte[][] ten = new byte[10][1];
    assertThat(decode("510-[\"a\"]", ten)).isEqualTo(new Event("/", NO_ID, "a", List.of()));
    PacketDecoder none = new PacketDecoder(0);
    assertThatExceptionOfType(MalformedPacketException.class)
        .isThrownBy(() -> none.add("51-[\"a\"]"))
        .withMessage("too many attachments");
  }

  @Test
  void theWeightIsWhatItKeeps() throws Exception {
    assertThat(decoder.add("2[\"abc\"]").weight()).isEqualTo(8);
    decoder.add("51-[\"a\"]");
    assertThat(decoder.add(ByteBuffer.allocate(100)).weight()).isEqualTo(108);
  }

  @Test
  void aPayloadThatIsDeeplyNestedIsRefused() {
    assertThatExceptionOfType(MalformedPacketException.class)
        .isThrownBy(() -> decode("2[\"a\"," + "[".repeat(100_000) + "]".repeat(100_000) + "]"))
        .withMessage("invalid payload")
        .havingCause()
        .withMessageContaining("nested");
  }
}
