package dev.socketio.benchmarks.jmh;

import dev.socketio.json.JsonCodec;
import dev.socketio.json.JsonFormatException;
import dev.socketio.server.packet.EncodedPacket;
import dev.socketio.server.packet.MalformedPacketException;
import dev.socketio.server.packet.PacketDecoder;
import dev.socketio.server.packet.PacketEncoder;
import dev.socketio.server.packet.PacketFrame;
import dev.socketio.server.packet.PayloadReader;
import dev.socketio.server.packet.SocketPacket;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Events, from text to values and back: a small object, one of 1 KiB, or a small one with 1 KiB of
 * bytes.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(1)
public class SocketPacketBenchmark {
  private static final int MAX_ATTACHMENTS = 10;

  /** What the event carries. */
  @Param({"small", "1KiB", "binary 1KiB"})
  public String content = "";

  private final JsonCodec json = JsonCodec.standard();
  private final PacketEncoder encoder = new PacketEncoder(json);
  private final PayloadReader reader = new PayloadReader(json);
  private final PacketDecoder decoder = new PacketDecoder(MAX_ATTACHMENTS);
  private Object[] arguments = {};
  private EncodedPacket encoded = new EncodedPacket("", List.of());

  /** Made by JMH. */
  public SocketPacketBenchmark() {}

  /**
   * Makes the event.
   *
   * @throws JsonFormatException never
   */
  @Setup
  public void prepare() throws JsonFormatException {
    boolean binary = content.startsWith("binary");
    List<Object> values = new ArrayList<>();
    values.add(Objects.requireNonNull(json.read(Samples.json(binary ? "small" : content), 0)));
    if (binary) {
      values.add(Samples.binary());
    }
    arguments = values.toArray();
    encoded = encode();
  }

  /**
   * Writes an event.
   *
   * @return what is sent
   */
  @Benchmark
  public EncodedPacket encode() {
    return encoder.event("/", SocketPacket.NO_ID, "chat", arguments);
  }

  /**
   * Reads an event.
   *
   * @return what a handler gets
   * @throws MalformedPacketException never
   */
  @Benchmark
  public SocketPacket decode() throws MalformedPacketException {
    PacketFrame frame = decoder.add(encoded.text());
    for (int i = 0; frame == null; i++) {
      frame = decoder.add(encoded.attachments().get(i).duplicate());
    }
    return reader.read(frame);
  }
}
