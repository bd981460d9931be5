package dev.socketio.servlet;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Found by the container in the jar; prepares each web application that has the jar. Internal,
 * public only for the container.
 */
public final class SocketIoInitializer implements ServletContainerInitializer {

  /** For the container. */
  public SocketIoInitializer() {}

  @Override
  public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context) {
    context.addListener(new HandoffListener());
  }
}
