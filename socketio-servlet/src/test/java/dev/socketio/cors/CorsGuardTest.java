package dev.socketio.cors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A servlet that guards itself")
class CorsGuardTest {

  private static final String A = "https://a.example";
  private static final String B = "https://b.example";
  private static final String OURS = CorsFilter.class.getName();
  private static final String TOMCATS = "org.apache.catalina.filters.CorsFilter";

  private final FakeHttp application = new FakeHttp();
  private final LogLines log = new LogLines();

  private CorsGuard guard(Map<String, String> parameters) throws ServletException {
    return CorsGuard.forServlet(
        application.servletConfig("chat", parameters), "cors.", log, () -> 0);
  }

  private static boolean admits(CorsGuard guard, FakeHttp http) throws Exception {
    return guard.admit(http.request(), http.response());
  }

  private static boolean admits(CorsGuard guard, String origin) throws Exception {
    return admits(guard, FakeHttp.get(origin));
  }

  @Nested
  @DisplayName("where no filter has decided")
  class NoFilter {

    @Test
    @DisplayName("S1: answers a foreign origin 403 in the protocol's form")
    void answersAForeignOrigin() throws Exception {
      FakeHttp http = FakeHttp.get(A);

      assertThat(admits(guard(Map.of()), http)).isFalse();

      assertThat(http.status).isEqualTo(403);
      assertThat(http.bodyText()).isEqualTo("{\"code\":4,\"message\":\"Forbidden\"}");
      assertThat(http.headers).containsOnlyKeys("Vary");
    }

    @Test
    @DisplayName("S1: lets programs, its own pages and their OPTIONS pass")
    void letsProgramsAndOwnPagesPass() throws Exception {
      FakeHttp options = FakeHttp.get();
      options.method = "OPTIONS";

      assertThat(admits(guard(Map.of()), FakeHttp.get())).isTrue();
      assertThat(admits(guard(Map.of()), "https://api.example.com")).isTrue();
      assertThat(admits(guard(Map.of()), options)).isTrue();
    }

    @Test
    @DisplayName("applies the policy of its init-parameters, preflights included")
    void appliesThePolicyOfItsInitParameters() throws Exception {
      CorsGuard guard = guard(Map.of("cors.origin", A, "pingInterval", "5"));
      FakeHttp preflight = FakeHttp.preflight(A);
      FakeHttp bare = FakeHttp.get();
      bare.method = "OPTIONS";

      assertThat(admits(guard, A)).isTrue();
      assertThat(admits(guard, B)).isFalse();
      assertThat(admits(guard, preflight)).isFalse();
      assertThat(preflight.status).isEqualTo(204);
      assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo(A);
      assertThat(admits(guard, bare)).isFalse();
      assertThat(bare.status).isEqualTo(204);
    }

    @Test
    @DisplayName("J5: applies the policy of the servlet context, best the one under its name")
    void appliesThePolicyOfTheServletContext() throws Exception {
      application.contextAttributes.put(
          CorsFilter.POLICY_ATTRIBUTE, CorsPolicy.builder().origins(A).build());
      assertThat(admits(guard(Map.of()), A)).isTrue();

      application.contextAttributes.put(
          CorsFilter.POLICY_ATTRIBUTE + ".chat", CorsPolicy.builder().origins(B).build());
      assertThat(admits(guard(Map.of()), A)).isFalse();
      assertThatThrownBy(() -> guard(Map.of("cors.origin", A)))
          .isInstanceOf(ServletException.class)
          .hasMessageContaining("has the init-parameters [cors.origin], but")
          .hasMessageContaining("attribute \"dev.socketio.cors.CorsPolicy.chat\"");
    }

    @Test
    @DisplayName("does not apply the policy for all where its own name says that it is not meant")
    void doesNotApplyThePolicyForAllWhereItIsNotMeant() throws Exception {
      application.contextAttributes.put(
          CorsFilter.POLICY_ATTRIBUTE, CorsPolicy.builder().origins(A).build());
      application.contextAttributes.put(CorsFilter.POLICY_ATTRIBUTE + ".chat", Optional.empty());

      assertThat(admits(guard(Map.of()), A)).isFalse();
      assertThat(admits(guard(Map.of("cors.origin", B)), B)).isTrue();
      assertThat(admits(guard(Map.of("cors.origin", B)), A)).isFalse();
    }

