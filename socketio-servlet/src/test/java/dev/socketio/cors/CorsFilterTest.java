package dev.socketio.cors;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The CORS filter")
class CorsFilterTest {

  private static final String EXAMPLE = "https://example.com";
  private static final String EVIL = "https://evil.org";
  private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";

  private final LogLines log = new LogLines();
  private final CorsPolicy policy =
      CorsPolicy.builder()
          .origins(EXAMPLE)
          .credentials(true)
          .allowedHeaders("my-custom-header")
          .build();

  private CorsFilter filter(CorsPolicy applied) {
    return new CorsFilter(applied, log, () -> 0);
  }

  private FakeHttp run(FakeHttp http) throws ServletException, IOException {
    return run(filter(policy), http);
  }

  private static FakeHttp run(CorsFilter filter, FakeHttp http)
      throws ServletException, IOException {
    filter.doFilter(http.request(), http.response(), http.chain());
    return http;
  }

  /** What every Socket.IO servlet is to the filter. */
  static final class Endpoint extends HttpServlet implements CorsEndpoint {
    @Serial private static final long serialVersionUID = 1L;
  }

  @Nested
  @DisplayName("on an ordinary request")
  class OrdinaryRequests {

    @Test
    @DisplayName(
        "C20: sets the headers before the application runs, so that they are on whatever it answers")
    void setsTheHeadersBeforeTheApplicationRuns() throws Exception {
      FakeHttp http = FakeHttp.get(EXAMPLE);
      List<String> seen = new ArrayList<>();

      filter(policy)
          .doFilter(
              http.request(),
              http.response(),
              (request, response) -> seen.add(http.header(ALLOW_ORIGIN)));

      assertThat(seen).containsExactly(EXAMPLE);
      assertThat(http.header("Access-Control-Allow-Credentials")).isEqualTo("true");
      assertThat(http.header("Vary")).isEqualTo("Origin");
    }

    @Test
    @DisplayName("C19: varies without an Origin header as well")
    void variesWithoutAnOrigin() throws Exception {
      FakeHttp http = run(FakeHttp.get());

      assertThat(http.reachedTheApplication()).isTrue();
      assertThat(http.header("Vary")).isEqualTo("Origin");
      assertThat(http.header(ALLOW_ORIGIN)).isNull();
    }

    @Test
    @DisplayName("X11: leaves its decision for those behind")
    void leavesItsDecision() throws Exception {
      assertThat(run(FakeHttp.get(EXAMPLE)).requestAttributes.get("dev.socketio.cors.CorsDecision"))
          .isInstanceOf(CorsDecision.Allowed.class);
    }

    @ParameterizedTest(name = "\"{0}\" becomes \"{1}\"")
    @DisplayName("C19: adds to Vary what is not there yet, in whatever case and form")
    @CsvSource({
      "Accept-Encoding, 'Accept-Encoding, Origin'",
      "origin, origin",
      "'Accept-Encoding,ORIGIN', 'Accept-Encoding,ORIGIN'",
      "Original, 'Original, Origin'",
      "*, *",
      "'', Origin",
    })
    void addsToVary(String present, String merged) throws Exception {
      FakeHttp http = FakeHttp.get(EXAMPLE);
      http.headers.put("Vary", List.of(present));

      assertThat(run(http).header("Vary")).isEqualTo(merged);
    }

    @Test
    @DisplayName("C19: adds to Vary headers on several lines")
    void addsToVaryOnSeveralLines() throws Exception {
      FakeHttp http = FakeHttp.get(EXAMPLE);
      http.headers.put("Vary", List.of("Accept-Encoding", "Cookie"));

      assertThat(run(http).header("Vary")).isEqualTo("Accept-Encoding, Cookie, Origin");
    }

    @Test
    @DisplayName("passes on what is not HTTP")
    void passesOnWhatIsNotHttp() throws Exception {
      List<Object> passed = new ArrayList<>();

      filter(policy).doFilter(null, null, (request, response) -> passed.add("passed"));

      assertThat(passed).hasSize(1);
    }
  }

  @Nested
  @DisplayName("on a preflight")
  class Preflights {

