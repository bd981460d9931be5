package dev.socketio.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.it.browser.Attempt.Way;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The application's own page, where a proxy gives the server another name than the browser has for
 * it, and no policy allows anybody else.
 */
class OwnPageBehindAProxyIT extends InChromium {

  OwnPageBehindAProxyIT(Chromium chromium) {
    super(chromium);
  }

  @Test
  void isKnownByWhatTheBrowserSaysOfItsSite() throws Exception {
    try (Backend backend = Backend.start(Map.of());
        TlsFront proxy = TlsFront.replacingHost(backend.port(), "behind.test:8080")) {
      String own = "https://" + Hosts.API + ":" + proxy.port();
      try (Page page = chromium.open(own + "/")) {
        assertThat(page.connect(Attempt.at(own, Way.POLLING)).connected()).isTrue();
      }
      Exchange post = backend.exchange();
      while (!post.method().equals("POST")) {
        post = backend.exchange();
      }
      assertThat(post.origin()).isEqualTo(own);
      assertThat(post.site()).isEqualTo("same-origin");
      assertThat(post.status()).isEqualTo(200);
    }
  }

  /** Where the browser does not say it, the name that the proxy has put there is all there is. */
  @Test
  void mayUseWebSocketOnlyIfTheBrowserSaysItsSiteThereToo() throws Exception {
    try (Backend backend = Backend.start(Map.of());
        TlsFront proxy = TlsFront.replacingHost(backend.port(), "behind.test:8080")) {
      String own = "https://" + Hosts.API + ":" + proxy.port();
      try (Page page = chromium.open(own + "/")) {
        boolean connected = page.connect(Attempt.at(own, Way.WEBSOCKET)).connected();
        Exchange handshake = backend.exchange();
        assertThat(handshake.origin()).isEqualTo(own);
        assertThat(connected).isEqualTo(handshake.site().equals("same-origin"));
        assertThat(handshake.status()).isEqualTo(connected ? 101 : 403);
      }
    }
  }

  @Test
  void remainsTheOnlyOne() throws Exception {
    String foreign = frontend.secureOrigin(Hosts.EVIL);
    try (Backend backend = Backend.start(Map.of());
        TlsFront proxy = TlsFront.replacingHost(backend.port(), "behind.test:8080");
        Page page = chromium.open(foreign + "/")) {
      String server = "https://" + Hosts.API + ":" + proxy.port();
      assertThat(page.connect(Attempt.at(server, Way.POLLING)).connected()).isFalse();
      Exchange handshake = backend.exchange();
      assertThat(handshake.site()).isEqualTo("cross-site");
      assertThat(handshake.status()).isEqualTo(403);
    }
  }
}