    @Test
    @DisplayName("names who gave the policy that contradicts init-parameters")
    void namesWhoGaveThePolicy() {
      application.contextAttributes.put(
          CorsFilter.POLICY_ATTRIBUTE, CorsPolicy.builder().origins(A).build());
      application.contextAttributes.put(
          CorsFilter.POLICY_SOURCE_ATTRIBUTE, "com.example.Settings.policy()");

      assertThatThrownBy(() -> guard(Map.of("cors.origin", A)))
          .hasMessageContaining("[cors.origin]")
          .hasMessageContaining("\"dev.socketio.cors.CorsPolicy\" (com.example.Settings.policy())");
    }

    @Test
    @DisplayName("names the setting that counts where the policy is built in Java")
    void namesTheSettingThatCounts() throws Exception {
      application.contextAttributes.put(CorsFilter.POLICY_ATTRIBUTE, CorsPolicy.sameOriginOnly());
      CorsGuard guard = guard(Map.of());

      assertThat(admits(guard, A)).isFalse();
      assertThat(log.lines)
          .singleElement()
          .asString()
          .contains(
              "servlet context's attribute dev.socketio.cors.CorsPolicy: CorsPolicy.builder()")
          .doesNotContain("init-param cors.origin");
      assertThat(guard.description())
          .isEqualTo(
              "the application's own pages only; the policy in the servlet context's attribute"
                  + " dev.socketio.cors.CorsPolicy says so");
      assertThat(guard(Map.of("pingInterval", "5")).description()).doesNotContain("init-param");
    }

    @Test
    @DisplayName("names the servlet and its init-parameter in the log")
    void namesTheInitParameterInTheLog() throws Exception {
      admits(guard(Map.of()), A);

      assertThat(log.lines)
          .singleElement()
          .asString()
          .contains("Servlet \"chat\" refused GET", "add it to init-param cors.origin, or");
    }

    @Test
    @DisplayName("W4: tells who listens for its own servlet, and no other")
    void tellsWhoListensForItsServlet() throws Exception {
      List<String> told = new ArrayList<>();
      FakeHttp http = FakeHttp.get(A);
      http.servletName = "chat";
      for (String suffix : List.of("", ".chat", ".other")) {
        http.contextAttributes.put(
            CorsFilter.REFUSAL_LISTENER_ATTRIBUTE + suffix,
            (CorsRefusalListener) (request, denied) -> told.add(denied.origin() + suffix));
      }

      admits(guard(Map.of()), http);

      assertThat(told).containsExactly(A, A + ".chat");
    }

    @Test
    @DisplayName("C0: is not deployed with a parameter that is wrong, named as it was written")
    void isNotDeployedWithAWrongParameter() {
      assertThatThrownBy(() -> guard(Map.of("cors.origins", A)))
          .isInstanceOf(ServletException.class)
          .hasMessageContaining("Servlet \"chat\": ")
          .hasMessageContaining("CORS parameter \"cors.origins\" has the value")
          .hasMessageContaining("write \"cors.origin\"");
    }
  }

  @Nested
  @DisplayName("behind several filters that know CORS, or one that is not ours")
  class BehindOthers {

    @Test
    @DisplayName("Z12: is not deployed behind two of ours")
    void isNotDeployedBehindTwoOfOurs() {
      application.addFilter("one", OURS, List.of("/*"), List.of());
      application.addFilter("two", OURS, List.of(), List.of("chat"));

      assertThatThrownBy(() -> guard(Map.of()))
          .isInstanceOf(ServletException.class)
          .hasMessageContaining("several filters that know CORS before it: filter \"one\" (" + OURS)
          .hasMessageContaining("filter \"two\"")
          .hasMessageContaining("Remedy: let one handle");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          TOMCATS,
          "org.eclipse.jetty.ee10.servlets.CrossOriginFilter",
          "org.springframework.web.filter.CorsFilter",
          "com.thetransactioncompany.cors.CORSFilter"
        })
    @DisplayName("is not deployed behind a well-known one")
    void isNotDeployedBehindAWellKnownOne(String className) {
      application.addFilter("theirs", className, List.of("/socket.io/*"), List.of());

      assertThatThrownBy(() -> guard(Map.of()))
          .isInstanceOf(ServletException.class)
          .hasMessageContaining("filter \"theirs\" (" + className + ")")
          .hasMessageContaining("\"dev.socketio.cors.otherFilters\"".replace("\"", ""));
    }

