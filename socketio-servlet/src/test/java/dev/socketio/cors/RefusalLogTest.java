package dev.socketio.cors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.cors.CorsDecision.Denied;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The log of refused origins")
class RefusalLogTest {

  private final LogLines lines = new LogLines();
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - Duration.ofSeconds(90).toNanos());
  private final RefusalLog log = new RefusalLog(lines, now::get);
  private CorsPolicy policy = CorsPolicy.builder().origins("http://example.com").build();

  private void refuse(String origin) {
    FakeRequest request = FakeRequest.get(origin);
    log.log(Place.filter("cors"), policy, request, (Denied) policy.decide(request));
  }

  private void advance(Duration time) {
    now.addAndGet(time.toNanos());
  }

  @Test
  @DisplayName("tells each origin once a minute, even where the clock overflows")
  void tellsEachOriginOnceAMinute() {
    refuse("https://a.com");
    refuse("https://a.com");
    refuse("https://b.com");
    advance(Duration.ofSeconds(59));
    refuse("https://a.com");
    assertThat(lines.lines).hasSize(2);

    advance(Duration.ofSeconds(1));
    refuse("https://a.com");
    assertThat(lines.lines).hasSize(3);
    advance(Duration.ofSeconds(29));
    refuse("https://a.com");
    assertThat(lines.lines).hasSize(3);
    advance(Duration.ofSeconds(31));
    refuse("https://a.com");
    assertThat(lines.lines).hasSize(4);
  }

  @Test
  @DisplayName("Z10: neither writes nor remembers thousands of origins, but counts them")
  void neitherWritesNorRemembersThousands() {
    for (int i = 0; i < 10_000; i++) {
      refuse("https://a" + i + ".com");
    }
    assertThat(lines.lines).hasSize(RefusalLog.MAX_ORIGINS);
    assertThat(log.size()).isEqualTo(RefusalLog.MAX_ORIGINS);

    advance(Duration.ofMinutes(1));
    refuse("https://later.com");
    assertThat(log.size()).isEqualTo(1);
    assertThat(lines.lines.get(RefusalLog.MAX_ORIGINS))
        .contains("9744 requests of further origins");
    assertThat(lines.lines).hasSize(RefusalLog.MAX_ORIGINS + 2);
  }

  @Test
  @DisplayName("names the origin, the request, and the setting that would allow it")
  void namesTheSettingThatWouldAllowIt() {
    refuse("https://example.com");

    assertThat(lines.lines)
        .singleElement()
        .asString()
        .startsWith(
            "WARNING CORS filter \"cors\" refused GET /socket.io/ of origin https://example.com.")
        .contains("init-param origin")
        .contains("CorsPolicy.builder().origins(\"https://example.com\")")
        .contains("the container sees the server as https://api.example.com:443")
        .contains("The policy has http://example.com, which differs in scheme or port.");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @DisplayName("gives the advice that fits the reason")
  @CsvSource({
    "null, list \"null\" in init-param origin",
    "https://example.com/, That is not an origin",
    "https://evil.org, add it to init-param origin",
  })
  void givesTheAdviceThatFits(String origin, String advice) {
    refuse(origin);

    assertThat(lines.lines).singleElement().asString().contains(advice);
  }

  @Test
  @DisplayName("Z8: lets no origin forge a line, or fill the disk")
  void letsNoOriginForgeALine() {
    refuse("https://a.com\r\nINFO all is well\u2028");
    refuse("x".repeat(1_000_000));

    assertThat(lines.lines)
        .hasSize(2)
        .allSatisfy(
            line -> assertThat(line).hasSizeLessThan(1_000).doesNotContain("\n", "\r", "\u2028"));
    assertThat(lines.lines.get(0)).contains("\\u000d\\u000aINFO all is well\\u2028");
    assertThat(lines.lines.get(1)).contains("(1000000 characters)");
  }

  @Test
  @DisplayName("has what a function threw")
  void hasWhatAFunctionThrew() {
    IllegalStateException failure = new IllegalStateException();
    policy =
        CorsPolicy.builder()
            .originIf(
                (origin, request) -> {
                  throw failure;
                })
            .build();

    refuse("https://a.com");

    assertThat(lines.lines)
        .singleElement()
        .asString()
        .startsWith("ERROR")
        .contains("function failed");
    assertThat(lines.causes).containsExactly(failure);
  }
}
