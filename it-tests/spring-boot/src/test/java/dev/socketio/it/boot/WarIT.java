package dev.socketio.it.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.it.client.Mode;
import dev.socketio.it.client.NodeScript;
import dev.socketio.it.wire.Endpoint;
import dev.socketio.servlet.SocketIoInitializer;
import dev.socketio.servlet.SocketIoServlet;
import jakarta.servlet.ServletContainerInitializer;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.SpringServletContainerInitializer;

/**
 * The application in a container that runs the initializers of all jars of a WAR, Spring's and
 * ours, in an order that nobody knows.
 */
class WarIT {
  private static final List<ServletContainerInitializer> INITIALIZERS =
      List.of(new SocketIoInitializer(), new SpringServletContainerInitializer());

  private final Tomcat tomcat = new Tomcat();
  @TempDir private Path base;

  private Context start(boolean springFirst) throws LifecycleException {
    tomcat.setBaseDir(base.toString());
    tomcat.setHostname("127.0.0.1");
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    Context context = tomcat.addContext("/shop", base.toString());
    context.addServletContainerInitializer(new WsSci(), null);
    List<ServletContainerInitializer> initializers = new ArrayList<>(INITIALIZERS);
    if (springFirst) {
      Collections.reverse(initializers);
    }
    initializers.forEach(
        initializer -> context.addServletContainerInitializer(initializer, Set.of(ChatWar.class)));
    tomcat.start();
    assertThat(context.getState()).isEqualTo(LifecycleState.STARTED);
    return context;
  }

  private Endpoint endpoint() {
    int port = tomcat.getConnector().getLocalPort();
    return new Endpoint(URI.create("http://127.0.0.1:" + port + "/shop/socket.io/"));
  }

  @AfterEach
  void stop() throws LifecycleException {
    tomcat.stop();
    tomcat.destroy();
  }

  @TestFactory
  Stream<DynamicTest> theBeanServesWhenSpringIsLast() throws Exception {
    start(false);
    return new NodeScript("greet.mjs").run(endpoint(), Mode.UPGRADE);
  }

  @TestFactory
  Stream<DynamicTest> theBeanServesWhenSpringIsFirst() throws Exception {
    start(true);
    return new NodeScript("greet.mjs").run(endpoint(), Mode.UPGRADE);
  }

  @Test
  void thereIsOneServer() throws Exception {
    Context context = start(false);

    assertThat(SocketIoServlet.find(context.getServletContext())).isPresent();
  }

  @Test
  void errorsAreToldAsAnywhereElse() throws Exception {
    start(false);
    HttpResponse<String> refused = endpoint().get("EIO=3&transport=polling");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body())
        .isEqualTo("{\"code\":5,\"message\":\"Unsupported protocol version\"}");
  }
}
