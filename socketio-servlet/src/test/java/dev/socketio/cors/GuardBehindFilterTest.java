package dev.socketio.cors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A servlet behind a filter of ours")
class GuardBehindFilterTest {

  private static final String A = "https://a.example";
  private static final String B = "https://b.example";
  private static final String OURS = CorsFilter.class.getName();

  private final FakeHttp application = new FakeHttp();
  private final LogLines log = new LogLines();

  private CorsGuard guard(Map<String, String> parameters) throws ServletException {
    return CorsGuard.forServlet(
        application.servletConfig("chat", parameters), "cors.", log, () -> 0);
  }

  private static boolean admits(CorsGuard guard, String origin) throws Exception {
    FakeHttp http = FakeHttp.get(origin);
    return guard.admit(http.request(), http.response());
  }

  private CorsFilter deployed(String name, CorsPolicy policy) throws ServletException {
    CorsFilter filter = new CorsFilter(policy, log, () -> 0);
    filter.init(application.config(name, Map.of()));
    return filter;
  }

  /** Whether a request that has passed the filter is admitted. */
  private boolean admits(CorsFilter filter, CorsGuard guard, FakeHttp http, Runnable between)
      throws Exception {
    http.contextAttributes.putAll(application.contextAttributes);
    List<Boolean> admitted = new ArrayList<>();
    filter.doFilter(
        http.request(),
        http.response(),
        (request, response) -> {
          between.run();
          admitted.add(guard.admit(http.request(), http.response()));
        });
    return admitted.contains(true);
  }

  private static CorsPolicy allowing(String... origins) {
    return CorsPolicy.builder().origins(origins).build();
  }

  @Test
  @DisplayName("leaves the decision to it, whatever the request and its path have been wrapped in")
  void leavesTheDecisionToIt() throws Exception {
    application.addFilter("cors", OURS, List.of("/*"), List.of());
    CorsFilter filter = deployed("cors", allowing(A));
    CorsGuard guard = guard(Map.of());
    FakeHttp http = FakeHttp.get(A);

    assertThat(admits(filter, guard, http, () -> http.uri = "/prefix/app/socket.io/")).isTrue();
    assertThat(http.header("Access-Control-Allow-Origin")).isEqualTo(A);
    assertThat(guard.description()).contains("filter \"cors\"");
    assertThat(log.lines).isEmpty();
  }

  @Test
  @DisplayName("leaves it to one that is wrapped in a filter of another class")
  void leavesItToOneThatIsWrapped() throws Exception {
    application.addFilter("cors", "com.example.Proxy", List.of("/*"), List.of());

    assertThat(admits(deployed("cors", allowing(A)), guard(Map.of()), FakeHttp.get(A), () -> {}))
        .isTrue();
  }

  @Test
  @DisplayName("leaves it to the one before the mapping that the request came by")
  void leavesItToTheOneBeforeTheMapping() throws Exception {
    application.mappings.put("chat", List.of("/socket.io/*", "/chat/*"));
    application.addFilter("cors", OURS, List.of("/socket.io/*"), List.of());
    CorsFilter filter = deployed("cors", allowing(A));
    CorsGuard guard = guard(Map.of());
    FakeHttp elsewhere = FakeHttp.get(A);
    elsewhere.pattern = "/chat/*";

    assertThat(admits(filter, guard, FakeHttp.get(A), () -> {})).isTrue();
    assertThat(admits(filter, guard, elsewhere, () -> {})).isFalse();
    assertThat(guard.description()).contains("own pages only");
  }

  @ParameterizedTest
  @ValueSource(strings = {"*.json", "/public/*", "/socket.io/public/*", "/socket.io/"})
  @DisplayName("decides again what one has decided that other requests get past")
  void decidesAgainWhatAFilterElsewhereHasDecided(String mapping) throws Exception {
    application.contextParameters.put("dev.socketio.cors.otherFilters", "allow");
    application.addFilter("public", OURS, List.of(mapping), List.of());
    CorsFilter filter = deployed("public", CorsPolicy.builder().anyOrigin().build());
    CorsGuard guard = guard(Map.of("cors.origin", A, "cors.credentials", "true"));
    FakeHttp foreign = FakeHttp.get(B);
    FakeHttp allowed = FakeHttp.get(A);

    assertThat(admits(filter, guard, foreign, () -> {})).isFalse();
    assertThat(foreign.status).isEqualTo(403);
    assertThat(foreign.headers).containsOnlyKeys("Vary");

    assertThat(admits(filter, guard, allowed, () -> {})).isTrue();
    assertThat(allowed.header("Access-Control-Allow-Origin")).isEqualTo(A);
    assertThat(allowed.header("Access-Control-Allow-Credentials")).isEqualTo("true");
  }

