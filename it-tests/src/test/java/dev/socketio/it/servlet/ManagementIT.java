package dev.socketio.it.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.it.container.EmbeddedContainer;
import dev.socketio.it.container.WebApplication;
import dev.socketio.it.wire.Endpoint;
import dev.socketio.it.wire.PollingProbe;
import dev.socketio.it.wire.WebSocketProbe;
import dev.socketio.server.SocketIoServer;
import dev.socketio.servlet.SocketIoServlet;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.Test;

/** What JMX shows of a server. */
class ManagementIT {
  private static final MBeanServer BEANS = ManagementFactory.getPlatformMBeanServer();

  private static Set<ObjectName> shown() throws Exception {
    return BEANS.queryNames(
        new ObjectName("dev.socketio:type=SocketIoServer,context=\"/managed\",*"), null);
  }

  private static Map<String, Object> table(ObjectName bean, String attribute) throws Exception {
    Map<String, Object> table = new TreeMap<>();
    for (Object row : ((TabularData) BEANS.getAttribute(bean, attribute)).values()) {
      CompositeData entry = (CompositeData) row;
      table.put((String) entry.get("key"), entry.get("value"));
    }
    return table;
  }

  private static WebApplication application(SocketIoServer server, String jmx) {
    return context ->
        SocketIoServlet.register(context, "/socket.io", server).setInitParameter("jmx", jmx);
  }

  @Test
  void connectionsSocketsRoomsAndRefusalsAreShownUntilTheServerGoes() throws Exception {
    SocketIoServer server = SocketIoServer.create();
    server.onConnection(
        socket -> {
          socket.join("lobby", "kitchen");
          socket.emit("ready");
        });
    server.of("/other");
    try (EmbeddedContainer container =
        EmbeddedContainer.start("/managed", application(server, "true"))) {
      Endpoint endpoint = new Endpoint(container.uri().resolve("socket.io/"));
      assertThat(shown()).hasSize(1);
      ObjectName bean = shown().iterator().next();
      endpoint.get("EIO=4&transport=polling&sid=nobody");
      endpoint.get("EIO=3&transport=polling");
      try (WebSocketProbe client = WebSocketProbe.connected(endpoint)) {
        assertThat(client.nextText()).contains("ready");
        assertThat(table(bean, "Connections")).isEqualTo(Map.of("polling", 0, "websocket", 1));
        assertThat(table(bean, "Sockets")).isEqualTo(Map.of("/", 1, "/other", 0));
        assertThat(table(bean, "Rooms")).isEqualTo(Map.of("/", 2, "/other", 0));
        assertThat(table(bean, "RequestsRefused"))
            .containsEntry("1 Session ID unknown", 1L)
            .containsEntry("5 Unsupported protocol version", 1L);
        assertThat(BEANS.getAttribute(bean, "ConnectionsOpened")).isEqualTo(1L);
        assertThat((long) BEANS.getAttribute(bean, "PacketsSent")).isGreaterThanOrEqualTo(3);
        assertThat((long) BEANS.getAttribute(bean, "PacketsReceived")).isEqualTo(1);
        assertThat((long) BEANS.getAttribute(bean, "SizeSent")).isPositive();
        assertThat((long) BEANS.getAttribute(bean, "SizeReceived")).isEqualTo(1);
      }
    }
    assertThat(shown()).isEmpty();
  }

  @Test
  void packetsThatWaitAreShown() throws Exception {
    SocketIoServer server = SocketIoServer.create();
    try (EmbeddedContainer container =
        EmbeddedContainer.start("/managed", application(server, "true"))) {
      Endpoint endpoint = new Endpoint(container.uri().resolve("socket.io/"));
      PollingProbe client = PollingProbe.open(endpoint);
      client.connect();
      server.emit("news", "one");
      ObjectName bean = shown().iterator().next();
      assertThat(table(bean, "Connections")).containsEntry("polling", 1);
      assertThat((long) BEANS.getAttribute(bean, "QueuedPackets")).isEqualTo(1);
      assertThat((long) BEANS.getAttribute(bean, "QueuedSize")).isPositive();
      assertThat(client.next()).contains("news");
    }
  }

  @Test
  void oneSwitchKeepsItOut() throws Exception {
    try (EmbeddedContainer container =
        EmbeddedContainer.start("/managed", application(SocketIoServer.create(), "false"))) {
      assertThat(container.uri()).isNotNull();
      assertThat(shown()).isEmpty();
    }
  }
}
