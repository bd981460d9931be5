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
  TOMCAT("org.apache.tomcat.", false, false, true),
  /**
   * Ignores the configuration of a single upgrade and uses that of the endpoint registered under
   * its path.
   */
  TYRUS("org.glassfish.tyrus.", true, false, true),
  /** Sends a close frame without a code when asked for 1005. */
  JETTY("org.eclipse.jetty.", true, true, true),
  /** As Jetty. */
  UNDERTOW("io.undertow.", true, true, true),
  /** Any other container. One of them, Open Liberty, reaches for the array of what it sends. */
  OTHER("", true, false, false);

  private final String packagePrefix;
  private final boolean sizesBuffersLazily;
  private final boolean closesWithoutCode;
  private final boolean sendsReadOnlyBuffers;

  ContainerKind(
      String packagePrefix,
      boolean sizesBuffersLazily,
      boolean closesWithoutCode,
      boolean sendsReadOnlyBuffers) {
    this.packagePrefix = packagePrefix;
    this.sizesBuffersLazily = sizesBuffersLazily;
    this.closesWithoutCode = closesWithoutCode;
    this.sendsReadOnlyBuffers = sendsReadOnlyBuffers;
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

  /** {@return whether a buffer without an accessible array can be sent} */
  boolean sendsReadOnlyBuffers() {
    return sendsReadOnlyBuffers;
  }
}