  @ParameterizedTest
  @EnumSource(names = {"FORWARD", "INCLUDE", "ERROR", "ASYNC"})
  @DisplayName("decides again when the request was dispatched here from elsewhere")
  void decidesAgainWhenDispatchedFromElsewhere(DispatcherType type) throws Exception {
    application.addFilter("cors", OURS, List.of("/*"), List.of());
    CorsFilter filter = deployed("cors", allowing(A));
    FakeHttp http = FakeHttp.get(A);
    http.uri = "/app/public";
    Runnable dispatch =
        () -> {
          http.uri = "/app/socket.io/";
          http.dispatcherType = type;
        };

    assertThat(admits(filter, guard(Map.of()), http, dispatch)).isFalse();
    assertThat(log.lines)
        .anyMatch(
            line ->
                line.contains("No CORS filter has decided about a " + type + " to /app/socket.io")
                    && line.contains("Remedy: map the filter before it to that dispatcher"));
  }

  @Test
  @DisplayName("decides again when the servlet was asked for by name")
  void decidesAgainWhenAskedForByName() throws Exception {
    application.addFilter("cors", OURS, List.of("/*"), List.of());
    FakeHttp http = FakeHttp.get(A);

    assertThat(
            admits(
                deployed("cors", allowing(A)),
                guard(Map.of()),
                http,
                () -> http.dispatcherType = DispatcherType.FORWARD))
        .isFalse();
  }

  @Test
  @DisplayName("takes what the filter has decided about the forward itself, or before a pause")
  void takesWhatWasDecidedAboutTheForward() throws Exception {
    application.addFilter("cors", OURS, List.of("/*"), List.of());
    CorsFilter filter = deployed("cors", allowing(A));
    CorsGuard guard = guard(Map.of());
    FakeHttp forwarded = FakeHttp.get(A);
    forwarded.dispatcherType = DispatcherType.FORWARD;
    FakeHttp paused = FakeHttp.get(A);

    assertThat(admits(filter, guard, forwarded, () -> {})).isTrue();
    assertThat(admits(filter, guard, paused, () -> paused.dispatcherType = DispatcherType.ASYNC))
        .isTrue();
  }

  @Test
  @DisplayName("is not taken in by one that has its filter's name only")
  void isNotTakenInByAName() throws Exception {
    application.addFilter("CorsFilter", OURS, List.of("/*"), List.of());
    deployed("CorsFilter", allowing(A));
    CorsFilter nobodys = new CorsFilter(allowing(B), log, () -> 0);

    assertThat(admits(nobodys, guard(Map.of()), FakeHttp.get(B), () -> {})).isFalse();
  }

  @Test
  @DisplayName("applies its own policy where a filter made later has another one, and says so")
  void appliesItsOwnPolicyWhereAFilterMadeLaterHasAnother() throws Exception {
    application.contextAttributes.put(CorsFilter.POLICY_ATTRIBUTE, allowing(A));
    application.addFilter("cors", OURS, List.of("/*"), List.of());
    CorsGuard guard = guard(Map.of());
    CorsFilter filter = deployed("cors", allowing(A, B));

    assertThat(admits(filter, guard, FakeHttp.get(B), () -> {})).isFalse();
    assertThat(admits(filter, guard, FakeHttp.get(A), () -> {})).isTrue();
    assertThat(log.lines.get(0)).contains("CORS filter \"cors\" applies another policy than");
  }

