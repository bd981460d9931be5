package dev.socketio.cdi;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.context.spi.Context;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Gives each call a request scope of its own. With direct dispatch the thread may have one already:
 * of the HTTP request, or of another handler that has caused the call. What is in that is put aside
 * for the call where CDI lets us, which is with Weld; elsewhere the call shares it.
 *
 * <p>Threading: safe for use by any thread.
 */
final class RequestScope {

  private final BeanManager beans;
  private final Bean<?> controllers;
  private final Map<Class<?>, Optional<WeldContext.Access>> known = new ConcurrentHashMap<>();

  RequestScope(BeanManager beans) {
    this.beans = beans;
    this.controllers =
        beans.resolve(beans.getBeans(RequestContextController.class, Any.Literal.INSTANCE));
  }

  /**
   * {@return what the code returns}
   *
   * @param code of the application
   * @throws Exception what the code throws
   */
  @Nullable Object call(Contexts.Code code) throws Exception {
    Context active = active();
    if (active == null) {
      return inNew(code);
    }
    WeldContext shared = WeldContext.of(active, known);
    return shared == null ? code.run() : inPlaceOf(shared, code);
  }

  private @Nullable Context active() {
    try {
      return beans.getContext(RequestScoped.class);
    } catch (ContextNotActiveException none) {
      return null;
    }
  }

  private @Nullable Object inNew(Contexts.Code code) throws Exception {
    CreationalContext<?> creation = beans.createCreationalContext(null);
    RequestContextController controller =
        (RequestContextController)
            beans.getReference(controllers, RequestContextController.class, creation);
    boolean activated = controller.activate();
    try {
      return code.run();
    } finally {
      if (activated) {
        controller.deactivate();
      }
      creation.release();
    }
  }

  private static @Nullable Object inPlaceOf(WeldContext shared, Contexts.Code code)
      throws Exception {
    WeldContext.Contents theirs = shared.empty();
    try {
      return code.run();
    } finally {
      shared.restore(theirs);
    }
  }
}
