package dev.socketio.it.browser;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Pages of any host, in Chromium. */
@UsesBrowsers
abstract class InChromium {

  static Frontend frontend;

  final Chromium chromium;

  InChromium(Chromium chromium) {
    this.chromium = chromium;
  }

  @BeforeAll
  static void startFrontend() throws Exception {
    frontend = Frontend.start();
  }

  @AfterAll
  static void stopFrontend() throws Exception {
    frontend.close();
  }

  /** How a page of an origin fares that does nothing else. */
  Outcome connect(String origin, Attempt attempt) {
    try (Page page = chromium.open(origin + "/")) {
      return page.connect(attempt);
    }
  }
}
