package dev.socketio.it.containers.table;

/** What the table has a row for. */
enum Subject {
  JETTY_EE10("jetty-ee10", "Jetty, ee10"),
  TOMCAT_10("tomcat-10.1", "Tomcat 10.1"),
  WILDFLY("wildfly", "WildFly"),
  SPRING_BOOT("spring-boot", "Spring Boot, embedded Tomcat"),
  JETTY_EE11("jetty-ee11", "Jetty, ee11"),
  TOMCAT_11("tomcat-11", "Tomcat 11"),
  OPEN_LIBERTY("open-liberty", "Open Liberty"),
  GLASSFISH_7("glassfish-7", "GlassFish 7"),
  GLASSFISH_8("glassfish-8", "GlassFish 8"),
  PAYARA("payara", "Payara 6");

  private final String key;
  private final String label;

  Subject(String key, String label) {
    this.key = key;
    this.label = label;
  }

  /** {@return its name in the build: of the directory of its reports, for one} */
  String key() {
    return key;
  }

  /** {@return its name in the table's first column} */
  String label() {
    return label;
  }

  /**
   * {@return its version in the POM}
   *
   * @throws IllegalStateException if the build does not tell
   */
  String version() {
    return BuildProperties.text("socketio.it.version." + key);
  }
}