    @Test
    @DisplayName("is deployed behind a filter that knows nothing of CORS")
    void isDeployedBehindAnyOtherFilter() throws Exception {
      application.addFilter("log", "com.example.LogFilter", List.of("/*"), List.of("*"));
      application.addFilter("nameless", null, List.of("/*"), List.of());

      assertThat(admits(guard(Map.of("cors.origin", A)), A)).isTrue();
    }

    @Test
    @DisplayName("sees through a subclass")
    void seesThroughASubclass() {
      application.addFilter("own", Own.class.getName(), List.of("/*"), List.of());

      assertThatThrownBy(() -> guard(Map.of("cors.origin", A)))
          .isInstanceOf(ServletException.class);
    }

    @Test
    @DisplayName("is deployed, with a warning, where the application allows it")
    void isDeployedWhereTheApplicationAllowsIt() throws Exception {
      application.addFilter("theirs", TOMCATS, List.of("/*"), List.of());
      application.contextParameters.put("dev.socketio.cors.otherFilters", "allow");

      CorsGuard guard = guard(Map.of("cors.origin", A));
      assertThat(admits(guard, A)).isTrue();
      assertThat(guard.warnings())
          .singleElement()
          .asString()
          .contains("filter \"theirs\"", "allows it");
      assertThat(log.lines).as("the servlet logs them").isEmpty();
    }

    @Test
    @DisplayName("takes nothing but refuse and allow for an answer")
    void takesNothingButRefuseAndAllow() {
      application.addFilter("theirs", TOMCATS, List.of("/*"), List.of());
      application.contextParameters.put("dev.socketio.cors.otherFilters", "yes");

      assertThatThrownBy(() -> guard(Map.of()))
          .isInstanceOf(ServletException.class)
          .hasMessageContaining("cannot be \"yes\"; allowed is refuse or allow");
    }
  }

  /** An application's own. */
  static final class Own extends CorsFilter {}

  @Nested
  @DisplayName("has a filter beside it that")
  class FilterBeside {

    private void deploy() throws ServletException {
      new CorsFilter(null, log, () -> 0).init(application.config("cors", Map.of()));
    }

    @Test
    @DisplayName("is not deployed with the mapping of another one")
    void isNotDeployedWithTheMappingOfAnother() {
      application.addFilter("cors", OURS, List.of("/api/*"), List.of());
      application.addFilter("theirs", TOMCATS, List.of("/static/*", "/api/*"), List.of());

      assertThatThrownBy(this::deploy)
          .isInstanceOf(ServletException.class)
          .hasMessageContaining(
              "CORS filter \"cors\" is mapped to the same path as filter \"theirs\"")
          .hasMessageContaining("Remedy: ");
    }

    @ParameterizedTest
    @CsvSource({
      "/*, /api/*, dev.socketio.cors.CorsFilter",
      "/api/*, /*, " + TOMCATS,
      "/*, /api/*, " + TOMCATS
    })
    @DisplayName("is not deployed where one's path is inside the other's, ours or not")
    void isNotDeployedWhereOnePathIsInsideTheOther(String own, String others, String className) {
      application.addFilter("cors", OURS, List.of(own), List.of());
      application.addFilter("theirs", className, List.of(others), List.of());

      assertThatThrownBy(this::deploy)
          .isInstanceOf(ServletException.class)
          .hasMessageContaining("filter \"theirs\"")
          .hasMessageContaining("several filters that know CORS")
          .hasMessageContaining("Remedy: ");

      application.contextParameters.put("dev.socketio.cors.otherFilters", "allow");
      assertThatCode(this::deploy).doesNotThrowAnyException();
    }

    @Test
    @DisplayName("is deployed where the other one serves another path")
    void isDeployedBesideAnotherPath() throws Exception {
      application.addFilter("cors", OURS, List.of("/api/*"), List.of());
      application.addFilter("theirs", TOMCATS, List.of("/static/*"), List.of());
      application.addFilter("log", "com.example.LogFilter", List.of("/api/*"), List.of());

      deploy();
      assertThat(log.lines).isEmpty();
    }
  }
}
