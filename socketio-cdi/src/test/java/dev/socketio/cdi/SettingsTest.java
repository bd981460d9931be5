package dev.socketio.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.socketio.cors.CorsFilter;
import dev.socketio.cors.CorsGuard;
import dev.socketio.cors.CorsPolicy;
import dev.socketio.engine.ConnectionError;
import dev.socketio.engine.EngineError;
import dev.socketio.server.Broadcast;
import dev.socketio.server.DisconnectReason;
import dev.socketio.server.Namespace;
import dev.socketio.server.SocketIoOptions;
import dev.socketio.server.SocketIoServer;
import dev.socketio.servlet.SocketIoConfigurer;
import dev.socketio.servlet.SocketIoContributor;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Specializes;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Settings from producers, several servers, and what applications inject and observe. */
class SettingsTest {

  @Dependent
  static class OnePolicy {
    @Produces
    static CorsPolicy policy() {
      return CorsPolicy.builder().origins("https://a.example").build();
    }
  }

  @Dependent
  static class PolicyOfAdmin {
    @Produces
    @SocketIo("admin")
    CorsPolicy admins = CorsPolicy.perRequest(request -> null);
  }

  @Dependent
  static class Options {
    @Produces
    SocketIoOptions options() {
      return SocketIoOptions.builder().maxAttachments(3).build();
    }
  }

  @Dependent
  @Alternative
  @Priority(1)
  static class OtherOptions {
    @Produces
    SocketIoOptions options() {
      return SocketIoOptions.builder().maxAttachments(4).build();
    }
  }

  @Dependent
  @Alternative
  static class UnselectedOptions {
    @Produces
    SocketIoOptions options() {
      return SocketIoOptions.builder().maxAttachments(5).build();
    }
  }

  @Dependent
  static class SpecialOptions extends Options {
    @Override
    @Produces
    @Specializes
    SocketIoOptions options() {
      return SocketIoOptions.builder().maxAttachments(6).build();
    }
  }

  @ApplicationScoped
  @Specializes
  static class SpecialSetup extends Setup {
    @Override
    public void configure(SocketIoOptions.Builder options) {
      options.ackTimeout(options.build().ackTimeout().plusSeconds(2));
    }
  }

  @ApplicationScoped
  static class Setup implements SocketIoConfigurer {
    @Override
    public void configure(SocketIoOptions.Builder options) {
      options.ackTimeout(Duration.ofSeconds(1));
    }

    @Override
    public void configure(SocketIoServer server) {
      server.of("/made");
    }
  }

  @SocketIoNamespace
  static class Everywhere {
    @OnEvent("where")
    String where() {
      return "everywhere";
    }
  }

  @SocketIoNamespace(server = "admin")
  static class Admin {
    @OnEvent("where")
    String where() {
      return "admin";
    }
  }

  @ApplicationScoped
  static class News {
    @Inject
    @OfNamespace("/news")
    Namespace news;

    @Inject
    @OfNamespace(value = "/news", room = "sports")
    Broadcast sports;

    @Inject
    @SocketIo("admin")
    jakarta.enterprise.inject.Instance<SocketIoServer> admin;

    @Inject jakarta.enterprise.inject.Instance<SocketIoServer> server;

    void tell() {
      news.emit("all");
      sports.emit("some");
    }
  }

  @ApplicationScoped
  static class NewsOfAdmin {
    @Inject
    @OfNamespace(value = "/internal", server = "admin")
    Namespace internal;

    void tell() {
      internal.emit("all");
    }
  }

  @ApplicationScoped
  static class Counter {
    final List<String> seen = new ArrayList<>();

    List<String> seen() {
      return seen;
    }

    void connected(@Observes SocketConnected event) {
      seen.add("came to " + event.socket().namespace().name());
    }

    void disconnected(@Observes SocketDisconnected event) {
      seen.add("left " + event.socket().namespace().name());
    }
  }

  @ApplicationScoped
  static class Watcher {
    final List<Object> seen = new ArrayList<>();
    final CompletableFuture<SocketConnected> later = new CompletableFuture<>();

    List<Object> seen() {
      return seen;
    }

    CompletableFuture<SocketConnected> later() {
      return later;
    }

    void connected(@Observes SocketConnected event) {
      seen.add("connected");
    }

    void connectedLater(@ObservesAsync SocketConnected event) {
      later.complete(event);
    }

    void disconnected(@Observes SocketDisconnected event) {
      seen.add(event.reason());
    }

    void refused(@Observes ConnectionRefused event) {
      seen.add(event.error().error());
    }
  }

  private CdiWorld world;

  @AfterEach
  void end() throws Exception {
    if (world != null) {
      world.close();
    }
  }

  // Policies and options

