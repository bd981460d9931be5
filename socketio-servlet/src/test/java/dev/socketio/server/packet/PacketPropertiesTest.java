package dev.socketio.server.packet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.json.JsonCodec;
import dev.socketio.server.packet.SocketPacket.Ack;
import dev.socketio.server.packet.SocketPacket.Event;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/** Whatever is encoded can be decoded; whatever comes is decoded or refused. */
class PacketPropertiesTest {
  private final JsonCodec json = JsonCodec.standard();
  private final PacketEncoder encoder = new PacketEncoder(json);
  private final PayloadReader reader = new PayloadReader(json);

  private SocketPacket trip(EncodedPacket packet) throws MalformedPacketException {
    PacketDecoder decoder = new PacketDecoder(100);
    String text =
        new String(packet.text().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    PacketFrame frame = decoder.add(text);
    for (ByteBuffer attachment : packet.attachments()) {
      frame = decoder.add(attachment);
    }
    return reader.read(frame);
  }

  @Provide
  Arbitrary<String> namespaces() {
    return Arbitraries.strings()
        .ofMaxLength(10)
        .filter(name -> name.indexOf(',') < 0 && isWellFormed(name))
        .map("/"::concat);
  }

  private static boolean isWellFormed(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).equals(text);
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.strings().all().filter(name -> !ReservedEvents.contains(name));
  }

  @Provide
  Arbitrary<List<Object>> arguments() {
    Arbitrary<Object> leaf =
        Arbitraries.oneOf(
            List.<Arbitrary<Object>>of(
                Arbitraries.strings().all().asGeneric(),
                Arbitraries.longs().asGeneric(),
                Arbitraries.of(true, false).asGeneric(),
                Arbitraries.bytes()
                    .array(byte[].class)
                    .ofMaxSize(5)
                    .map(ByteBuffer::wrap)
                    .asGeneric()));
    return Arbitraries.recursive(() -> leaf, PacketPropertiesTest::nested, 0, 2)
        .list()
        .ofMaxSize(4);
  }

  private static Arbitrary<Object> nested(Arbitrary<Object> inner) {
    return Arbitraries.oneOf(
        List.<Arbitrary<Object>>of(
            inner,
            inner.list().ofMaxSize(3).asGeneric(),
            Arbitraries.maps(Arbitraries.strings().all().ofMaxLength(4), inner)
                .ofMaxSize(3)
                .asGeneric()));
  }

  @Property(tries = 500)
  void eventsSurviveTheTrip(
      @ForAll("namespaces") String namespace,
      @ForAll @LongRange(min = -1, max = SocketPacket.MAX_ID) long id,
      @ForAll("names") String name,
      @ForAll("arguments") List<Object> arguments)
      throws Exception {
    assertThat(trip(encoder.event(namespace, id, name, arguments.toArray())))
        .isEqualTo(new Event(namespace, id, name, arguments));
    assertThat(trip(encoder.event(namespace, id, encoder.outbound(name, arguments.toArray()))))
        .isEqualTo(new Event(namespace, id, name, arguments));
  }

  @Property(tries = 300)
  void acknowledgementsSurviveTheTrip(
      @ForAll("namespaces") String namespace,
      @ForAll @LongRange(min = 0, max = SocketPacket.MAX_ID) long id,
      @ForAll("arguments") List<Object> arguments)
      throws Exception {
    assertThat(trip(encoder.ack(namespace, id, arguments.toArray())))
        .isEqualTo(new Ack(namespace, id, arguments));
  }

  @Property(tries = 2000)
  void anyTextIsDecodedOrRefusedAndNothingElse(@ForAll("nearlyPackets") String text) {
    PacketDecoder decoder = new PacketDecoder(2);
    try {
      PacketFrame frame = decoder.add(text);
      while (frame == null) {
        frame = decoder.add(ByteBuffer.allocate(1));
      }
      assertThat(reader.read(frame).namespace()).startsWith("/");
    } catch (MalformedPacketException refused) {
      assertThat(refused.getMessage()).isNotEmpty();
    }
  }

  @Provide
  Arbitrary<String> nearlyPackets() {
    return Arbitraries.oneOf(
        Arbitraries.strings().all().ofMaxLength(20),
        Arbitraries.strings().withChars("0123456-/,[]{}\"a: .e").ofMaxLength(20),
        Arbitraries.strings()
            .withChars("0123456789[]{}\"a:,-/_")
            .ofMaxLength(12)
            .map(end -> "51-[\"a\",{\"_placeholder\":true,\"num\":" + end));
  }
}
