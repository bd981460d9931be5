package dev.socketio.cors.doctor;

/** The browsers whose rules and messages the doctor knows. */
public enum Browser {
  /** Mozilla Firefox; messages as in version 153. */
  FIREFOX("Firefox"),
  /**
   * Google Chrome, Chromium and what is built from it, such as Edge; messages as in version 156.
   */
  CHROME("Chrome");

  private final String title;

  Browser(String title) {
    this.title = title;
  }

  /** {@return its name, for people} */
  public String title() {
    return title;
  }
}
