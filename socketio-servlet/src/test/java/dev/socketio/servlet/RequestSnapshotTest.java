package dev.socketio.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.engine.HandshakeRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequestSnapshotTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

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
          .on("isUserInRole", a -> a[0].equals("admin"))
          .on(
              "getSession",
              a -> {
                assertThat(a).containsExactly(false);
                return null;
              });

  private HandshakeRequest snapshot() {
    return new RequestSnapshot(Set.of("admin", "user"), () -> NOW)
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
    assertThat(snapshot.principal()).isEmpty();
    assertThat(snapshot.roles()).containsExactly("admin");
    assertThat(snapshot.sessionId()).isEmpty();
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
    fakes
        .returning("getUserPrincipal", caller)
        .returning("getSession", new Fakes().returning("getId", "s1").as(HttpSession.class));

    assertThat(snapshot().principal()).contains(caller);
    assertThat(snapshot().sessionId()).contains("s1");
  }
}
