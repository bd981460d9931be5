package dev.socketio.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.socketio.engine.EngineOptions;
import dev.socketio.engine.TransportName;
import dev.socketio.server.Dispatch;
import dev.socketio.server.SocketIoOptions;
import jakarta.servlet.ServletException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InitParamsTest {

  private static final Map<String, String> ENGINE =
      Map.of(
          "pingInterval", "1001",
          "pingTimeout", "1002",
          "upgradeTimeout", "1003",
          "maxHttpBufferSize", "1004",
          "transports", "websocket",
          "allowUpgrades", "false",
          "bodyTimeout", "1005",
          "closeTimeout", "1006",
          "sendQueueBytes", "100007",
          "sendQueueAge", "1008");

  private final ServletParams servlet = new ServletParams();

  private SocketIoOptions socketIo(Map<String, String> params) throws ServletException {
    SocketIoOptions.Builder builder = SocketIoOptions.builder();
    SocketIoInitParams.table().apply(params, new SocketIoInitParams.Target(builder, servlet));
    return builder.build();
  }

  private EngineOptions engineIo(Map<String, String> params) throws ServletException {
    EngineOptions.Builder builder = EngineOptions.builder();
    EngineInitParams.table().apply(params, new EngineInitParams.Target(builder, servlet));
    return builder.build();
  }

  private static void assertEngineOptions(EngineOptions options) {
    assertThat(options.pingInterval()).isEqualTo(Duration.ofMillis(1001));
    assertThat(options.pingTimeout()).isEqualTo(Duration.ofMillis(1002));
    assertThat(options.upgradeTimeout()).isEqualTo(Duration.ofMillis(1003));
    assertThat(options.maxHttpBufferSize()).isEqualTo(1004);
    assertThat(options.transports()).isEqualTo(Set.of(TransportName.WEBSOCKET));
    assertThat(options.allowUpgrades()).isFalse();
    assertThat(options.bodyTimeout()).isEqualTo(Duration.ofMillis(1005));
    assertThat(options.closeTimeout()).isEqualTo(Duration.ofMillis(1006));
    assertThat(options.sendQueueBytes()).isEqualTo(100_007);
    assertThat(options.sendQueueAge()).isEqualTo(Duration.ofMillis(1008));
  }

  @Test
  void engineOptionsReachBothServlets() throws ServletException {
    assertEngineOptions(engineIo(ENGINE));
    assertEngineOptions(socketIo(ENGINE).engine());
  }

  @Test
  void socketIoOptionsReachTheServer() throws ServletException {
    SocketIoOptions options =
        socketIo(
            Map.of(
                "connectTimeout", "2001",
                "ackTimeout", "2002",
                "receiveQueueBytes", "20000003",
                "maxAttachments", "4",
                "dispatch", "direct"));

    assertThat(options.connectTimeout()).isEqualTo(Duration.ofMillis(2001));
    assertThat(options.ackTimeout()).isEqualTo(Duration.ofMillis(2002));
    assertThat(options.receiveQueueBytes()).isEqualTo(20_000_003);
    assertThat(options.maxAttachments()).isEqualTo(4);
    assertThat(options.dispatch()).isEqualTo(Dispatch.direct());
    assertThat(socketIo(Map.of("dispatch", "auto")).dispatch()).isEqualTo(Dispatch.auto());
  }

  @Test
  void servletOptionsReachTheServlet() throws ServletException {
    socketIo(
        Map.of(
            "addTrailingSlash", "false",
            "perMessageDeflate", "true",
            "roles", "admin, user",
            "configurer", "com.example.Chat",
            "server", "my.server"));

    assertThat(servlet.addTrailingSlash).isFalse();
    assertThat(servlet.perMessageDeflate).isTrue();
    assertThat(servlet.roles).isEqualTo(Set.of("admin", "user"));
    assertThat(servlet.configurer()).contains("com.example.Chat");
    assertThat(servlet.server()).contains("my.server");
  }

  @Test
  void servletDefaultsAreThoseOfTheReference() {
    assertThat(servlet.addTrailingSlash).isTrue();
    assertThat(servlet.perMessageDeflate).isFalse();
    assertThat(servlet.roles).isEmpty();
  }

  /** The options of the reference that are no option here, each with something to do instead. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "path", "serveClient", "adapter", "parser", "connectionStateRecovery",
        "cleanupEmptyChildNamespaces", "httpCompression", "allowRequest", "cookie", "cors",
        "allowEIO3", "wsEngine", "initialPacket", "destroyUpgrade", "destroyUpgradeTimeout"
      })
  void otherOptionsOfTheReferenceAreRefusedWithARemedy(String name) {
    assertThatThrownBy(() -> socketIo(Map.of(name, "x")))
        .isInstanceOf(ServletException.class)
        .hasMessageContaining("\"" + name + "\" (set to \"x\") is not supported here: ");
  }

  @Test
  void optionsOfAServerThatExistsAreRefusedButNotThoseOfItsServlet() {
    assertThatThrownBy(
            () ->
                SocketIoInitParams.refuseServerOptions(
                    Map.of("pingInterval", "1", "ackTimeout", "1", "roles", "x")))
        .hasMessageContaining("[ackTimeout, pingInterval]");
    assertThatCode(
            () ->
                SocketIoInitParams.refuseServerOptions(
                    Map.of("roles", "x", "configurer", "x", "perMessageDeflate", "true")))
        .doesNotThrowAnyException();
  }
}
