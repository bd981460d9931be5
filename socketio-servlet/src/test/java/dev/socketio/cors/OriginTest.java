package dev.socketio.cors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An Origin header")
class OriginTest {

  @ParameterizedTest(name = "{0} is {1}")
  @DisplayName("is brought into the form browsers send")
  @CsvSource({
    "https://example.com, https://example.com",
    "HTTPS://Example.COM, https://example.com",
    "https://example.com:443, https://example.com",
    "http://example.com:80, http://example.com",
    "http://example.com:443, http://example.com:443",
    "https://example.com:8443, https://example.com:8443",
    "http://localhost:3000, http://localhost:3000",
    "https://single, https://single",
    "https://example.com., https://example.com.",
    "https://xn--bcher-kva.example, https://xn--bcher-kva.example",
    "http://my_host, http://my_host",
    "http://127.0.0.1:8080, http://127.0.0.1:8080",
    "http://[::1]:8080, http://[::1]:8080",
    "http://[0:0:0:0:0:0:0:1], http://[::1]",
    "http://[2001:DB8:0:0:1:0:0:1], http://[2001:db8::1:0:0:1]",
    "http://[::ffff:192.0.2.1], http://[::ffff:c000:201]",
    "http://[1:0:2:3:4:5:6:7], http://[1:0:2:3:4:5:6:7]",
    "http://[1:2:3:4:5:6:7::], http://[1:2:3:4:5:6:7:0]",
    "http://[::], http://[::]",
    "http://example.com:0, http://example.com:0",
    "http://example.com:65535, http://example.com:65535",
    "file://, file://",
    "chrome-extension://abcdefghijklmnop, chrome-extension://abcdefghijklmnop",
    "capacitor://localhost, capacitor://localhost",
    "null, null",
  })
  void isBroughtIntoTheFormBrowsersSend(String header, String serialized) {
    assertThat(Origin.parse(header)).map(Origin::toString).contains(serialized);
  }

  @ParameterizedTest
  @DisplayName("Z8, Z9, Z10: that is not exactly an origin is none, and nothing crashes")
  @ValueSource(
      strings = {
        "",
        " ",
        "NULL",
        "null ",
        "example.com",
        "//example.com",
        "https:",
        "https:/",
        "https://",
        "https:/example.com",
        "https:///example.com",
        "://example.com",
        "1http://example.com",
        "https://example.com/",
        "https://example.com//",
        "https://example.com/path",
        "https://example.com?x",
        "https://example.com#x",
        "https://user@example.com",
        "https://user:pass@example.com",
        "https://example.com@evil.com",
        "https://example.com\\@evil.com",
        "https://example.com, https://evil.com",
        "https://example.com https://evil.com",
        "https://example.com,evil.com",
        " https://example.com",
        "https://example.com ",
        "https://example.com\t",
        "https://example.com\r\nSet-Cookie: a=b",
        "https://example.com\u0000",
        "https://exa\u0000mple.com",
        "https://example.com%00.evil.com",
        "https://ex%61mple.com",
        "https://example.com{.evil.com",
        "https://example.com`.evil.com",
        "https://example..com",
        "https://.example.com",
        "https://.",
        "https://b\u00fccher.example",
        "https://example\u3002com",
        "https://\uff45xample.com",
        "https://*.example.com",
        "https://example.com:",
        "https://example.com:x",
        "https://example.com:-1",
        "https://example.com:+1",
        "https://example.com:65536",
        "https://example.com:99999",
        "https://example.com:4430000000000",
        "https://example.com:0443",
        "https://example.com:443:443",
        "https://example.com:443/",
        "http://256.0.0.1",
        "http://1.2.3",
        "http://1.2.3.4.5",
        "http://01.2.3.4",
        "http://0x7f.1",
        "http://2130706433",
        "http://1.2.3.4.",
        "http://[",
        "http://]",
        "http://[]",
        "http://[::1",
        "http://::1",
        "http://[::1]x",
        "http://[::1]]",
        "http://[[::1]]",
        "http://[:::1]",
        "http://[1::2::3]",
        "http://[1:2:3:4:5:6:7]",
        "http://[1:2:3:4:5:6:7:8:9]",
        "http://[1:2:3:4:5:6:7::8]",
        "http://[12345::]",
        "http://[::g]",
        "http://[fe80::1%eth0]",
        "http://[::1.2.3]",
        "http://[::1.2.3.400]",
        "http://[1.2.3.4::]",
        "http://[1:2:3:4:5:6:7:1.2.3.4]",
      })
  void thatIsNotExactlyAnOriginIsNone(String header) {
    assertThat(Origin.parse(header)).isEmpty();
  }

  @Test
  @DisplayName("Z10: beyond 4 KiB, a host of 255 characters, labels or a scheme of 64 is refused")
  void beyondTheLimitsIsRefused() {
    assertThat(Origin.parse("https://" + "a.".repeat(127) + "a")).isPresent();
    assertThat(Origin.parse("https://" + "a.".repeat(127) + "ab")).isEmpty();
    assertThat(Origin.parse("https://a." + "b".repeat(63) + ".c")).isPresent();
    assertThat(Origin.parse("https://a." + "b".repeat(64) + ".c")).isEmpty();
    assertThat(Origin.parse("https://" + "a.".repeat(50_000) + "com")).isEmpty();
    assertThat(Origin.parse("x".repeat(1_000_000))).isEmpty();
    assertThat(Origin.parse("x".repeat(5_000) + "://y")).isEmpty();
    assertThat(Origin.parse("x".repeat(64) + "://y")).isPresent();
    assertThat(Origin.parse("x".repeat(65) + "://y")).isEmpty();
  }

  @Test
  @DisplayName("of a scheme of its own keeps the case of its host, as browsers send it")
  void ofASchemeOfItsOwnKeepsTheCaseOfItsHost() {
    assertThat(Origin.parse("safari-web-extension://8E2F-AB"))
        .map(Origin::toString)
        .contains("safari-web-extension://8E2F-AB");
  }

  @Test
  @DisplayName("has a scheme, a host and a port, the default one included")
  void hasASchemeAHostAndAPort() {
    Origin origin = Origin.parse("https://Example.com").orElseThrow();

    assertThat(origin.scheme()).isEqualTo("https");
    assertThat(origin.host()).isEqualTo("example.com");
    assertThat(origin.port()).isEqualTo(443);
    assertThat(origin.isOpaque()).isFalse();
    assertThat(Origin.parse("null").orElseThrow().isOpaque()).isTrue();
    assertThat(Origin.parse("null://").orElseThrow().isOpaque()).isFalse();
  }

  @Test
  @DisplayName("differs from another in scheme, host, port or trailing dot, and in nothing else")
  void differsInSchemeHostPortOrTrailingDot() {
    Origin origin = Origin.parse("https://example.com").orElseThrow();

    assertThat(Origin.parse("HTTPS://EXAMPLE.COM:443"))
        .contains(origin)
        .map(Origin::hashCode)
        .contains(origin.hashCode());
    assertThat(Origin.parse("http://example.com").orElseThrow()).isNotEqualTo(origin);
    assertThat(Origin.parse("https://example.com.").orElseThrow()).isNotEqualTo(origin);
    assertThat(Origin.parse("https://www.example.com").orElseThrow()).isNotEqualTo(origin);
    assertThat(Origin.parse("https://example.com:444").orElseThrow()).isNotEqualTo(origin);
  }
}
