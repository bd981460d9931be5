package dev.socketio.cors.doctor.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebUrlTest {

  @ParameterizedTest
  @CsvSource({
    "HTTP://Example.COM:80,         http://example.com/",
    "https://example.com:443/a?b#c, https://example.com/a?b",
    "ws://example.com:3000/a b,     http://example.com:3000/a%20b",
    "wss://[2001:DB8::1]:444?,      https://[2001:db8::1]:444/",
    "http://bücher.example/,        http://xn--bcher-kva.example/",
    "http://[0:0:0:0:0:0:0:1]:5173, http://[::1]:5173/",
    "http://[2001:DB8:0:0:1:0:0:1], http://[2001:db8::1:0:0:1]/",
    "http://[2001:db8:0:1:1:1:1:1], http://[2001:db8:0:1:1:1:1:1]/",
    "http://[1:0:0:2:0:0:0:3],      http://[1:0:0:2::3]/",
    "http://[::],                   http://[::]/",
    "http://[1::0:0],               http://[1::]/",
    "http://[::ffff:127.0.0.1],     http://[::ffff:7f00:1]/",
    "http://192.168.0.10:8080,      http://192.168.0.10:8080/",
    "http://my_host/,               http://my_host/",
  })
  void aUrlIsWrittenAsBrowsersWriteIt(String given, String expected) {
    assertThat(WebUrl.parse(given)).hasToString(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example.com",
        "ftp://example.com",
        "http://",
        "http://:80",
        "http://a:b",
        "http://a:65536",
        "http://user@example.com",
        "http://a b",
        "http://[::1",
        "http://[1:2]",
        "http://[1::2::3]",
        "http://[1.2.3.4]",
        "http://127.1",
        "http://127.0.0.01",
        "http://0x7f000001",
        "http://1.2.3.256",
        "http://a..\u0000"
      })
  void whatIsNoUrlIsRefusedWithAnExample(String text) {
    assertThatThrownBy(() -> WebUrl.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Write for example");
  }

  /** The JDK knows the older standard only, by which these would be other hosts. */
  @ParameterizedTest
  @ValueSource(strings = {"http://faß.example", "http://straße.de/", "http://ὀδυσσεύς.example"})
  void aHostThatTheStandardsWriteDifferentlyIsToBeGivenInAscii(String text) {
    assertThatThrownBy(() -> WebUrl.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("xn--");
  }

  @ParameterizedTest
  @CsvSource({
    "https://b.com/x,  https://b.com/x",
    "//b.com,          http://b.com/",
    "/y?z,             http://a.com:81/y?z",
    "y,                http://a.com:81/p/y",
    "?z,               http://a.com:81/p/q?z",
  })
  void aLocationIsResolved(String location, String expected) {
    assertThat(WebUrl.parse("http://a.com:81/p/q?r").resolve(location)).hasToString(expected);
  }
}
