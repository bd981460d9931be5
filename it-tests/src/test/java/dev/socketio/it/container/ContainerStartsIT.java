package dev.socketio.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.server.ServerContainer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class ContainerStartsIT {

  @Test
  void answersGetAndOffersWebSockets() throws Exception {
    try (EmbeddedContainer container =
        EmbeddedContainer.start(WebApplication.of(new Hello(), "/hello/*"))) {
      HttpRequest request = HttpRequest.newBuilder(container.uri().resolve("hello/")).build();

      var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).startsWith(packageOfThisRun());
    }
  }

  @Test
  void servesAnApplicationBelowAContextPath() throws Exception {
    try (EmbeddedContainer container =
        EmbeddedContainer.start("/ctx", WebApplication.of(new Hello(), "/hello/*"))) {
      HttpRequest request = HttpRequest.newBuilder(container.uri().resolve("hello/")).build();

      var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

      assertThat(container.uri().getPath()).isEqualTo("/ctx/");
      assertThat(response.statusCode()).isEqualTo(200);
    }
  }

  private static String packageOfThisRun() {
    String name = System.getProperty(EmbeddedContainer.PROPERTY, "jetty");
    return name.equals("jetty") ? "org.eclipse.jetty." : "org.apache.tomcat.";
  }

  private static final class Hello extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      Object sockets = getServletContext().getAttribute(ServerContainer.class.getName());
      response.getWriter().print(sockets.getClass().getName());
    }
  }
}
