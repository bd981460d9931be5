package dev.socketio.it.browser;

class ChromiumSeedErrorsIT extends SeedErrors {

  ChromiumSeedErrorsIT(Chromium chromium) {
    super(chromium, dev.socketio.cors.doctor.Browser.CHROME);
  }
}
