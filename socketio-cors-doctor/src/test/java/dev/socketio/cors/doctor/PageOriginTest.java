package dev.socketio.cors.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.cors.doctor.wire.WebUrl;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageOriginTest {

  @ParameterizedTest
  @CsvSource({
    "https://app.example.com, https://api.example.com, true",
    "https://example.com,     https://api.example.com, true",
    "https://example.com,     https://example.org,     false",
    "https://a.co.uk,         https://b.co.uk,         false",
    "https://www.a.co.uk,     https://api.a.co.uk,     true",
    "https://a.ne.jp,         https://b.ne.jp,         false",
    "https://app.example.com, http://api.example.com,  false",
    "http://localhost:8080,   http://localhost:9090,   true",
    "http://127.0.0.1,        http://10.0.0.1,         false",
    "http://10.1.0.1,         http://10.0.0.1,         false",
    "http://[::1],            http://[::2],            false",
  })
  void hostsOfOneRegistrableDomainAreOfOneSite(String page, String server, boolean same) {
    assertThat(PageOrigin.parse(page).isSameSite(WebUrl.parse(server))).isEqualTo(same);
  }
}
