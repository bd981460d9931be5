package dev.socketio.it.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.engine.Caller;
import dev.socketio.it.container.EmbeddedContainer;
import dev.socketio.it.wire.Endpoint;
import dev.socketio.it.wire.Patience;
import dev.socketio.it.wire.PollingProbe;
import dev.socketio.it.wire.WebSocketProbe;
import dev.socketio.server.DisconnectReason;
import dev.socketio.server.SocketIoServer;
import dev.socketio.servlet.SocketIoInitializer;
import dev.socketio.servlet.SocketIoServlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/** Clients that come with the {@code HttpSession} of a login. */
class HttpSessionIT {

  private final BlockingQueue<Caller> callers = new LinkedBlockingQueue<>();
  private final BlockingQueue<DisconnectReason> reasons = new LinkedBlockingQueue<>();
  private final SocketIoServer server = SocketIoServer.create();

  /** A shop: who looks around has a session, who logs in another id, who logs out has none. */
  private static final class Shop extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
      HttpSession session = request.getSession();
      switch (request.getPathInfo()) {
        case "/look" -> session.setAttribute("basket", "empty");
        case "/login" -> {
          request.changeSessionId();
          session.setAttribute("tenant", "acme");
        }
        case "/logout" -> session.invalidate();
        default -> throw new IllegalArgumentException(request.getPathInfo());
      }
    }
  }

  private void deploy(ServletContext context) throws ServletException {
    new SocketIoInitializer().onStartup(Set.of(), context);
    context.addServlet("shop", new Shop()).addMapping("/shop/*");
    server.onConnection(
        socket -> {
          callers.add(socket.handshake().request().caller());
          socket.onDisconnect(reasons::add);
        });
    ServletRegistration.Dynamic registration =
        SocketIoServlet.register(context, "/socket.io", server);
    registration.setInitParameter("closeWithSession", "true");
    registration.setInitParameter("sessionAttributes", "tenant,language");
  }

  private record Browser(URI application, HttpClient http) {
    static Browser at(URI application) {
      return new Browser(
          application,
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .cookieHandler(new CookieManager())
              .build());
    }

    void goes(String page) throws Exception {
      HttpRequest request = HttpRequest.newBuilder(application.resolve("shop/" + page)).build();
      assertThat(http.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
    }

    Endpoint endpoint() {
      return new Endpoint(application.resolve("socket.io/"), http);
    }
  }

  @Test
  void logoutEndsWhatWasOpenedBeforeAndAfterTheLogin() throws Exception {
    try (EmbeddedContainer container = EmbeddedContainer.start("/app", this::deploy)) {
      Browser browser = Browser.at(container.uri());
      browser.goes("look");
      PollingProbe before = PollingProbe.open(browser.endpoint());
      before.connect();
      browser.goes("login");
      WebSocketProbe stranger =
          WebSocketProbe.connected(new Endpoint(container.uri().resolve("socket.io/")));
      WebSocketProbe after = WebSocketProbe.connected(browser.endpoint());

      browser.goes("logout");

      assertThat(after.nextText()).isEqualTo("41");
      after.expectClose();
      assertThat(before.next()).isEqualTo("41");
      assertThat(before.next()).isEqualTo("6");
      assertThat(before.next()).isEqualTo("1");
      assertThat(Patience.take("a disconnect", reasons))
          .isEqualTo(DisconnectReason.SERVER_NAMESPACE_DISCONNECT);
      assertThat(Patience.take("a disconnect", reasons))
          .isEqualTo(DisconnectReason.SERVER_NAMESPACE_DISCONNECT);
      server.emit("news");
      assertThat(stranger.nextText()).isEqualTo("42[\"news\"]");
      WebSocketProbe.connected(browser.endpoint()).close();
      stranger.close();
    }
  }

  @Test
  void handshakeTakesOverTheAttributesThatAreNamed() throws Exception {
    try (EmbeddedContainer container = EmbeddedContainer.start("/app", this::deploy)) {
      Browser browser = Browser.at(container.uri());
      browser.goes("look");
      browser.goes("login");
      PollingProbe.open(browser.endpoint()).connect();
      Caller known = Patience.take("a handshake", callers);
      assertThat(known.sessionAttributes()).isEqualTo(Map.of("tenant", "acme"));
      assertThat(known.sessionId()).isPresent();
      assertThat(known.locales()).isNotEmpty();
      assertThat(known.certificates()).isEmpty();

      PollingProbe.open(new Endpoint(container.uri().resolve("socket.io/"))).connect();
      assertThat(Patience.take("a handshake", callers).sessionAttributes()).isEmpty();
    }
  }
}
