package dev.socketio.benchmarks.jmh;

import dev.socketio.engine.packet.EnginePacket;
import dev.socketio.engine.packet.PayloadCodec;
import java.util.Collections;
import java.util.List;
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
import org.openjdk.jmh.infra.Blackhole;

/** Bodies of the polling transport: one message, ten of them, or one of 1 KiB of bytes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(1)
public class EnginePayloadBenchmark {
  private static final int MANY = 10;

  /** What the body holds. */
  @Param({"small", "1KiB", "10 small", "binary 1KiB"})
  public String content = "";

  private List<EnginePacket> packets = List.of();
  private String payload = "";

  /** Made by JMH. */
  public EnginePayloadBenchmark() {}

  /** Makes the body. */
  @Setup
  public void prepare() {
    packets = packets();
    payload = PayloadCodec.encode(packets);
  }

  private List<EnginePacket> packets() {
    return switch (content) {
      case "binary 1KiB" -> List.of(new EnginePacket.BinaryMessage(Samples.binary()));
      case "10 small" -> Collections.nCopies(MANY, message("small"));
      default -> List.of(message(content));
    };
  }

  private static EnginePacket message(String size) {
    return new EnginePacket.Message("2[\"chat\"," + Samples.json(size) + "]");
  }

  /**
   * Writes a body.
   *
   * @return the body
   */
  @Benchmark
  public String encode() {
    // New packets, as a message keeps its encoded form for the next receiver.
    return PayloadCodec.encode(packets());
  }

  /**
   * Reads a body.
   *
   * @param sink takes the packets
   */
  @Benchmark
  public void decode(Blackhole sink) {
    PayloadCodec.decode(
        payload,
        packet -> {
          sink.consume(packet);
          return true;
        });
  }
}
