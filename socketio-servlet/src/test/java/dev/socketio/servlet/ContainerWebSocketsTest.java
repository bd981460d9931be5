package dev.socketio.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContainerWebSocketsTest {

  private static final WebSocketUpgrader UPGRADER = (request, response, arrival) -> {};

  @Test
  void compressionThatCannotBeHadIsTold() {
    ContainerWebSockets tyrus = new ContainerWebSockets(UPGRADER, "org.example.Tyrus", false);

    assertThat(tyrus.complaint(true)).contains("perMessageDeflate=true", "org.example.Tyrus");
    assertThat(tyrus.complaint(false)).isNull();
  }

  @Test
  void compressionThatCanBeHadIsNoMatter() {
    assertThat(new ContainerWebSockets(UPGRADER, "Tomcat", true).complaint(true)).isNull();
    assertThat(new ContainerWebSockets(null, "none", false).complaint(true)).isNull();
  }
}
