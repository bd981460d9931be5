package dev.socketio.cors;

/**
 * Where a policy is configured, for messages.
 *
 * @param title what applies it, such as {@code CORS filter "cors"}
 * @param name the name behind which the servlet context may have a policy for it alone
 * @param prefix what the names of its init-parameters start with
 */
record Place(String title, String name, String prefix) {

  static Place filter(String name) {
    return new Place("CORS filter \"" + name + "\"", name, "");
  }

  static Place servlet(String name, String prefix) {
    return new Place("Servlet \"" + name + "\"", name, prefix);
  }

  /** The name of an init-parameter, as it has to be written here. */
  String parameter(String bare) {
    return prefix + bare;
  }
}
