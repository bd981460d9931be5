package dev.socketio.cors.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RemedyTest {

  private static CorsDoctorRequest.Builder page() {
    return CorsDoctorRequest.builder("https://api.example.com", "https://my-frontend.com");
  }

  @Test
  void theSettingsAreThoseThatThisPageNeeds() {
    CorsDoctorRequest cookies = page().withCredentials(true).build();
    Remedy remedy = Remedies.of(Diagnosis.ALLOW_ORIGIN_WILDCARD_WITH_CREDENTIALS, cookies);
    assertThat(remedy.initParams())
        .containsExactly("origin = https://my-frontend.com", "credentials = true");
    assertThat(remedy.policyCall())
        .isEqualTo("CorsPolicy.builder().origins(\"https://my-frontend.com\").credentials(true)");
    assertThat(remedy.nodeOption())
        .isEqualTo("cors: { origin: [\"https://my-frontend.com\"], credentials: true }");
  }

  @Test
  void withoutCredentialsNoneAreAllowed() {
    Remedy remedy = Remedies.of(Diagnosis.CORS_NOT_ENABLED, page().build());
    assertThat(remedy.initParams()).containsExactly("origin = https://my-frontend.com");
  }

  @Test
  void theHeadersAreThosePreflightsAskFor() {
    CorsDoctorRequest headers =
        page().extraHeader("X-B", "1").extraHeader("Accept", "x").extraHeader("X-A", "2").build();
    Remedy remedy = Remedies.of(Diagnosis.PREFLIGHT_HEADER, headers);
    assertThat(remedy.initParams()).containsExactly("allowedHeaders = x-a,x-b");
    assertThat(remedy.policyCall())
        .isEqualTo("CorsPolicy.builder().allowedHeaders(\"x-a\", \"x-b\")");
    assertThat(remedy.nodeOption()).isEqualTo("cors: { allowedHeaders: [\"x-a\", \"x-b\"] }");
  }

  @Test
  void nobodyIsToldToLetNullActWithCredentials() {
    CorsDoctorRequest opaque =
        CorsDoctorRequest.builder("https://a", "null").withCredentials(true).build();
    assertThat(Remedies.of(Diagnosis.ORIGIN_NOT_ALLOWED, opaque).settings()).isEmpty();
    CorsDoctorRequest plain = CorsDoctorRequest.builder("https://a", "null").build();
    assertThat(Remedies.of(Diagnosis.ORIGIN_NOT_ALLOWED, plain).initParams())
        .containsExactly("origin = null");
  }

  @Test
  void whatTheNodeServerDoesNotHaveIsNotNamedForIt() {
    Remedy remedy = Remedies.of(Diagnosis.CROSS_SITE_WEBSOCKET_HIJACKING, page().build());
    assertThat(remedy.initParams()).containsExactly("rejectDisallowed = true");
    assertThat(remedy.nodeOption()).isEmpty();
    assertThat(new Remedy("x", List.of()).policyCall()).isEmpty();
  }
}
