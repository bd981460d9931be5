package dev.socketio.it.cors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.cors.doctor.CorsDoctor;
import dev.socketio.cors.doctor.CorsDoctorRequest;
import dev.socketio.cors.doctor.Diagnosis;
import dev.socketio.cors.doctor.Examination;
import dev.socketio.cors.doctor.Finding;
import dev.socketio.cors.doctor.Severity;
import dev.socketio.cors.doctor.Transport;
import dev.socketio.engine.RequestGate;
import dev.socketio.it.container.EmbeddedContainer;
import dev.socketio.server.SocketIoOptions;
import dev.socketio.server.SocketIoServer;
import dev.socketio.servlet.SocketIoServlet;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServletResponse;
import java.net.InetAddress;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the doctor's probes tell of servers that know their users by a cookie, and of layers. */
class DoctorProbesIT {

  private static final String ORIGIN = "https://my-frontend.com";
  private static final UnaryOperator<CorsDoctorRequest.Builder> PLAIN = page -> page;
  private static final UnaryOperator<CorsDoctorRequest.Builder> USER =
      page -> page.cookie("login=1").withCredentials(true);
  private static final SocketIoOptions FOR_USERS =
      SocketIoOptions.builder()
          .allowRequest(
              request ->
                  CompletableFuture.completedFuture(
                      request.header("cookie").isPresent()
                          ? RequestGate.Verdict.allow()
                          : RequestGate.Verdict.refuse("log in first")))
          .build();

  private static Examination examine(
      SocketIoOptions options,
      @Nullable Filter layer,
      Map<String, String> parameters,
      String origin,
      UnaryOperator<CorsDoctorRequest.Builder> page)
      throws Exception {
    SocketIoServer server = SocketIoServer.create(options);
    try (EmbeddedContainer container =
        EmbeddedContainer.start("/app", context -> deploy(context, server, layer, parameters))) {
      String url = container.uri().resolve("socket.io/").toString();
      CorsDoctorRequest.Builder builder =
          CorsDoctorRequest.builder(url.replaceAll("//[^:/]+", "//localhost"), origin)
              .resolve("my-frontend.com", InetAddress.getLoopbackAddress())
              .resolve("localhost", InetAddress.getByName(container.uri().getHost()));
      return CorsDoctor.examine(page.apply(builder).build());
    }
  }

  private static void deploy(
      ServletContext context,
      SocketIoServer server,
      @Nullable Filter layer,
      Map<String, String> parameters) {
    if (layer != null) {
      var filter = context.addFilter("layer", layer);
      filter.setAsyncSupported(true);
      filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    }
    ServletRegistration.Dynamic chat = context.addServlet("chat", new SocketIoServlet(server));
    chat.setAsyncSupported(true);
    chat.setInitParameters(parameters);
    chat.addMapping("/socket.io/*");
  }

  private static Map<String, String> credentials(String origin) {
    return Map.of("cors.origin", origin, "cors.credentials", "true");
  }

  @Test
  void hijackingOfAServerThatKnowsItsUsersByCookie() throws Exception {
    Map<String, String> open =
        Map.of("cors.origin", ORIGIN, "cors.credentials", "true", "cors.rejectDisallowed", "false");
    Examination examination = examine(FOR_USERS, null, open, ORIGIN, USER);
    assertThat(examination.connects()).describedAs("%s", examination).isTrue();
    assertThat(examination.warnings())
        .describedAs("%s", examination)
        .extracting(Finding::diagnosis)
        .containsExactly(Diagnosis.CROSS_SITE_WEBSOCKET_HIJACKING);
    assertThat(examination.warnings().get(0).detail()).contains("with the cookies login.");
  }

  @Test
  void aServerThatChecksLoginAndOriginGetsNoWarning() throws Exception {
    Examination examination = examine(FOR_USERS, null, credentials(ORIGIN), ORIGIN, USER);
    assertThat(examination.findings()).describedAs("%s", examination).isEmpty();
  }

  @Test
  void webSocketRefusedForTheOriginThoughALoginIsNeededToo() throws Exception {
    Map<String, String> other = credentials("https://good.example");
    Examination user =
        examine(
            FOR_USERS,
            null,
            other,
            ORIGIN,
            page -> USER.apply(page).transports(Transport.WEBSOCKET));
    assertThat(user.obstacle().orElseThrow(() -> new AssertionError(user)).diagnosis())
        .isEqualTo(Diagnosis.WEBSOCKET_ORIGIN_REFUSED);
    Examination nobody =
        examine(FOR_USERS, null, other, ORIGIN, page -> page.transports(Transport.WEBSOCKET));
    assertThat(nobody.obstacle().orElseThrow(() -> new AssertionError(nobody)).detail())
        .contains("Without an Origin header it does not succeed either.");
  }

  @Test
  void aGateThatWantsNoOriginIsNotTakenForThePolicy() throws Exception {
    SocketIoOptions gate =
        SocketIoOptions.builder().allowRequest(RequestGate.withoutOrigin()).build();
    Examination examination = examine(gate, null, Map.of("cors.origin", ORIGIN), ORIGIN, PLAIN);
    Finding finding = examination.obstacle().orElseThrow(() -> new AssertionError(examination));
    assertThat(finding.diagnosis()).isEqualTo(Diagnosis.HANDSHAKE_REFUSED);
    assertThat(finding.detail()).contains("it is not the CORS policy that refuses it");
  }

  @Test
  void anotherLayerThatOverwritesTheHeaderOfAServerThatChecksOrigins() throws Exception {
    Filter layer =
        (request, response, chain) -> {
          ((HttpServletResponse) response)
              .setHeader("Access-Control-Allow-Origin", "https://example.com");
          chain.doFilter(request, response);
        };
    Examination examination =
        examine(SocketIoOptions.defaults(), layer, Map.of("cors.origin", ORIGIN), ORIGIN, PLAIN);
    assertThat(
            examination.findings().stream()
                .filter(finding -> finding.severity() == Severity.BLOCKS))
        .describedAs("%s", examination)
        .extracting(Finding::diagnosis)
        .containsExactly(Diagnosis.ALLOW_ORIGIN_FROM_ELSEWHERE);
    assertThat(examination.has(Diagnosis.CROSS_SITE_WEBSOCKET_HIJACKING)).isFalse();
  }

  @Test
  void pagesWhoseOriginIsWrittenInManyWays() throws Exception {
    String extension = "safari-web-extension://7C1E5A2B-AAAA-BBBB";
    assertConnects(extension, extension);
    assertConnects("http://[::1]:5173", "http://[0:0:0:0:0:0:0:1]:5173");
  }

  private static void assertConnects(String listed, String page) throws Exception {
    Examination examination =
        examine(SocketIoOptions.defaults(), null, Map.of("cors.origin", listed), page, PLAIN);
    assertThat(examination.request().originHeader()).isEqualTo(listed);
    assertThat(examination.findings()).describedAs("%s", examination).isEmpty();
  }
}