    @Test
    @DisplayName(
        "C16, C24: answers 204 without a body, without the application, and without a session")
    void answersWithoutTheApplication() throws Exception {
      FakeHttp http = run(FakeHttp.preflight(EXAMPLE));

      assertThat(http.reachedTheApplication()).isFalse();
      assertThat(http.status).isEqualTo(204);
      assertThat(http.bodyText()).isEmpty();
      assertThat(http.contentType).isNull();
      assertThat(http.header(ALLOW_ORIGIN)).isEqualTo(EXAMPLE);
      assertThat(http.header("Access-Control-Allow-Methods"))
          .isEqualTo("GET,HEAD,PUT,PATCH,POST,DELETE");
      assertThat(http.header("Access-Control-Allow-Headers")).isEqualTo("my-custom-header");
    }

    @Test
    @DisplayName("C16: says that a 200 is empty")
    void saysThatA200IsEmpty() throws Exception {
      FakeHttp http =
          run(
              filter(CorsPolicy.builder().origins(EXAMPLE).optionsSuccessStatus(200).build()),
              FakeHttp.preflight(EXAMPLE));

      assertThat(http.status).isEqualTo(200);
      assertThat(http.contentLength).isZero();
    }

    @Test
    @DisplayName("C15: passes it on with preflightContinue, headers set")
    void passesItOnWithPreflightContinue() throws Exception {
      FakeHttp http =
          run(
              filter(CorsPolicy.builder().origins(EXAMPLE).preflightContinue(true).build()),
              FakeHttp.preflight(EXAMPLE));

      assertThat(http.reachedTheApplication()).isTrue();
      assertThat(http.header("Access-Control-Allow-Methods")).isNotNull();
    }

    @Test
    @DisplayName("C17: answers every OPTIONS to a marked servlet, and looks at its class once")
    void answersEveryOptionsToAMarkedServlet() throws Exception {
      FakeHttp http = FakeHttp.get();
      http.method = "OPTIONS";
      http.servletName = "chat";
      http.servlets.put("chat", Endpoint.class.getName());
      CorsFilter filter = filter(policy);

      run(filter, http);
      http.requestAttributes.clear();
      run(filter, http);

      assertThat(http.reachedTheApplication()).isFalse();
      assertThat(http.status).isEqualTo(204);
      assertThat(http.registrationsRead).isEqualTo(1);
    }

    @Test
    @DisplayName("C17: does so where an embedded container has no class loader for the application")
    void answersEveryOptionsWithoutAClassLoader() throws Exception {
      FakeHttp http = FakeHttp.get();
      http.method = "OPTIONS";
      http.servletName = "chat";
      http.servlets.put("chat", Endpoint.class.getName());
      http.applicationLoader = null;

      run(http);

      assertThat(http.status).isEqualTo(204);
    }

    @ParameterizedTest(name = "servlet of class {0}")
    @DisplayName("C17: leaves OPTIONS that ask nothing to any other servlet")
    @CsvSource({"jakarta.servlet.http.HttpServlet", "not.there.AtAll", "java.lang.String", "''"})
    void leavesOtherOptionsToAnyOtherServlet(String className) throws Exception {
      FakeHttp http = FakeHttp.get(EXAMPLE);
      http.method = "OPTIONS";
      http.servletName = className.isEmpty() ? "" : "other";
      http.servlets.put("other", className);

      run(http);

      assertThat(http.reachedTheApplication()).isTrue();
      assertThat(http.header(ALLOW_ORIGIN)).isEqualTo(EXAMPLE);
    }
  }

  @Nested
  @DisplayName("on a request of a foreign origin")
  class ForeignOrigins {

    @Test
    @DisplayName("X1: answers 403 with the protocol's error, before the application runs")
    void answers403() throws Exception {
      FakeHttp http = run(FakeHttp.get(EVIL));

      assertThat(http.reachedTheApplication()).isFalse();
      assertThat(http.status).isEqualTo(403);
      assertThat(http.contentType).isEqualTo("application/json");
      assertThat(http.bodyText()).isEqualTo("{\"code\":4,\"message\":\"Forbidden\"}");
      assertThat(http.contentLength).isEqualTo(http.body.size());
      assertThat(http.headers).containsOnlyKeys("Vary");
    }

    @Test
    @DisplayName("W1, W4, W5: refuses a WebSocket handshake before the upgrade, in the same words")
    void refusesAWebSocketHandshake() throws Exception {
      FakeHttp handshake =
          FakeHttp.get(EVIL).with("Upgrade", "websocket").with("Cookie", "victim=1");
      FakeHttp overHttp2 = FakeHttp.get(EVIL);
      overHttp2.method = "CONNECT";

      for (FakeHttp http : List.of(handshake, overHttp2)) {
        run(http);
        assertThat(http.reachedTheApplication()).isFalse();
        assertThat(http.status).isEqualTo(403);
        assertThat(http.bodyText()).isEqualTo("{\"code\":4,\"message\":\"Forbidden\"}");
      }
    }

