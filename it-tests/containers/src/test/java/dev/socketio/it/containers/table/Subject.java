package dev.socketio.it.containers.table;

/** What the table has a row for. */
enum Subject {
  JETTY_EE10("jetty-ee10", "Jetty, ee10", true),
  TOMCAT_10("tomcat-10.1", "Tomcat 10.1", true),
  WILDFLY("wildfly", "WildFly", true),
  SPRING_BOOT("spring-boot", "Spring Boot, embedded Tomcat", true),
  JETTY_EE11("jetty-ee11", "Jetty, ee11", false),
  TOMCAT_11("tomcat-11", "Tomcat 11", false),
  OPEN_LIBERTY("open-liberty", "Open Liberty", false),
  GLASSFISH_7("glassfish-7", "GlassFish 7", false),
  GLASSFISH_8("glassfish-8", "GlassFish 8", false),
  PAYARA("payara", "Payara 6", false);

  private final String key;
  private final String label;
  private final boolean inEachRun;

  Subject(String key, String label, boolean inEachRun) {
    this.key = key;
    this.label = label;
    this.inEachRun = inEachRun;
  }

  /** {@return its name in the build: of the directory of its reports, for one} */
  String key() {
    return key;
  }

  /** {@return its name in the table's first column} */
  String label() {
    return label;
  }

  /** {@return whether the build runs it without being asked to} */
  boolean inEachRun() {
    return inEachRun;
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
