package dev.socketio.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.server.SocketIoServer;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import java.lang.management.ManagementFactory;
import java.util.List;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Versions of an application run side by side under one name. */
class ManagedServerTest {
  private static final MBeanServer BEANS = ManagementFactory.getPlatformMBeanServer();

  private final SocketIoServer older = SocketIoServer.create();
  private final SocketIoServer newer = SocketIoServer.create();

  private static ServletConfig config() {
    ServletContext context =
        new Fakes()
            .returning("getVirtualServerName", "Catalina/localhost")
            .returning("getContextPath", "/versions")
            .as(ServletContext.class);
    return new Fakes()
        .returning("getServletContext", context)
        .returning("getServletName", "chat")
        .as(ServletConfig.class);
  }

  private static List<String> numbers() throws Exception {
    return BEANS
        .queryNames(
            new ObjectName("dev.socketio:type=SocketIoServer,context=\"/versions\",*"), null)
        .stream()
        .map(name -> String.valueOf(name.getKeyProperty("number")))
        .sorted()
        .toList();
  }

  private static int namespaces(String more) throws Exception {
    ObjectName name =
        new ObjectName(
            "dev.socketio:type=SocketIoServer,host=\"Catalina/localhost\",context=\"/versions\","
                + "servlet=\"chat\""
                + more);
    return ((javax.management.openmbean.TabularData) BEANS.getAttribute(name, "Sockets")).size();
  }

  @AfterEach
  void close() {
    older.close();
    newer.close();
  }

  @Test
  void eachIsShownUntilItGoesItself() throws Exception {
    newer.of("/only-in-the-newer");
    Runnable olderGoes = ManagedServer.register(older, config());
    Runnable newerGoes = ManagedServer.register(newer, config());

    assertThat(numbers()).containsExactly("2", "null");
    assertThat(namespaces("")).isEqualTo(1);
    assertThat(namespaces(",number=2")).isEqualTo(2);

    olderGoes.run();
    assertThat(numbers()).containsExactly("2");
    Runnable newestGoes = ManagedServer.register(older, config());
    assertThat(numbers()).containsExactly("2", "null");

    newestGoes.run();
    newerGoes.run();
    assertThat(numbers()).isEmpty();
  }
}