    @Test
    @DisplayName("refuses several Origin headers, of which containers give the first")
    void refusesSeveralOrigins() throws Exception {
      assertThat(run(FakeHttp.get().with("Origin", EXAMPLE, EVIL)).status).isEqualTo(403);
      assertThat(run(FakeHttp.get().with("Origin", EXAMPLE, EXAMPLE)).status).isEqualTo(403);
      assertThat(run(FakeHttp.get().with("Origin", EXAMPLE + ", " + EVIL)).status).isEqualTo(403);
    }

    @Test
    @DisplayName("passes it on with rejectDisallowed=false, and logs what the page will not get")
    void passesItOnWithRejectDisallowedFalse() throws Exception {
      CorsPolicy lax = CorsPolicy.builder().origins(EXAMPLE).rejectDisallowed(false).build();

      FakeHttp http = run(filter(lax), FakeHttp.get(EVIL));

      assertThat(http.reachedTheApplication()).isTrue();
      assertThat(http.header(ALLOW_ORIGIN)).isNull();
      assertThat(log.lines).singleElement().asString().contains("gave no access to GET");
    }

    @Test
    @DisplayName("lets the server's own pages pass")
    void letsOwnPagesPass() throws Exception {
      assertThat(run(FakeHttp.get("https://api.example.com")).reachedTheApplication()).isTrue();
      assertThat(
              run(FakeHttp.get("http://x").with("Sec-Fetch-Site", "same-origin"))
                  .reachedTheApplication())
          .isTrue();
      assertThat(log.lines).isEmpty();
    }

    @Test
    @DisplayName("E8: tells the listener of the servlet context, whose failure changes nothing")
    void tellsTheListener() throws Exception {
      List<String> told = new ArrayList<>();
      FakeHttp http = FakeHttp.get(EVIL);
      http.contextAttributes.put(
          CorsFilter.REFUSAL_LISTENER_ATTRIBUTE,
          (CorsRefusalListener)
              (request, denied) -> {
                told.add(denied.origin() + " " + request.path());
                throw new IllegalStateException("listener");
              });

      run(http);

      assertThat(told).containsExactly(EVIL + " /app/socket.io/");
      assertThat(http.status).isEqualTo(403);
      assertThat(log.lines).anyMatch(line -> line.contains("The CORS refusal listener failed"));
    }
  }

  @Nested
  @DisplayName("with something else that knows CORS")
  class SomethingElse {

    @Test
    @DisplayName("X9, Z12: leaves headers set before it alone, adds to Vary, and says so once")
    void leavesHeadersSetBeforeItAlone() throws Exception {
      CorsFilter filter = filter(policy);
      for (int i = 0; i < 2; i++) {
        FakeHttp http = FakeHttp.get(EXAMPLE);
        http.headers.put(ALLOW_ORIGIN, List.of("https://other.example"));
        run(filter, http);

        assertThat(http.header(ALLOW_ORIGIN)).isEqualTo("https://other.example");
        assertThat(http.headers).containsOnlyKeys(ALLOW_ORIGIN, "Vary");
        assertThat(http.reachedTheApplication()).isTrue();
      }
      assertThat(log.lines)
          .singleElement()
          .asString()
          .contains("had set Access-Control-Allow-Origin");
    }

    @Test
    @DisplayName("refuses foreign origins whatever was set before it")
    void refusesForeignOriginsWhateverWasSet() throws Exception {
      FakeHttp http = FakeHttp.get(EVIL);
      http.headers.put(ALLOW_ORIGIN, List.of("*"));

      assertThat(run(http).status).isEqualTo(403);
    }

