package dev.socketio.servlet;

import java.util.Arrays;

/**
 * WebSocket implementations that need to be told apart. Everything else is the same for all of
 * them; an unknown one is treated like {@link #OTHER}.
 */
enum ContainerKind {
  /**
   * Allocates message buffers of the size given to {@code setMax*MessageBufferSize} for every
   * session, up front; puts the code 1005 on the wire, which no peer accepts; and closes
   * blockingly, for as long as a user property says.
   */
  TOMCAT("org.apache.tomcat.", false, false),
  /**
   * Ignores the configuration of a single upgrade and uses that of the endpoint registered under
   * its path.
   */
  TYRUS("org.glassfish.tyrus.", true, false),
  /** Sends a close frame without a code when asked for 1005. */
  JETTY("org.eclipse.jetty.", true, true),
  /** As Jetty. */
  UNDERTOW("io.undertow.", true, true),
  /** Any other container. */
  OTHER("", true, false);

  private final String packagePrefix;
  private final boolean sizesBuffersLazily;
  private final boolean closesWithoutCode;

  ContainerKind(String packagePrefix, boolean sizesBuffersLazily, boolean closesWithoutCode) {
    this.packagePrefix = packagePrefix;
    this.sizesBuffersLazily = sizesBuffersLazily;
    this.closesWithoutCode = closesWithoutCode;
  }

  /**
   * {@return the kind that an object of a container belongs to}
   *
   * @param containerObject such as the {@code ServerContainer}
   */
  static ContainerKind of(Object containerObject) {
    String name = containerObject.getClass().getName();
    return Arrays.stream(values())
        .filter(kind -> name.startsWith(kind.packagePrefix))
        .findFirst()
        .orElse(OTHER);
  }

  /**
   * {@return whether a large {@code setMax*MessageBufferSize} costs nothing until a large message
   * comes}
   */
  boolean sizesBuffersLazily() {
    return sizesBuffersLazily;
  }

  /** {@return whether the reserved code 1005 makes a close frame without a code} */
  boolean closesWithoutCode() {
    return closesWithoutCode;
  }
}
