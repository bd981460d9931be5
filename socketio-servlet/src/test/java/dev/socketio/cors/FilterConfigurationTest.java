package dev.socketio.cors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletException;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A CORS filter that is deployed")
class FilterConfigurationTest {

  private static final String A = "https://a.example";
  private static final String B = "https://b.example";

  private final FakeHttp application = new FakeHttp();
  private final LogLines log = new LogLines();

  private CorsFilter deployed(Map<String, String> parameters) throws ServletException {
    CorsFilter filter = new CorsFilter(null, log, () -> 0);
    filter.init(application.config("cors", parameters));
    return filter;
  }

  private static boolean allows(CorsFilter filter, String origin) throws Exception {
    FakeHttp http = FakeHttp.get(origin);
    filter.doFilter(http.request(), http.response(), http.chain());
    return http.reachedTheApplication();
  }

  @Test
  @DisplayName("takes the policy of its init-parameters, so that two filters may differ")
  void takesThePolicyOfItsInitParameters() throws Exception {
    assertThat(allows(deployed(Map.of("origin", A)), A)).isTrue();
    assertThat(allows(deployed(Map.of("origin", A)), B)).isFalse();
    assertThat(allows(deployed(Map.of("origin", B)), B)).isTrue();
  }

  @Test
  @DisplayName("S1: allows nobody but its own pages where nothing is configured")
  void allowsNobodyWhereNothingIsConfigured() throws Exception {
    CorsFilter filter = deployed(Map.of());

    assertThat(allows(filter, A)).isFalse();
    assertThat(allows(filter, "https://api.example.com")).isTrue();
    assertThat(allows(new CorsFilter(), A)).isFalse();
  }

  @Test
  @DisplayName("J5: takes the policy of the servlet context, and refuses init-parameters besides")
  void takesThePolicyOfTheServletContext() throws Exception {
    application.contextAttributes.put(
        "dev.socketio.cors.CorsPolicy", CorsPolicy.builder().origins(B).build());
    CorsFilter filter = deployed(Map.of());

    assertThat(allows(filter, B)).isTrue();
    assertThat(allows(filter, A)).isFalse();
    assertThat(log.lines)
        .singleElement()
        .asString()
        .contains("add it to the policy in the servlet context's attribute dev.socketio.cors")
        .doesNotContain("init-param origin");
    assertThatThrownBy(() -> deployed(Map.of("origin", A)))
        .isInstanceOf(ServletException.class)
        .hasMessageContaining("CORS filter \"cors\" has the init-parameters [origin], but")
        .hasMessageContaining("Remedy: remove one of the two");
  }

  @Test
  @DisplayName("takes the policy meant for it by name before the one for all")
  void takesThePolicyMeantForItByName() throws Exception {
    application.contextAttributes.put(
        CorsFilter.POLICY_ATTRIBUTE, CorsPolicy.builder().origins(A).build());
    application.contextAttributes.put(
        CorsFilter.POLICY_ATTRIBUTE + ".cors", CorsPolicy.builder().origins(B).build());

    assertThat(allows(deployed(Map.of()), B)).isTrue();
    assertThat(allows(deployed(Map.of()), A)).isFalse();
  }

  @Test
  @DisplayName("takes the policy it was created with, and refuses init-parameters besides")
  void takesThePolicyItWasCreatedWith() throws Exception {
    application.contextAttributes.put(
        CorsFilter.POLICY_ATTRIBUTE, CorsPolicy.builder().origins(B).build());
    CorsFilter filter = new CorsFilter(CorsPolicy.builder().origins(A).build());
    filter.init(application.config("cors", Map.of()));

    assertThat(allows(filter, A)).isTrue();
    assertThatThrownBy(() -> filter.init(application.config("cors", Map.of("origin", B))))
        .isInstanceOf(ServletException.class)
        .hasMessageContaining("CORS filter \"cors\" was created with a policy")
        .hasMessageContaining("[origin]")
        .hasMessageContaining("Remedy: ");
  }

  @Test
  @DisplayName(
      "C0: with a wrong parameter stops the deployment and names filter, parameter and remedy")
  void withAWrongParameterStopsTheDeployment() {
    assertThatThrownBy(() -> deployed(Map.of("origins", A)))
        .isInstanceOf(ServletException.class)
        .hasCauseInstanceOf(CorsConfigurationException.class)
        .hasMessageContaining("CORS filter \"cors\": ")
        .hasMessageContaining("CORS parameter \"origins\" has the value \"https://a.example\"")
        .hasMessageContaining("write \"origin\"");
  }

  @Test
  @DisplayName(
      "is not deployed with an attribute that is no policy, or wrong parameters behind one that is")
  void isNotDeployedWithAnAttributeThatIsNoPolicy() {
    application.contextAttributes.put(CorsFilter.POLICY_ATTRIBUTE, "https://a.example");
    assertThatThrownBy(() -> deployed(Map.of()))
        .isInstanceOf(ServletException.class)
        .hasMessageContaining("\"dev.socketio.cors.CorsPolicy\" is a java.lang.String");

    application.contextAttributes.put(CorsFilter.POLICY_ATTRIBUTE, CorsPolicy.sameOriginOnly());
    assertThatThrownBy(() -> deployed(Map.of("credentials", "yes")))
        .isInstanceOf(ServletException.class);
  }
}
