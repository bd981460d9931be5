package dev.socketio.it.browser;

/** The messages that the documentation quotes are Firefox's. */
class FirefoxSeedErrorsIT extends SeedErrors {

  FirefoxSeedErrorsIT(Firefox firefox) {
    super(firefox, dev.socketio.cors.doctor.Browser.FIREFOX);
  }
}