  @Test
  void theProducedPolicyIsPutWhereFiltersAndServletsLook() {
    world = CdiWorld.of(OnePolicy.class, PolicyOfAdmin.class);
    world.contributor().enter(world.context());

    assertThat(world.attributes)
        .containsEntry(SocketIoContributor.ATTRIBUTE, world.contributor())
        .hasEntrySatisfying(
            CorsFilter.POLICY_ATTRIBUTE,
            policy -> assertThat(policy.toString()).contains("1 origins"))
        .hasEntrySatisfying(
            CorsFilter.POLICY_ATTRIBUTE + ".admin",
            policy -> assertThat(policy.toString()).contains("per request"));
  }

  @Test
  void aPolicyFromTwoPlacesStopsTheServletNamingBoth() {
    world =
        CdiWorld.of(OnePolicy.class).servlet("chat", Map.of("cors.origin", "https://b.example"));
    world.contributor().enter(world.context());
    assertThatThrownBy(() -> CorsGuard.forServlet(world.config("chat"), "cors."))
        .isInstanceOf(ServletException.class)
        .hasMessageContaining("Servlet \"chat\"")
        .hasMessageContaining("(" + OnePolicy.class.getName() + ".policy())")
        .hasMessageContaining("[cors.origin]");
  }

  @Test
  void aPolicyThatNamesNoServerIsNotForOneThatIsNamed() throws Exception {
    world =
        CdiWorld.of(OnePolicy.class, Admin.class)
            .servlet("chat", Map.of())
            .servlet("admin", Map.of("cors.origin", "https://b.example https://c.example"));
    world.contributor().enter(world.context());

    assertThat(CorsGuard.forServlet(world.config("chat"), "cors.").description())
        .contains("1 origins");
    assertThat(CorsGuard.forServlet(world.config("admin"), "cors.").description())
        .contains("2 origins");
  }

  @Test
  void producedOptionsAndConfigurerBeansApply() throws Exception {
    world = CdiWorld.of(Options.class, Setup.class);
    SocketIoServer server = world.start("chat");
    assertThat(server.options().maxAttachments()).isEqualTo(3);
    assertThat(server.options().ackTimeout()).isEqualTo(Duration.ofSeconds(1));
    assertThat(world.open(null).sends("0/made,").received()).first().asString().contains("sid");
  }

  @Test
  void settingsApplyWhereTheExtensionsOwnArchiveSeesNoBeans() throws Exception {
    world = CdiWorld.blind(OnePolicy.class, Options.class, Setup.class);
    world.contributor().enter(world.context());
    SocketIoServer server = world.start("chat");

    assertThat(world.attributes).containsKey(CorsFilter.POLICY_ATTRIBUTE);
    assertThat(server.options().maxAttachments()).isEqualTo(3);
    assertThat(server.options().ackTimeout()).isEqualTo(Duration.ofSeconds(1));
    assertThat(world.open(null).sends("0/made,").received()).first().asString().contains("sid");
  }

  @Test
  void aSelectedAlternativeReplacesTheSettingsOfTheSameServer() throws Exception {
    world = CdiWorld.of(Options.class, OtherOptions.class);
    assertThat(world.start("chat").options().maxAttachments()).isEqualTo(4);
  }

  @Test
  void anAlternativeThatNobodySelectsIsNoSetting() throws Exception {
    world = CdiWorld.of(Options.class, UnselectedOptions.class);
    assertThat(world.start("chat").options().maxAttachments()).isEqualTo(3);
  }

  @Test
  void aSpecializingProducerReplacesTheOther() throws Exception {
    world = CdiWorld.of(Options.class, SpecialOptions.class);
    assertThat(world.start("chat").options().maxAttachments()).isEqualTo(6);
  }