  @Test
  @DisplayName("is not deployed with a policy for all that its filter has replaced by another")
  void isNotDeployedWithAPolicyForAllThatIsReplaced() throws Exception {
    application.contextAttributes.put(CorsFilter.POLICY_ATTRIBUTE, allowing(A));
    application.addFilter("cors", OURS, List.of("/*"), List.of());
    assertThat(guard(Map.of()).description()).contains("filter \"cors\"");

    new CorsFilter(null, log, () -> 0).init(application.config("cors", Map.of()));
    assertThat(guard(Map.of()).description()).contains("filter \"cors\"");

    deployed("cors", CorsPolicy.builder().anyOrigin().build());
    assertThatThrownBy(() -> guard(Map.of()))
        .isInstanceOf(ServletException.class)
        .hasMessageContaining("attribute dev.socketio.cors.CorsPolicy, but filter \"cors\"")
        .hasMessageContaining("by another policy. Remedy: ");

    application.contextAttributes.put(CorsFilter.POLICY_ATTRIBUTE + ".chat", Optional.empty());
    assertThat(guard(Map.of()).description()).contains("filter \"cors\"");
  }

  @Test
  @DisplayName("is not deployed where a filter under its own name has a policy of its own")
  void isNotDeployedWhereTheFilterHasAPolicyUnderItsName() {
    application.contextAttributes.put(CorsFilter.POLICY_ATTRIBUTE, allowing(A));
    application.contextAttributes.put(CorsFilter.POLICY_ATTRIBUTE + ".cors", allowing(B));
    application.addFilter("cors", OURS, List.of("/*"), List.of());

    assertThatThrownBy(() -> guard(Map.of())).hasMessageContaining("filter \"cors\"");
  }

  @Test
  @DisplayName("is not deployed with one that is mapped to a part of its path")
  void isNotDeployedWithAFilterInside() throws Exception {
    application.addFilter("public", OURS, List.of("/socket.io/public/*"), List.of());

    assertThatThrownBy(() -> guard(Map.of("cors.origin", A)))
        .isInstanceOf(ServletException.class)
        .hasMessageContaining("decides about origins for all of [/socket.io/*], but")
        .hasMessageContaining("filter \"public\"")
        .hasMessageContaining("Remedy: map the filter to the whole of it");

    application.servlets.put("other", "com.example.Servlet");
    application.mappings.put("other", List.of("/socket.io/public/*"));
    assertThat(admits(guard(Map.of("cors.origin", A)), A)).isTrue();
  }

  @Test
  @DisplayName("still refuses what has not passed the filter")
  void stillRefusesWhatHasNotPassedTheFilter() throws Exception {
    application.addFilter("cors", OURS, List.of("/*"), List.of());
    deployed("cors", allowing(A));

    assertThat(admits(guard(Map.of()), A)).isFalse();
  }

  @Test
  @DisplayName("is not deployed with parameters of its own besides")
  void isNotDeployedWithParametersBesides() {
    application.addFilter("all", OURS, List.of("/*"), List.of());

    assertThatThrownBy(() -> guard(Map.of("cors.origin", A)))
        .isInstanceOf(ServletException.class)
        .hasMessageContaining("[cors.origin], but filter \"all\" (" + OURS + ")")
        .hasMessageContaining("Remedy: ");
  }

  @Test
  @DisplayName("is not deployed with a policy under its name that nobody would ask")
  void isNotDeployedWithAPolicyNobodyAsks() throws Exception {
    application.contextAttributes.put(
        CorsFilter.POLICY_ATTRIBUTE + ".chat", CorsPolicy.builder().origins(A).build());
    application.addFilter("api", OURS, List.of("/api/*"), List.of());
    assertThat(admits(guard(Map.of()), A)).isTrue();

    application.addFilter("all", OURS, List.of("/*"), List.of());
    application.filters.remove("api");
    assertThatThrownBy(() -> guard(Map.of()))
        .isInstanceOf(ServletException.class)
        .hasMessageContaining("attribute dev.socketio.cors.CorsPolicy.chat, but filter \"all\"")
        .hasMessageContaining("Remedy: set the policy for the filter");

    application.filters.remove("all");
    application.addFilter("chat", OURS, List.of("/*"), List.of());
    assertThat(guard(Map.of()).description()).contains("filter \"chat\"");
  }

  @Test
  @DisplayName("has its parameters to itself where the filter serves another path")
  void hasItsParametersToItself() throws Exception {
    application.addFilter("api", OURS, List.of("/api/*", "/socket.iox/*", "*.jsp"), List.of("x"));

    assertThat(admits(guard(Map.of("cors.origin", A)), A)).isTrue();
  }
}
