package dev.socketio.cors;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A decision about a listed origin")
class DecisionCostTest {

  private static final int DECISIONS = 10_000;

  private final CorsPolicy policy =
      CorsPolicy.builder()
          .origins(
              IntStream.range(0, 10_000).mapToObj(i -> "https://c" + i + ".example.net").toList())
          .origins("https://*.example.org", "/https://x[0-9]+\\.example\\.org/")
          .credentials(true)
          .build();

  @Test
  @DisplayName("allocates nothing, and is the same object every time")
  void allocatesNothing() {
    List<FakeRequest> requests =
        List.of(
            FakeRequest.get("https://c0.example.net"),
            FakeRequest.get("https://c9999.example.net"));
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long warmUp = decideAll(requests);

    long before = threads.getCurrentThreadAllocatedBytes();
    long decided = decideAll(requests);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(decided).isEqualTo(warmUp).isEqualTo(DECISIONS);
    assertThat(allocated)
        .isLessThan(DECISIONS); // not a byte each; the beans and iterators take some
    assertThat(policy.decide(requests.get(0))).isSameAs(policy.decide(requests.get(0)));
  }

  private long decideAll(List<FakeRequest> requests) {
    long allowed = 0;
    for (int i = 0; i < DECISIONS; i++) {
      if (policy.decide(requests.get(i % requests.size())) instanceof CorsDecision.Allowed) {
        allowed++;
      }
    }
    return allowed;
  }
}