  @Test
  void aSpecializingConfigurerReplacesTheOther() throws Exception {
    world = CdiWorld.of(Setup.class, SpecialSetup.class);
    assertThat(world.start("chat").options().ackTimeout()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void aConfigurerThatAServletNamesIsNotCalledAgain() throws Exception {
    world = CdiWorld.of(Setup.class).servlet("chat", Map.of("configurer", Setup.class.getName()));
    assertThat(world.start("chat").options().ackTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(world.contributor().configurer(world.config("chat"), Setup.class))
        .hasValueSatisfying(configurer -> assertThat(configurer).isInstanceOf(Setup.class));
  }

  // Several servers

  @Test
  void handlersGoToTheServerTheyName() throws Exception {
    world = CdiWorld.of(Everywhere.class, Admin.class).servlet("admin", Map.of());
    assertThat(where(world.start("chat"))).isEqualTo("31[\"everywhere\"]");
    assertThat(where(world.start("admin"))).isEqualTo("31[\"admin\"]");
  }

  private String where(SocketIoServer server) {
    TestClient client = TestClient.open(server, null).sends("0", "21[\"where\"]");
    List<String> received = client.received();
    client.close(dev.socketio.engine.CloseReason.TRANSPORT_CLOSE);
    return received.get(received.size() - 1);
  }

  @Test
  void aServerThatDoesNotExistStopsTheServletNamingThoseThatDo() {
    world = CdiWorld.of(Admin.class);
    assertThatThrownBy(() -> world.start("chat"))
        .isInstanceOf(ServletException.class)
        .hasMessageContaining("[admin]")
        .hasMessageContaining("[chat]");
  }

  // Injection

  @Test
  void namespacesAndRoomsAreInjectedByQualifier() throws Exception {
    world = CdiWorld.of(News.class).servlet("admin", Map.of());
    News news = world.get(News.class);
    SocketIoServer server = world.start("chat");
    TestClient client = world.join("/news");

    news.tell();
    assertThat(client.received()).containsExactly("2/news,[\"all\"]");
    server.of("/news").sockets().values().forEach(socket -> socket.join("sports"));
    news.tell();
    assertThat(client.received()).containsExactly("2/news,[\"all\"]", "2/news,[\"some\"]");
  }

  @Test
  void aNamespaceThatIsInjectedOfOneServerIsNotMadeOnOthers() throws Exception {
    world = CdiWorld.of(NewsOfAdmin.class).servlet("admin", Map.of());
    TestClient outside = TestClient.open(world.start("chat"), null).sends("0/internal,");
    TestClient inside = TestClient.open(world.start("admin"), null).sends("0/internal,");

    assertThat(outside.received()).singleElement().asString().contains("Invalid namespace");
    assertThat(inside.received()).singleElement().asString().contains("sid");
    world.get(NewsOfAdmin.class).tell();
    assertThat(inside.received()).containsExactly("2/internal,[\"all\"]");
    inside.close(dev.socketio.engine.CloseReason.TRANSPORT_CLOSE);
    outside.close(dev.socketio.engine.CloseReason.TRANSPORT_CLOSE);
  }

  @Test
  void aNamespaceOfNoServerInParticularIsMadeOnTheOnlyOneAlthoughItIsNamed() throws Exception {
    world = CdiWorld.of(News.class).servlet("admin", Map.of());
    TestClient client = TestClient.open(world.start("admin"), null).sends("0/news,");
    assertThat(client.received()).singleElement().asString().contains("sid");
    world.get(News.class).tell();
    assertThat(client.received()).containsExactly("2/news,[\"all\"]");
    client.close(dev.socketio.engine.CloseReason.TRANSPORT_CLOSE);
  }

  @Test
  void aNamespaceOfAServerThatDoesNotExistStopsTheServletNamingSocketIoServletsOnly() {
    world =
        CdiWorld.of(NewsOfAdmin.class)
            .servlet("default", Map.of("class", "jakarta.servlet.http.HttpServlet"));
    assertThatThrownBy(() -> world.start("chat"))
        .isInstanceOf(ServletException.class)
        .hasMessageContaining("[admin]")
        .hasMessageContaining("[chat]");
  }

  @Test
  void serversAreInjectedOnceTheyRun() throws Exception {
    world = CdiWorld.of(News.class).servlet("admin", Map.of());
    assertThatThrownBy(() -> world.container.select(SocketIoServer.class).get())
        .hasStackTraceContaining("not running");
    SocketIoServer chat = world.start("chat");
    SocketIoServer admin = world.start("admin");

    assertThat(world.container.select(SocketIoServer.class).get()).isSameAs(chat);
    assertThat(world.container.select(SocketIoServer.class, SocketIo.Literal.of("admin")).get())
        .isSameAs(admin);
  }

  // Events

  @Test
  void observersHearOfComingAndGoing() throws Exception {
    world = CdiWorld.started(Watcher.class);
    Watcher watcher = world.get(Watcher.class);
    TestClient client = world.join("/");
    assertThat(watcher.seen()).containsExactly("connected");
    assertThat(watcher.later().get(10, TimeUnit.SECONDS).socket().namespace().name())
        .isEqualTo("/");

    client.sends("1");
    assertThat(watcher.seen())
        .containsExactly("connected", DisconnectReason.CLIENT_NAMESPACE_DISCONNECT);
  }

  @Test
  void observersHearOfNamespacesThatAreMadeInCode() throws Exception {
    world =
        CdiWorld.of(Counter.class, Setup.class, News.class, Everywhere.class)
            .servlet("admin", Map.of());
    world.start("chat");
    world.server().of("/later");
    List<String> expected = new ArrayList<>();
    for (String namespace : List.of("/", "/made", "/news", "/later")) {
      TestClient client = world.join(namespace);
      client.sends(namespace.equals("/") ? "1" : "1" + namespace + ",");
      expected.add("came to " + namespace);
      expected.add("left " + namespace);
    }
    assertThat(world.get(Counter.class).seen()).isEqualTo(expected);
  }

  @Test
  void observersHearOfRefusedRequests() throws Exception {
    world = CdiWorld.started(Watcher.class);
    TestClient.application(world.server())
        .onConnectionError(
            new ConnectionError(
                EngineError.FORBIDDEN, "no", Map.of(), world.open(null).handshake()));
    assertThat(world.get(Watcher.class).seen()).containsExactly(EngineError.FORBIDDEN);
  }
}
