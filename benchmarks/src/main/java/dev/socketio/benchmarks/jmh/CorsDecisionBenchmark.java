package dev.socketio.benchmarks.jmh;

import dev.socketio.cors.CorsDecision;
import dev.socketio.cors.CorsPolicy;
import dev.socketio.cors.CorsRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
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
 * A CORS decision by a list of exact origins: it should cost the same, however long the list is.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(1)
public class CorsDecisionBenchmark {
  /** Length of the list. */
  @Param({"1", "100", "10000"})
  public int origins;

  private CorsPolicy policy = CorsPolicy.sameOriginOnly();
  private CorsRequest listed = request("GET", "https://listed-0.example.com", Map.of());
  private CorsRequest foreign = listed;
  private CorsRequest preflight = listed;

  /** Made by JMH. */
  public CorsDecisionBenchmark() {}

  /** Makes policy and requests. */
  @Setup
  public void prepare() {
    List<String> list =
        IntStream.range(0, origins).mapToObj(i -> "https://listed-" + i + ".example.com").toList();
    policy =
        CorsPolicy.builder()
            .origins(list)
            .credentials(true)
            .allowedHeaders("my-custom-header")
            .build();
    String last = list.get(origins - 1);
    listed = request("GET", last, Map.of());
    foreign = request("GET", "https://foreign.example.com", Map.of());
    preflight =
        request(
            "OPTIONS",
            last,
            Map.of(
                "access-control-request-method",
                "POST",
                "access-control-request-headers",
                "my-custom-header"));
  }

  /**
   * Decides on a request of the last origin in the list.
   *
   * @return allowed
   */
  @Benchmark
  public CorsDecision allowed() {
    return policy.decide(listed);
  }

  /**
   * Decides on a request of another origin.
   *
   * @return denied
   */
  @Benchmark
  public CorsDecision denied() {
    return policy.decide(foreign);
  }

  /**
   * Decides on a preflight of the last origin in the list.
   *
   * @return the preflight's answer
   */
  @Benchmark
  public CorsDecision preflight() {
    return policy.decide(preflight);
  }

  private static CorsRequest request(String method, String origin, Map<String, String> headers) {
    return new Request(method, origin, headers);
  }

  /** A request to {@code https://api.example.com/socket.io/}. */
  private record Request(String method, String origin, Map<String, String> headers)
      implements CorsRequest {
    @Override
    public boolean hasSeveralOrigins() {
      return false;
    }

    @Override
    public @Nullable String header(String name) {
      return headers.get(name.toLowerCase(java.util.Locale.ROOT));
    }

    @Override
    public String scheme() {
      return "https";
    }

    @Override
    public String host() {
      return "api.example.com";
    }

    @Override
    public int port() {
      return 443;
    }

    @Override
    public String path() {
      return "/socket.io/";
    }
  }
}
