package dev.socketio.servlet;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.engine.HandshakeRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.ByteArrayInputStream;
import java.security.Principal;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequestSnapshotTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private static final String CERTIFICATE =
      """
      -----BEGIN CERTIFICATE-----
      MIIBdjCCARugAwIBAgIUDrc8J6W6Qxkph/d4JGT3mICWxFkwCgYIKoZIzj0EAwIw
      DzENMAsGA1UEAwwEYW5uYTAgFw0yNjExMjIyMTA3MDVaGA8yMTI2MTAyOTIxMDcw
      NVowDzENMAsGA1UEAwwEYW5uYTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABFC7
      s36YKsuC6hvzAKIgV1W0VQlclu6E+QSZrDynMU/ishAH8/Cc0s9NyS23b2cjZpva
      GHRbhQc0xSvbtKUZjSqjUzBRMB0GA1UdDgQWBBTzyG0gfWhbY5FspCfj0FEHwWST
      LTAfBgNVHSMEGDAWgBTzyG0gfWhbY5FspCfj0FEHwWSTLTAPBgNVHRMBAf8EBTAD
      AQH/MAoGCCqGSM49BAMCA0kAMEYCIQD7Kcri0CMjx9lP4wzK4FKmiOF0TLsxkrB2
      bJjji3jywwIhAMRV1bDRL7hzVYVNPqk9OeW7xp9K1cfa2sASCNfs5BiO
      -----END CERTIFICATE-----
      """;

  private final Map<String, List<String>> headers =
      Map.of("X-Custom", List.of("a", "b"), "Origin", List.of("https://a.example"));

  private final Fakes fakes =
      new Fakes()
          .returning("getMethod", "get")
          .returning("getRequestURI", "/app/socket.io/")
          .returning("getQueryString", null)
          .on("getHeaderNames", a -> Collections.enumeration(headers.keySet()))
          .on("getHeaders", a -> Collections.enumeration(headers.get(a[0])))
          .returning("getRemoteAddr", "10.0.0.1")
          .returning("isSecure", true)
          .returning("getUserPrincipal", null)
          .returning("getAttribute", null)
          .on("getLocales", a -> Collections.enumeration(List.of(Locale.FRENCH, Locale.ENGLISH)))
          .on("isUserInRole", a -> a[0].equals("admin"))
          .on(
              "getSession",
              a -> {
                assertThat(a).containsExactly(false);
                return null;
              });

  private HandshakeRequest snapshot() {
    return new RequestSnapshot(Set.of("admin", "user"), Set.of("cart", "tenant"), () -> NOW)
        .of(fakes.as(HttpServletRequest.class));
  }

  @Test
  void requestIsCopied() {
    HandshakeRequest snapshot = snapshot();

    assertThat(snapshot.method()).isEqualTo("GET");
    assertThat(snapshot.url()).isEqualTo("/app/socket.io/");
    assertThat(snapshot.query()).isEmpty();
    assertThat(snapshot.headers())
        .isEqualTo(Map.of("x-custom", List.of("a", "b"), "origin", List.of("https://a.example")));
    assertThat(snapshot.remoteAddress()).isEqualTo("10.0.0.1");
    assertThat(snapshot.secure()).isTrue();
    assertThat(snapshot.issued()).isEqualTo(NOW);
    assertThat(snapshot.caller().principal()).isEmpty();
    assertThat(snapshot.caller().roles()).containsExactly("admin");
    assertThat(snapshot.caller().sessionId()).isEmpty();
    assertThat(snapshot.caller().sessionAttributes()).isEmpty();
    assertThat(snapshot.caller().locales()).containsExactly(Locale.FRENCH, Locale.ENGLISH);
    assertThat(snapshot.caller().certificates()).isEmpty();
  }

  @Test
  void queryIsKeptAsSentAndDecoded() {
    fakes.returning("getQueryString", "EIO=4&name=J%C3%BCrgen+M");
    HandshakeRequest snapshot = snapshot();

    assertThat(snapshot.url()).isEqualTo("/app/socket.io/?EIO=4&name=J%C3%BCrgen+M");
    assertThat(snapshot.query()).isEqualTo(Map.of("EIO", "4", "name", "Jürgen M"));
  }

  @Test
  void callerAndSessionAreKept() {
    Principal caller = () -> "anna";
    fakes.returning("getUserPrincipal", caller).returning("getSession", session(Map.of()));

    assertThat(snapshot().caller().principal()).contains(caller);
    assertThat(snapshot().caller().sessionId()).contains("s1");
  }

  private static HttpSession session(Map<String, Object> attributes) {
    return new Fakes()
        .returning("getId", "s1")
        .on("getAttribute", a -> attributes.get(a[0]))
        .as(HttpSession.class);
  }

  @Test
  void onlyNamedAttributesOfTheSessionAreKeptAndNotCopied() {
    Object cart = new Object();
    fakes.returning("getSession", session(Map.of("cart", cart, "secret", "x")));

    assertThat(snapshot().caller().sessionAttributes()).containsOnly(Map.entry("cart", cart));
  }

  @Test
  void sessionThatEndsAtThisMomentHasNoAttributes() {
    HttpSession ended =
        new Fakes()
            .returning("getId", "s1")
            .on("getAttribute", a -> Fakes.fail(new IllegalStateException("invalidated")))
            .as(HttpSession.class);
    fakes.returning("getSession", ended);

    assertThat(snapshot().caller().sessionId()).contains("s1");
    assertThat(snapshot().caller().sessionAttributes()).isEmpty();
  }

  @Test
  void certificatesOfTheClientAreKept() throws Exception {
    X509Certificate own =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(CERTIFICATE.getBytes(US_ASCII)));
    fakes.on(
        "getAttribute",
        a ->
            a[0].equals("jakarta.servlet.request.X509Certificate")
                ? new X509Certificate[] {own}
                : null);

    assertThat(snapshot().caller().certificates()).containsExactly(own);
  }
}
