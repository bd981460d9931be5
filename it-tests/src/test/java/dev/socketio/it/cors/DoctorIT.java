package dev.socketio.it.cors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.cors.CorsFilter;
import dev.socketio.cors.CorsPolicy;
import dev.socketio.cors.doctor.CorsDoctor;
import dev.socketio.cors.doctor.CorsDoctorRequest;
import dev.socketio.cors.doctor.Diagnosis;
import dev.socketio.cors.doctor.Examination;
import dev.socketio.cors.doctor.Finding;
import dev.socketio.cors.doctor.Remedy;
import dev.socketio.it.container.EmbeddedContainer;
import dev.socketio.servlet.SocketIoServlet;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Each way to configure our filter wrongly is found by the doctor, and what the doctor says to
 * change makes the page connect.
 */
class DoctorIT {

  private static final String ORIGIN = "https://my-frontend.com";
  private static final UnaryOperator<CorsDoctorRequest.Builder> PLAIN = page -> page;
  private static final UnaryOperator<CorsDoctorRequest.Builder> COOKIES =
      page -> page.withCredentials(true);
  private static final UnaryOperator<CorsDoctorRequest.Builder> HEADER =
      page -> page.extraHeader("my-custom-header", "abcd");

  /** An application with our filter as its init-parameters say, and something else beside it. */
  private static Examination examine(
      Map<String, String> parameters,
      @Nullable Filter other,
      String path,
      UnaryOperator<CorsDoctorRequest.Builder> page)
      throws Exception {
    try (EmbeddedContainer container =
        EmbeddedContainer.start("/app", context -> deploy(context, parameters, other))) {
      String url = container.uri().resolve(path).toString();
      CorsDoctorRequest.Builder builder =
          CorsDoctorRequest.builder(url.replaceAll("//[^:/]+", "//localhost"), ORIGIN)
              .resolve("my-frontend.com", InetAddress.getLoopbackAddress())
              .resolve("localhost", InetAddress.getByName(container.uri().getHost()));
      return CorsDoctor.examine(page.apply(builder).build());
    }
  }

  private static void deploy(
      ServletContext context, Map<String, String> parameters, @Nullable Filter other) {
    if (other != null) {
      map(context.addFilter("other", other));
    }
    if (!parameters.isEmpty()) {
      FilterRegistration.Dynamic cors = context.addFilter("cors", new CorsFilter());
      cors.setInitParameters(parameters);
      map(cors);
    }
    ServletRegistration.Dynamic chat = context.addServlet("chat", new SocketIoServlet());
    chat.setAsyncSupported(true);
    chat.addMapping("/socket.io/*");
  }