    @Test
    @DisplayName(
        "Z12: asks a second filter of its kind as well, whose headers take the first's place")
    void asksASecondFilterAsWell() throws Exception {
      CorsFilter open = filter(CorsPolicy.builder().origin("*").exposedHeaders("x").build());
      FakeHttp allowed = FakeHttp.get(EXAMPLE);
      FakeHttp refused = FakeHttp.get(EVIL);
      for (FakeHttp http : List.of(allowed, refused)) {
        http.headers.put("Set-Cookie", List.of("a=1", "b=2"));
        open.doFilter(
            http.request(),
            http.response(),
            (request, response) -> filter(policy).doFilter(request, response, http.chain()));
      }

      assertThat(allowed.reachedTheApplication()).isTrue();
      assertThat(allowed.header(ALLOW_ORIGIN)).isEqualTo(EXAMPLE);
      assertThat(allowed.header("Access-Control-Allow-Credentials")).isEqualTo("true");
      assertThat(refused.reachedTheApplication()).isFalse();
      assertThat(refused.status).isEqualTo(403);
      for (FakeHttp http : List.of(allowed, refused)) {
        assertThat(http.headers)
            .doesNotContainKey("Access-Control-Expose-Headers")
            .containsEntry("Set-Cookie", List.of("a=1", "b=2"));
      }
      assertThat(refused.headers).containsOnlyKeys("Set-Cookie", "Vary");
      assertThat(log.lines).noneMatch(line -> line.contains("had set"));
    }

    @Test
    @DisplayName("leaves what a third set between two of its kind alone")
    void leavesWhatAThirdSetBetweenTwoAlone() throws Exception {
      FakeHttp http = FakeHttp.get(EXAMPLE);
      filter(CorsPolicy.builder().origin("*").build())
          .doFilter(
              http.request(),
              http.response(),
              (request, response) -> {
                http.headers.put(ALLOW_ORIGIN, List.of("https://other.example"));
                filter(policy).doFilter(request, response, http.chain());
              });

      assertThat(http.header(ALLOW_ORIGIN)).isEqualTo("https://other.example");
      assertThat(http.reachedTheApplication()).isTrue();
    }
  }

  @Nested
  @DisplayName("on later dispatches of a request")
  class LaterDispatches {

    @Test
    @DisplayName("does nothing twice when the request is dispatched again")
    void doesNothingTwice() throws Exception {
      AtomicInteger decisions = new AtomicInteger();
      CorsFilter filter =
          filter(
              CorsPolicy.perRequest(
                  request -> {
                    decisions.incrementAndGet();
                    return policy;
                  }));
      FakeHttp http = run(filter, FakeHttp.get(EXAMPLE));

      for (DispatcherType type :
          List.of(DispatcherType.ASYNC, DispatcherType.FORWARD, DispatcherType.INCLUDE)) {
        http.dispatcherType = type;
        http.headers.clear();
        run(filter, http);
        assertThat(http.headers).isEmpty();
      }

      assertThat(decisions).hasValue(1);
      assertThat(http.passed).hasSize(4);

      http.dispatcherType = DispatcherType.FORWARD;
      http.uri = "/app/elsewhere";
      run(filter, http);
      assertThat(decisions).hasValue(2);
      run(filter, http);
      assertThat(decisions).hasValue(2);
    }

    @Test
    @DisplayName("C20: puts headers back on an error page whose response was reset")
    void putsHeadersBackOnAnErrorPage() throws Exception {
      CorsFilter filter = filter(policy);
      FakeHttp http = run(filter, FakeHttp.get(EXAMPLE));
      http.headers.clear();
      http.dispatcherType = DispatcherType.ERROR;

      run(filter, http);
      run(filter, http);

      assertThat(http.header(ALLOW_ORIGIN)).isEqualTo(EXAMPLE);
      assertThat(http.header("Vary")).isEqualTo("Origin");
      assertThat(log.lines).isEmpty();
    }
  }

  @Test
  @DisplayName(
      "waits on the request's thread for an asynchronous policy, so that the chain goes on there")
  void waitsOnTheRequestsThread() throws Exception {
    CompletableFuture<Boolean> answer = new CompletableFuture<>();
    CorsFilter filter =
        filter(
            CorsPolicy.builder()
                .originIfAsync(
                    (origin, request) -> {
                      answer.completeAsync(() -> true);
                      return answer;
                    })
                .build());
    FakeHttp http = FakeHttp.get(EVIL);
    List<Thread> threads = new ArrayList<>();

    filter.doFilter(
        http.request(),
        http.response(),
        (request, response) -> threads.add(Thread.currentThread()));

    assertThat(threads).containsExactly(Thread.currentThread());
    assertThat(http.header(ALLOW_ORIGIN)).isEqualTo(EVIL);
  }
}
