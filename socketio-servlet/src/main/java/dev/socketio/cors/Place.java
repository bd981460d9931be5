package dev.socketio.cors;

/**
 * Where a policy is configured, for messages.
 *
 * @param title what applies it, such as {@code CORS filter "cors"}
 * @param name the name behind which the servlet context may have a policy for it alone
 * @param prefix what the names of its init-parameters start with
 * @param builtBy what gave a policy built in Java, as words for a message; empty where the
 *     init-parameters count
 */
record Place(String title, String name, String prefix, String builtBy) {

  static Place filter(String name) {
    return new Place("CORS filter \"" + name + "\"", name, "", "");
  }

  static Place servlet(String name, String prefix) {
    return new Place("Servlet \"" + name + "\"", name, prefix, "");
  }

  /** The same place with a policy that was built in Java, so that init-parameters do not count. */
  Place builtBy(String giver) {
    return new Place(title, name, prefix, giver);
  }

  /** The name of an init-parameter, as it has to be written here. */
  String parameter(String bare) {
    return prefix + bare;
  }

  /**
   * Which setting to change, where it counts.
   *
   * @param parameter bare name of the init-parameter
   * @param value what to write there, in words
   * @param call of the builder in Java
   */
  String setting(String parameter, String value, String call) {
    return builtBy.isEmpty()
        ? "In init-param "
            + parameter(parameter)
            + " write "
            + value
            + ", or in Java CorsPolicy.builder()."
            + call
            + "."
        : "In Java, where "
            + builtBy
            + " is built, write CorsPolicy.builder()."
            + call
            + ": "
            + value
            + ".";
  }

  /** Where origins are set, in words. */
  String whereOriginsAre() {
    return builtBy.isEmpty() ? "init-param " + parameter("origin") : builtBy;
  }
}
