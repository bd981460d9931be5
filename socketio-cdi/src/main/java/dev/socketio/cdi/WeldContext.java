package dev.socketio.cdi;

import jakarta.enterprise.context.spi.AlterableContext;
import jakarta.enterprise.context.spi.Context;
import jakarta.enterprise.context.spi.Contextual;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An active context of Weld, whose contents can be put aside and back: what Weld offers for
 * carrying contexts to other threads. Reached without its classes, which applications do not see in
 * every container.
 *
 * <p>Threading: for the thread where the context is active.
 */
final class WeldContext {

  private static final Logger LOG = System.getLogger(WeldContext.class.getName());

  /** Instances that end may make others once more; whoever goes on like that is left alone. */
  private static final int PASSES = 3;

  /** How to reach the methods, for one class of contexts. */
  record Access(MethodHandle all, MethodHandle replace, MethodHandle contextual) {

    private static final String CONTEXT = "org.jboss.weld.context.WeldAlterableContext";
    private static final String INSTANCE = "org.jboss.weld.context.api.ContextualInstance";

    static @Nullable Access to(Class<?> type) {
      Class<?> context = Interfaces.named(CONTEXT, type);
      if (context == null) {
        return null;
      }
      try {
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        Class<?> instance = Class.forName(INSTANCE, false, context.getClassLoader());
        return new Access(
            lookup
                .findVirtual(
                    context, "getAllContextualInstances", MethodType.methodType(Collection.class))
                .asType(MethodType.methodType(Collection.class, Object.class)),
            lookup
                .findVirtual(
                    context, "clearAndSet", MethodType.methodType(void.class, Collection.class))
                .asType(MethodType.methodType(void.class, Object.class, Collection.class)),
            lookup
                .findVirtual(instance, "getContextual", MethodType.methodType(Contextual.class))
                .asType(MethodType.methodType(Contextual.class, Object.class)));
      } catch (ReflectiveOperationException | LinkageError older) {
        LOG.log(Level.DEBUG, "This Weld cannot put a request scope aside", older);
        return null;
      }
    }
  }

  /** What was in a context. */
  record Contents(Collection<?> instances) {}

  private final AlterableContext context;
  private final Access access;

  private WeldContext(AlterableContext context, Access access) {
    this.context = context;
    this.access = access;
  }

  /**
   * {@return the context, if it is one of Weld}
   *
   * @param context that is active
   * @param known how to reach contexts, by their class; belongs to the application, as nothing of
   *     it must be kept by classes of the container
   */
  static @Nullable WeldContext of(Context context, Map<Class<?>, Optional<Access>> known) {
    Access access =
        known
            .computeIfAbsent(context.getClass(), type -> Optional.ofNullable(Access.to(type)))
            .orElse(null);
    return access != null && context instanceof AlterableContext alterable
        ? new WeldContext(alterable, access)
        : null;
  }

  /** {@return what was in it, which is now kept out of sight} */
  Contents empty() {
    Contents before = new Contents(List.copyOf(all()));
    replace(List.of());
    return before;
  }

  /**
   * Ends what is in it now, and brings back what was in it before.
   *
   * @param before what {@link #empty} has returned
   */
  void restore(Contents before) {
    try {
      for (int pass = 0; pass < PASSES && !all().isEmpty(); pass++) {
        List.copyOf(all()).forEach(instance -> destroy(contextual(instance)));
      }
    } finally {
      replace(before.instances());
    }
  }

  private void destroy(Contextual<?> contextual) {
    try {
      context.destroy(contextual);
    } catch (RuntimeException | Error failure) {
      LOG.log(Level.WARNING, "A @RequestScoped bean failed as it was destroyed", failure);
    }
  }

  private Collection<?> all() {
    try {
      return (Collection<?>) access.all().invokeExact((Object) context);
    } catch (Throwable failure) {
      throw unexpected(failure);
    }
  }

  private void replace(Collection<?> instances) {
    try {
      access.replace().invokeExact((Object) context, (Collection<?>) instances);
    } catch (Throwable failure) {
      throw unexpected(failure);
    }
  }

  private Contextual<?> contextual(Object instance) {
    try {
      return (Contextual<?>) access.contextual().invokeExact(instance);
    } catch (Throwable failure) {
      throw unexpected(failure);
    }
  }

  private static IllegalStateException unexpected(Throwable failure) {
    return new IllegalStateException("Weld cannot put a request scope aside", failure);
  }
}