  private static void map(FilterRegistration.Dynamic filter) {
    filter.setAsyncSupported(true);
    filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/*");
  }

  /** The page does not connect, for this reason; and it does once the remedy is applied. */
  private static void findAndCure(
      Map<String, String> parameters,
      UnaryOperator<CorsDoctorRequest.Builder> page,
      Diagnosis expected)
      throws Exception {
    Examination sick = examine(parameters, null, "socket.io/", page);
    Finding finding = sick.obstacle().orElseThrow(() -> new AssertionError(sick));
    assertThat(finding.diagnosis()).describedAs("%s", sick).isEqualTo(expected);
    Examination cured = examine(with(parameters, finding.remedy()), null, "socket.io/", page);
    assertThat(cured.findings()).describedAs("%s", cured).isEmpty();
  }

  private static Map<String, String> with(Map<String, String> parameters, Remedy remedy) {
    Map<String, String> cured = new TreeMap<>(parameters);
    for (Remedy.Setting setting : remedy.settings()) {
      String now = parameters.getOrDefault(setting.name(), "");
      cured.put(setting.name(), setting.appliedTo(now));
    }
    return cured;
  }

  @Test
  void withoutAFilter() throws Exception {
    findAndCure(Map.of(), PLAIN, Diagnosis.ORIGIN_NOT_ALLOWED);
  }

  @Test
  void withoutAFilterWhereAPreflightIsDue() throws Exception {
    findAndCure(Map.of(), HEADER, Diagnosis.ORIGIN_NOT_ALLOWED);
  }

  @Test
  void withOtherOrigins() throws Exception {
    Map<String, String> others = Map.of("origin", "https://example.com, https://example.org");
    findAndCure(others, PLAIN, Diagnosis.ORIGIN_NOT_ALLOWED);
    findAndCure(others, HEADER, Diagnosis.ORIGIN_NOT_ALLOWED);
  }

  @Test
  void withAWordWhereAListIsNeeded() throws Exception {
    findAndCure(Map.of("origin", "false"), PLAIN, Diagnosis.ORIGIN_NOT_ALLOWED);
    findAndCure(Map.of("origin", "reflect"), COOKIES, Diagnosis.ALLOW_CREDENTIALS_NOT_TRUE);
    Map<String, String> none = Map.of("origin", ORIGIN, "allowedHeaders", "none");
    findAndCure(none, HEADER, Diagnosis.PREFLIGHT_HEADER);
  }

  @Test
  void withASingleOtherOriginForEverybody() throws Exception {
    Map<String, String> one = Map.of("origin", "https://example.com", "rejectDisallowed", "false");
    Examination sick = examine(one, null, "socket.io/", PLAIN);
    assertThat(sick.obstacle().orElseThrow().diagnosis())
        .isEqualTo(Diagnosis.ALLOW_ORIGIN_MISMATCH);
    assertThat(sick.has(Diagnosis.CROSS_SITE_WEBSOCKET_HIJACKING)).isTrue();
  }

  @Test
  void withAnyOriginAndAPageThatWantsCredentials() throws Exception {
    findAndCure(Map.of("origin", "*"), COOKIES, Diagnosis.ALLOW_ORIGIN_WILDCARD_WITH_CREDENTIALS);
  }

  @Test
  void withoutCredentialsAndAPageThatWantsThem() throws Exception {
    findAndCure(Map.of("origin", ORIGIN), COOKIES, Diagnosis.ALLOW_CREDENTIALS_NOT_TRUE);
  }

  @Test
  void withoutTheHeaderThatThePageSends() throws Exception {
    Map<String, String> other = Map.of("origin", ORIGIN, "allowedHeaders", "content-type");
    findAndCure(other, HEADER, Diagnosis.PREFLIGHT_HEADER);
  }

  @Test
  void withPreflightsPassedOn() throws Exception {
    Map<String, String> passedOn = Map.of("origin", ORIGIN, "preflightContinue", "true");
    findAndCure(passedOn, HEADER, Diagnosis.PREFLIGHT_STATUS);
  }

  @Test
  void withTheReferencesBehaviourForWebSocket() throws Exception {
    Map<String, String> open = Map.of("origin", ORIGIN, "rejectDisallowed", "false");
    Examination sick = examine(open, null, "socket.io/", PLAIN);
    assertThat(sick.connects()).isTrue();
    Finding finding = sick.warnings().get(0);
    assertThat(finding.diagnosis()).isEqualTo(Diagnosis.CROSS_SITE_WEBSOCKET_HIJACKING);
    Examination cured = examine(with(open, finding.remedy()), null, "socket.io/", PLAIN);
    assertThat(cured.findings()).isEmpty();
  }

  @Test
  void withAnotherFilterThatAddsAHeaderOfItsOwn() throws Exception {
    Filter early =
        (request, response, chain) -> {
          ((HttpServletResponse) response).addHeader("Access-Control-Allow-Origin", ORIGIN);
          ((HttpServletResponse) response).addHeader("Access-Control-Allow-Origin", "*");
          chain.doFilter(request, response);
        };
    Map<String, String> good = Map.of("origin", ORIGIN);
    assertThat(examine(good, early, "socket.io/", PLAIN).obstacle().orElseThrow().diagnosis())
        .isEqualTo(Diagnosis.ALLOW_ORIGIN_MULTIPLE);
  }

  @Test
  void withALoginInFrontOfTheFilter() throws Exception {
    Filter login = (request, response, chain) -> ((HttpServletResponse) response).setStatus(401);
    Map<String, String> good = Map.of("origin", ORIGIN);
    assertThat(examine(good, login, "socket.io/", PLAIN).obstacle().orElseThrow().diagnosis())
        .isEqualTo(Diagnosis.REFUSED_BEFORE_CORS);
  }

  @Test
  void withoutTheContextPath() throws Exception {
    Map<String, String> good = Map.of("origin", ORIGIN);
    Finding finding = examine(good, null, "/", PLAIN).obstacle().orElseThrow();
    assertThat(finding.diagnosis()).isEqualTo(Diagnosis.NOT_FOUND);
    Finding meant = examine(good, null, "/app", PLAIN).obstacle().orElseThrow();
    assertThat(meant.detail()).contains("path: \"/app/socket.io/\"");
  }

  @Test
  void everySettingThatADiagnosisNamesIsOneOfThePolicys() {
    Set<String> calls =
        Arrays.stream(CorsPolicy.Builder.class.getMethods())
            .map(Method::getName)
            .collect(Collectors.toSet());
    for (Diagnosis diagnosis : Diagnosis.values()) {
      for (String name : diagnosis.settings()) {
        Remedy.Setting setting = new Remedy.Setting(name, value(name), false);
        Map<String, String> parameters = new TreeMap<>(Map.of("origin", ORIGIN));
        parameters.put(name, value(name));
        assertThat(CorsPolicy.fromParameters(parameters)).isNotNull();
        String call = new Remedy("", List.of(setting)).policyCall();
        assertThat(Pattern.compile("\\)\\.(\\w+)\\(").matcher(call).results())
            .allMatch(called -> calls.contains(called.group(1)))
            .isNotEmpty();
      }
    }
  }

  private static String value(String name) {
    return switch (name) {
      case "origin" -> ORIGIN;
      case "allowedHeaders" -> "my-custom-header";
      case "methods" -> "GET,POST";
      default -> "true";
    };
  }
}
