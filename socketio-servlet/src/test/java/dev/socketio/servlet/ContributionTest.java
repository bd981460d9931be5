package dev.socketio.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.socketio.server.SocketIoOptions;
import dev.socketio.server.SocketIoServer;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a framework adds to a servlet, next to the servlet's own init-params. */
class ContributionTest {

  /** A framework that produces complete options, sets one more, and knows a role. */
  private static final class Framework implements SocketIoContributor {
    private final Optional<SocketIoOptions> whole;

    Framework(Optional<SocketIoOptions> whole) {
      this.whole = whole;
    }

    @Override
    public Optional<SocketIoOptions> options(ServletConfig servlet) {
      return whole;
    }

    @Override
    public void configure(ServletConfig servlet, SocketIoOptions.Builder options) {
      options.maxAttachments(3);
    }

    @Override
    public Set<String> roles(ServletConfig servlet) {
      return Set.of("admin");
    }

    @Override
    public void configure(ServletConfig servlet, SocketIoServer server) {}
  }

  private static Contribution contribution(@Nullable Object attribute) throws ServletException {
    ServletContext context =
        new Fakes().returning("getAttribute", attribute).as(ServletContext.class);
    return Contribution.of(
        new Fakes()
            .returning("getServletContext", context)
            .returning("getServletName", "chat")
            .as(ServletConfig.class));
  }

  private static Contribution producing(SocketIoOptions.Builder options) throws ServletException {
    return contribution(new Framework(Optional.of(options.build())));
  }

  private static SocketIoOptions.Builder fast() {
    return SocketIoOptions.builder().pingInterval(Duration.ofSeconds(1)).maxHttpBufferSize(5000);
  }

  @Test
  void withoutAFrameworkTheDefaultsApply() throws Exception {
    Contribution nothing = contribution(null);

    assertThat(nothing.options(Map.of("pingInterval", "7")).build())
        .isEqualTo(SocketIoOptions.defaults());
    assertThat(nothing.roles(Set.of("user"))).containsExactly("user");
  }

  @Test
  void producedOptionsAreWhereTheServerStarts() throws Exception {
    SocketIoOptions options = producing(fast()).options(Map.of()).build();

    assertThat(options.engine().pingInterval()).isEqualTo(Duration.ofSeconds(1));
    assertThat(options.maxAttachments()).isEqualTo(3);
  }

  @Test
  void initParamThatSaysTheSameIsFine() throws Exception {
    assertThat(producing(fast()).options(Map.of("pingInterval", " 1000", "roles", "user")).build())
        .isNotNull();
  }

  @Test
  void initParamsThatSayOtherwiseAreRefusedTogether() throws Exception {
    Contribution contribution = producing(fast());

    assertThatThrownBy(
            () ->
                contribution.options(
                    Map.of("pingInterval", "1001", "dispatch", "direct", "pingTimeout", "20000")))
        .isInstanceOf(ServletException.class)
        .hasMessageContaining("\"chat\"")
        .hasMessageContaining("[dispatch, pingInterval]")
        .hasMessageContaining("SocketIoOptions");
  }

  @Test
  void rolesAreAddedToThoseOfTheInitParam() throws Exception {
    assertThat(contribution(new Framework(Optional.empty())).roles(Set.of("user")))
        .containsExactlyInAnyOrder("user", "admin");
  }

  @Test
  void somethingElseUnderTheAttributeIsRefused() {
    assertThatThrownBy(() -> contribution("me"))
        .isInstanceOf(ServletException.class)
        .hasMessageContaining(SocketIoContributor.ATTRIBUTE)
        .hasMessageContaining("java.lang.String");
  }
}
