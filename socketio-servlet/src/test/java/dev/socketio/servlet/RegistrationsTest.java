package dev.socketio.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrationsTest {

  @ParameterizedTest
  @CsvSource({
    "/socket.io, /socket.io/*",
    "/socket.io/, /socket.io/*",
    "/socket.io/*, /socket.io/*",
    "/a/b, /a/b/*",
    "/, /*",
    "/*, /*",
    "'', /*"
  })
  void pathIsMappedWithAllBelow(String path, String mapping) {
    assertThat(Registrations.mapping(path)).isEqualTo(mapping);
  }

  @ParameterizedTest
  @ValueSource(strings = {"socket.io", "*.io", "/a*/b", "socket.io/*"})
  void otherPathIsRefused(String path) {
    assertThatThrownBy(() -> Registrations.mapping(path))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"" + path + "\"", "/socket.io");
  }

  @Test
  void takenNameIsRefused() {
    ServletContext context = new Fakes().returning("addServlet", null).as(ServletContext.class);

    assertThatThrownBy(() -> Registrations.add(context, "/chat", new SocketIoServlet()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("\"Socket.IO /chat/*\"");
  }

  @Test
  void takenPathIsRefused() {
    ServletRegistration.Dynamic registration =
        new Fakes()
            .returning("setAsyncSupported", null)
            .returning("setLoadOnStartup", null)
            .returning("addMapping", Set.of("/chat/*"))
            .as(ServletRegistration.Dynamic.class);
    ServletContext context =
        new Fakes().returning("addServlet", registration).as(ServletContext.class);

    assertThatThrownBy(() -> Registrations.add(context, "/chat", new SocketIoServlet()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("/chat/*");
  }
}
