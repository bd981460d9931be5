package dev.socketio.cors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("An origin in a configuration")
class ConfiguredOriginTest {

  @ParameterizedTest(name = "{0} is {1}")
  @DisplayName("X5: is brought into the form browsers send")
  @CsvSource({
    "https://example.com, https://example.com",
    "HTTPS://Example.COM:443, https://example.com",
    "http://localhost:8080, http://localhost:8080",
    "https://b\u00fccher.example, https://xn--bcher-kva.example",
    "https://B\u00dcCHER.example, https://xn--bcher-kva.example",
    "https://\u65e5\u672c.example:8443, https://xn--wgv71a.example:8443",
    "http://[0:0:0:0:0:0:0:1]:3000, http://[::1]:3000",
    "http://192.168.0.10, http://192.168.0.10",
    "file://, file://",
    "app://-, app://-",
    "null, null",
  })
  void isBroughtIntoTheFormBrowsersSend(String written, String serialized) {
    assertThat(ConfiguredOrigin.read("origin", written)).hasToString(serialized);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @DisplayName("that no browser can send stops the deployment, and says what to write")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          https://example.com/         | write "https://example.com"
          https://example.com/app      | write "https://example.com"
          https://example.com?x=1      | write "https://example.com"
          https://example.com#top      | write "https://example.com"
          https://me@example.com       | write "https://example.com"
          example.com                  | write "https://example.com"
          localhost:3000               | write "https://localhost:3000"
          //example.com                | it has no scheme
          wss://example.com            | write "https://example.com"
          ws://localhost:3000          | write "http://localhost:3000"
          https://                     | it has no host
          https://example.com:         | is not a port
          https://example.com:0        | is not a port
          https://example.com:65536    | is not a port
          https://example.com:https    | is not a port
          https://exa mple.com         | is not a host
          https://example..com         | is not a host
          https://exa{mple.com         | is not a host
          1https://example.com         | is not a scheme
          http://0x7f.0.0.1            | four decimal numbers
          http://127.1                 | four decimal numbers
          http://[::g]                 | is not a host
          https://fa\u00df.example     | ASCII form
          https://\u03c3\u03c2.example | ASCII form
          https://\uff45xample.com     | ASCII form
          """)
  void thatNoBrowserCanSendStopsTheDeployment(String written, String remedy) {
    assertThatThrownBy(() -> ConfiguredOrigin.read("cors.origin", written))
        .isInstanceOf(CorsConfigurationException.class)
        .hasMessageStartingWith(
            "CORS parameter \"cors.origin\" has the value \"" + written + "\": ")
        .hasMessageContaining(remedy)
        .hasMessageContaining(" Remedy: ");
  }
}
