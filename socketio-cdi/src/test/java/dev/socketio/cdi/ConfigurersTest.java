package dev.socketio.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.socketio.server.SocketIoOptions;
import dev.socketio.server.SocketIoServer;
import dev.socketio.servlet.SocketIoConfigurer;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Beans that set servers up: in which order, and which server. */
class ConfigurersTest {

  private static final String DROP_IN = "dev.socketio.servlet.DropInServlet";

  @ApplicationScoped
  static class Calls {
    private final List<String> names = new ArrayList<>();

    void add(String name) {
      names.add(name);
    }

    List<String> names() {
      return names;
    }
  }

  abstract static class Noted implements SocketIoConfigurer {
    @Inject Calls calls;

    @Override
    public void configure(SocketIoServer server) {
      calls.add(getClass().getName().replaceAll(".*\\$(\\w+?)(\\$.*)?$", "$1"));
    }
  }

  @ApplicationScoped
  static class Alpha extends Noted {
    @Override
    public void configure(SocketIoOptions.Builder options) {
      options.ackTimeout(Duration.ofSeconds(1));
    }
  }

  @ApplicationScoped
  static class Beta extends Noted {}

  @ApplicationScoped
  @Priority(10)
  static class Zeta extends Noted {
    @Override
    public void configure(SocketIoOptions.Builder options) {
      options.ackTimeout(Duration.ofSeconds(9));
    }
  }

  @ApplicationScoped
  @Alternative
  @Priority(20)
  static class InsteadOfBeta extends Beta {}

  @ApplicationScoped
  @SocketIo("chat")
  static class OfChat extends Noted {
    @Override
    public void configure(SocketIoOptions.Builder options) {
      options.ackTimeout(Duration.ofSeconds(3));
    }
  }

  @SocketIoNamespace
  static class Unbindable {
    @OnEvent("x")
    void handler(InputStream stream) {}
  }

  private CdiWorld world;

  @AfterEach
  void end() throws Exception {
    world.close();
  }

  @Test
  void severalAreCalledInTheOrderOfTheirPrioritiesThenOfTheirNames() throws Exception {
    world = CdiWorld.started(Beta.class, Zeta.class, Alpha.class, Calls.class);
    assertThat(world.get(Calls.class).names()).containsExactly("Zeta", "Alpha", "Beta");
    assertThat(world.server().options().ackTimeout()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void aSelectedAlternativeReplacesTheOneItExtends() throws Exception {
    world = CdiWorld.started(Beta.class, InsteadOfBeta.class, Calls.class);
    assertThat(world.get(Calls.class).names()).containsExactly("InsteadOfBeta");
  }

  @Test
  void aQualifiedOneSetsUpItsServerAndNotTheOneThatIsThereByItself() throws Exception {
    // The servlet at the default path names the only configurer that it finds.
    world =
        CdiWorld.of(OfChat.class, Calls.class)
            .servlet("default", Map.of("class", DROP_IN, "configurer", OfChat.class.getName()))
            .servlet("chat", Map.of());
    SocketIoServer byItself = world.start("default");
    world
        .contributor()
        .configurer(world.config("default"), OfChat.class)
        .orElseThrow()
        .configure(byItself);
    assertThat(world.get(Calls.class).names()).isEmpty();

    SocketIoServer chat = world.start("chat");
    assertThat(world.get(Calls.class).names()).containsExactly("OfChat");
    assertThat(chat.options().ackTimeout()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void aServletThatServesNobodyKeepsNoConfigurerToItself() throws Exception {
    world =
        CdiWorld.of(Alpha.class, Calls.class)
            .servlet(
                "default",
                Map.of("class", DROP_IN, "mapping", "", "configurer", Alpha.class.getName()));
    world.start("chat");
    assertThat(world.get(Calls.class).names()).containsExactly("Alpha");
  }

  @Test
  void aServletThatNamesTheConfigurerOfAnotherDoesNotStart() {
    world =
        CdiWorld.of(OfChat.class, Calls.class)
            .servlet("admin", Map.of("configurer", OfChat.class.getName()))
            .servlet("chat", Map.of());
    assertThatThrownBy(() -> world.start("admin"))
        .isInstanceOf(ServletException.class)
        .hasMessageContaining("Servlet \"admin\"")
        .hasMessageContaining("configurer")
        .hasMessageContaining(OfChat.class.getName())
        .hasMessageContaining("@SocketIo(\"chat\")");
  }

  @Test
  void mistakesThatOnlyAServletCanTellAreReportedTogether() {
    world =
        CdiWorld.of(OfChat.class, Calls.class, Unbindable.class)
            .servlet("admin", Map.of("configurer", OfChat.class.getName()));
    assertThatThrownBy(() -> world.start("admin"))
        .isInstanceOf(ServletException.class)
        .hasMessageContaining("3 mistakes")
        .hasMessageContaining("[chat]")
        .hasMessageContaining("Servlet \"admin\"")
        .hasMessageContaining(Unbindable.class.getName() + ".handler(InputStream)");
  }
}
