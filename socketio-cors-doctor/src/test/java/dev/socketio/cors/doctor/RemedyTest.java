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
        .containsExactly(
            "set init-param cors.origin of the servlet (CorsFilter: origin) to"
                + " https://my-frontend.com",
            "set init-param cors.credentials of the servlet (CorsFilter: credentials) to true");
    assertThat(remedy.policyCall())
        .isEqualTo("CorsPolicy.builder().origins(\"https://my-frontend.com\").credentials(true)");
    assertThat(remedy.nodeOption())
        .isEqualTo("cors: { origin: [\"https://my-frontend.com\"], credentials: true }");
  }

  @Test
  void withoutCredentialsNoneAreAllowed() {
    Remedy remedy = Remedies.of(Diagnosis.CORS_NOT_ENABLED, page().build());
    assertThat(remedy.initParams())
        .containsExactly(
            "add https://my-frontend.com to init-param cors.origin of the servlet"
                + " (CorsFilter: origin), in place of false, reflect or *");
  }

  @Test
  void aWordForAllOrNoneIsReplacedNotAddedTo() {
    Remedy.Setting origin = new Remedy.Setting("origin", "https://b.example", true);
    assertThat(origin.appliedTo("")).isEqualTo("https://b.example");
    assertThat(origin.appliedTo("https://a.example"))
        .isEqualTo("https://a.example, https://b.example");
    assertThat(origin.appliedTo("https://b.example.org"))
        .isEqualTo("https://b.example.org, https://b.example");
    assertThat(origin.appliedTo("https://b.example https://a"))
        .isEqualTo("https://b.example https://a");
    for (String word : List.of("false", "true", "reflect", "*", " false ")) {
      assertThat(origin.appliedTo(word)).isEqualTo("https://b.example");
    }
    Remedy.Setting headers = new Remedy.Setting("allowedHeaders", "x-a,x-b", true);
    assertThat(headers.appliedTo("none")).isEqualTo("x-a,x-b");
    assertThat(headers.appliedTo("x-b")).isEqualTo("x-b, x-a");
    assertThat(new Remedy.Setting("origin", "https://b", false).appliedTo("https://a"))
        .isEqualTo("https://b");
  }

  @Test
  void whatIsListedAlreadyStays() {
    CorsDoctorRequest header = page().withCredentials(true).extraHeader("X-A", "1").build();
    for (Diagnosis diagnosis : Diagnosis.values()) {
      boolean wrongValue = diagnosis.name().matches(".*(WILDCARD|INVALID|NULL|UNREADABLE|WIDE).*");
      boolean anybody = diagnosis == Diagnosis.ANY_ORIGIN_WITH_CREDENTIALS;
      for (Remedy.Setting setting : Remedies.of(diagnosis, header).settings()) {
        boolean list = List.of("origin", "allowedHeaders", "methods").contains(setting.name());
        assertThat(setting.added())
            .describedAs("%s: %s", diagnosis, setting)
            .isEqualTo(list && !wrongValue && !anybody);
      }
    }
  }

  @Test
  void theHeadersAreThosePreflightsAskFor() {
    CorsDoctorRequest headers =
        page().extraHeader("X-B", "1").extraHeader("Accept", "x").extraHeader("X-A", "2").build();
    Remedy remedy = Remedies.of(Diagnosis.PREFLIGHT_HEADER, headers);
    assertThat(remedy.initParams())
        .containsExactly(
            "add x-a,x-b to init-param cors.allowedHeaders of the servlet"
                + " (CorsFilter: allowedHeaders), in place of none");
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
        .containsExactly(
            "add null to init-param cors.origin of the servlet (CorsFilter: origin), in place of"
                + " false, reflect or *");
  }

  @Test
  void whatTheNodeServerDoesNotHaveIsNotNamedForIt() {
    Remedy remedy = Remedies.of(Diagnosis.CROSS_SITE_WEBSOCKET_HIJACKING, page().build());
    assertThat(remedy.initParams())
        .containsExactly(
            "set init-param cors.rejectDisallowed of the servlet (CorsFilter: rejectDisallowed)"
                + " to true");
    assertThat(remedy.nodeOption()).isEmpty();
    assertThat(new Remedy("x", List.of()).policyCall()).isEmpty();
  }
}
