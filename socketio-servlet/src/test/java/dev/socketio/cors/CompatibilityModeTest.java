package dev.socketio.cors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.cors.CorsDecision.Denied;
import dev.socketio.cors.CorsDecision.NotCors;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("With rejectDisallowed=false, as the reference does,")
class CompatibilityModeTest {

  private static final String EXAMPLE = "https://example.com";
  private static final String EVIL = "https://evil.example";

  private final CorsPolicy transcript =
      CorsPolicy.builder()
          .origins(EXAMPLE)
          .credentials(true)
          .allowedHeaders("my-custom-header")
          .maxAge(Duration.ofMinutes(10))
          .rejectDisallowed(false)
          .build();

  private static Map<String, String> headers(CorsPolicy policy, CorsRequest request) {
    return policy.decide(request).headers().asMap();
  }

  private static Map<String, String> without(Map<String, String> headers, String name) {
    Map<String, String> fewer = new HashMap<>(headers);
    assertThat(fewer.remove(name)).isNotNull();
    return fewer;
  }

  @Test
  @DisplayName(
      "C4: a foreign preflight is answered 204 with all headers but Access-Control-Allow-Origin")
  void aForeignPreflightIsAnswered() {
    FakeRequest own = FakeRequest.options().with("Origin", EXAMPLE);
    FakeRequest foreign = FakeRequest.options().with("Origin", EVIL);

    assertThat(transcript.decide(foreign))
        .isInstanceOfSatisfying(Denied.class, denied -> assertThat(denied.isRefused()).isFalse());
    assertThat(transcript.decide(foreign).answer()).isEqualTo(new CorsAnswer(204, ""));
    assertThat(headers(transcript, foreign))
        .isEqualTo(without(headers(transcript, own), "Access-Control-Allow-Origin"))
        .containsEntry("Access-Control-Max-Age", "600")
        .containsEntry("Access-Control-Allow-Headers", "my-custom-header");
  }

  @Test
  @DisplayName("C4, W2: a foreign request goes on, with the headers of a request without Origin")
  void aForeignRequestGoesOn() {
    CorsDecision decision = transcript.decide(FakeRequest.get(EVIL));

    assertThat(decision).isInstanceOf(Denied.class);
    assertThat(decision.answer()).isNull();
    assertThat(decision.headers().asMap())
        .isEqualTo(Map.of("Vary", "Origin", "Access-Control-Allow-Credentials", "true"))
        .isEqualTo(headers(transcript, FakeRequest.get()));
  }

  @Test
  @DisplayName("C2, S2: a single origin is sent to everybody")
  void aSingleOriginIsSentToEverybody() {
    CorsPolicy single = CorsPolicy.builder().origin(EXAMPLE).rejectDisallowed(false).build();
    Map<String, String> fixed = Map.of("Access-Control-Allow-Origin", EXAMPLE, "Vary", "Origin");

    for (FakeRequest request :
        List.of(
            FakeRequest.get(),
            FakeRequest.get(EXAMPLE),
            FakeRequest.get(EVIL),
            FakeRequest.get("null"),
            FakeRequest.get(EVIL).severalOrigins())) {
      assertThat(headers(single, request)).isEqualTo(fixed);
      assertThat(single.decide(request).answer()).isNull();
    }
    assertThat(headers(single, FakeRequest.preflight(EVIL)))
        .containsEntry("Access-Control-Allow-Origin", EXAMPLE);
  }

  @Test
  @DisplayName("C2: a single origin is sent to those without one when foreigners are refused, too")
  void aSingleOriginIsSentToThoseWithoutOne() {
    CorsPolicy single = CorsPolicy.builder().origin(EXAMPLE).build();

    assertThat(headers(single, FakeRequest.get()))
        .isEqualTo(Map.of("Access-Control-Allow-Origin", EXAMPLE, "Vary", "Origin"));
    assertThat(headers(single, FakeRequest.options()))
        .containsEntry("Access-Control-Allow-Origin", EXAMPLE);
    assertThat(headers(single, FakeRequest.get(EVIL))).isEqualTo(Map.of("Vary", "Origin"));
  }

  @Test
  @DisplayName("C7: false switches CORS off: no headers, and OPTIONS goes on")
  void falseSwitchesCorsOff() {
    CorsPolicy off = CorsPolicy.builder().noOrigin().rejectDisallowed(false).build();

    for (FakeRequest request :
        List.of(
            FakeRequest.get(),
            FakeRequest.get(EVIL),
            FakeRequest.options(),
            FakeRequest.preflight(EVIL))) {
      assertThat(headers(off, request)).isEmpty();
      assertThat(off.decide(request).answer()).isNull();
    }
    assertThat(off.decide(FakeRequest.options())).isInstanceOf(NotCors.class);
  }

  @Test
  @DisplayName("C5: an empty list answers preflights without Access-Control-Allow-Origin")
  void anEmptyListAnswersPreflights() {
    CorsPolicy empty = CorsPolicy.builder().origins().rejectDisallowed(false).build();

    assertThat(empty.decide(FakeRequest.preflight(EVIL)).answer())
        .isEqualTo(new CorsAnswer(204, ""));
    assertThat(headers(empty, FakeRequest.preflight(EVIL)))
        .containsKeys("Vary", "Access-Control-Allow-Methods")
        .doesNotContainKey("Access-Control-Allow-Origin");
  }

  @Test
  @DisplayName(
      "C21: an Origin of forbidden characters goes on without access, for the engine to refuse")
  void anOriginOfForbiddenCharactersGoesOn() {
    CorsDecision decision = transcript.decide(FakeRequest.get("a\u0001"));

    assertThat(decision).isInstanceOf(Denied.class);
    assertThat(decision.answer()).isNull();
    assertThat(decision.headers().allowOrigin()).isNull();
  }

  @Test
  @DisplayName("C15: a foreign preflight goes on with preflightContinue")
  void aForeignPreflightGoesOnWithPreflightContinue() {
    CorsPolicy policy =
        CorsPolicy.builder()
            .origins(EXAMPLE)
            .preflightContinue(true)
            .rejectDisallowed(false)
            .build();

    assertThat(policy.decide(FakeRequest.preflight(EVIL)).answer()).isNull();
    assertThat(headers(policy, FakeRequest.preflight(EVIL)))
        .containsKey("Access-Control-Allow-Methods");
  }
}
