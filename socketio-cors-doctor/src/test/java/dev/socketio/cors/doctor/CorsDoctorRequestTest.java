package dev.socketio.cors.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CorsDoctorRequestTest {

  private static CorsDoctorRequest.Builder page() {
    return CorsDoctorRequest.builder("https://api.example.com", "https://my-frontend.com");
  }

  @ParameterizedTest
  @CsvSource({
    "https://my-frontend.com,               https://my-frontend.com",
    "HTTPS://My-Frontend.COM:443/app/,      https://my-frontend.com",
    "http://localhost:8080,                 http://localhost:8080",
    "http://[::1]:80/x?y#z,                 http://[::1]",
    "https://bücher.example,                https://xn--bcher-kva.example",
    "http://[0:0:0:0:0:0:0:1]:5173,         http://[::1]:5173",
    "capacitor://localhost,                 capacitor://localhost",
    "Safari-Web-Extension://7C1E5A2B-AA/p,  safari-web-extension://7C1E5A2B-AA",
    "file:///home/me/index.html,            null",
    "null,                                  null",
  })
  void anOriginIsWrittenAsBrowsersSendIt(String given, String expected) {
    assertThat(CorsDoctorRequest.builder("http://a", given).build().originHeader())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "my-frontend.com",
        "*",
        "https://",
        "https://a b",
        "ws://a",
        "http://a:99999",
        "https://faß.example"
      })
  void whatIsNoOriginIsRefused(String origin) {
    assertThatThrownBy(() -> CorsDoctorRequest.builder("http://a", origin))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Write ");
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.example.com,                                   https://api.example.com/socket.io/",
    "https://api.example.com/admin,                             https://api.example.com/socket.io/",
    "https://api.example.com/app/socket.io,                     https://api.example.com/app/socket.io/",
    "http://API.example.com:80/socket.io/?EIO=4&transport=polling, http://api.example.com/socket.io/",
    "wss://api.example.com/ws/?transport=websocket&EIO=4,       https://api.example.com/ws/",
  })
  void theServersPathIsFoundInTheUrl(String given, String expected) {
    CorsDoctorRequest request = CorsDoctorRequest.builder(given, "http://a").build();
    assertThat(request.serverUrl()).isEqualTo(expected);
  }

  @Test
  void thePathOptionMakesAnyPathOfTheUrlANamespace() {
    CorsDoctorRequest request =
        CorsDoctorRequest.builder("https://a/socket.io/", "http://b").path("/x").build();
    assertThat(request.serverUrl()).isEqualTo("https://a/x/");
    assertThat(request.namespace()).isEqualTo("/socket.io/");
  }

  @Test
  void theDefaultsAreTheClients() {
    CorsDoctorRequest request = page().build();
    assertThat(request.withCredentials()).isFalse();
    assertThat(request.transports()).containsExactly(Transport.POLLING, Transport.WEBSOCKET);
    assertThat(request.headers().lines()).isEmpty();
    assertThat(request.browsers()).containsExactlyInAnyOrder(Browser.values());
    assertThat(request.connectPacket()).isEqualTo("40");
    assertThat(request.network().timeout()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void whatNoClientCanDoIsRefusedAtOnce() {
    assertThatThrownBy(() -> page().path("socket.io")).hasMessageContaining("Write /socket.io");
    assertThatThrownBy(() -> page().extraHeader("my header", "x"))
        .hasMessageContaining("my header");
    assertThatThrownBy(() -> page().extraHeader("x", "a\r\nb")).hasMessageContaining("characters");
    assertThatThrownBy(() -> page().cookie("a")).hasMessageContaining("name=value");
    assertThatThrownBy(() -> page().cookie("a=b\r\nX: y")).hasMessageContaining("name=value");
    assertThatThrownBy(() -> page().transports()).hasMessageContaining("at least one");
    assertThatThrownBy(() -> page().browsers(List.of())).hasMessageContaining("at least one");
    assertThatThrownBy(() -> page().auth("token")).hasMessageContaining("JSON object");
    assertThatThrownBy(() -> page().timeout(Duration.ZERO)).hasMessageContaining("PT0S");
  }
}
