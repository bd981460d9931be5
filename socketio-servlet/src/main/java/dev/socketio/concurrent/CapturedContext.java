package dev.socketio.concurrent;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks on another executor in the one context of the application that was captured at the
 * start: naming, class loader, security. A managed executor alone would give each task the context
 * of the thread that brings it, which may serve the request of somebody else.
 *
 * <p>Reached without the classes of Jakarta Concurrency, which many containers do not have.
 *
 * <p>Threading: safe for use by any thread.
 */
final class CapturedContext implements Executor {
  private static final Logger LOGGER = System.getLogger(CapturedContext.class.getName());

  private static final String NAME = "java:comp/DefaultContextService";
  private static final String SERVICE = "jakarta.enterprise.concurrent.ContextService";

  private final Executor threads;
  private final Executor context;
  private final Executor standIn;

  /**
   * Wraps an executor.
   *
   * @param threads brings the threads
   * @param context runs a task on the calling thread, in the captured context
   * @param standIn runs what the context refuses to run, as it does when the application ends; its
   *     threads have no context of anybody
   */
  CapturedContext(Executor threads, Executor context, Executor standIn) {
    this.threads = threads;
    this.context = context;
    this.standIn = standIn;
  }

  /** {@return what runs tasks on the calling thread in the context of now, if the container can} */
  @SuppressWarnings("BanJNDI") // one fixed name of the platform, in the application's own context
  static Optional<Executor> capture() {
    try {
      Object service = new InitialContext().lookup(NAME);
      Class<?> type = service == null ? null : interfaceOf(service.getClass());
      if (type != null) {
        MethodHandle capture =
            MethodHandles.publicLookup()
                .findVirtual(type, "currentContextExecutor", MethodType.methodType(Executor.class));
        return Optional.of((Executor) capture.invoke(service));
      }
      LOGGER.log(Level.WARNING, "{0} is no ContextService but {1}", NAME, service);
    } catch (NamingException none) {
      LOGGER.log(Level.DEBUG, "The container has no context service: {0}", none.toString());
    } catch (Throwable unusable) {
      LOGGER.log(Level.WARNING, "The context service of the container cannot be used", unusable);
    }
    return Optional.empty();
  }

  private static @Nullable Class<?> interfaceOf(@Nullable Class<?> type) {
    if (type == null || type.getName().equals(SERVICE)) {
      return type;
    }
    for (Class<?> parent : type.getInterfaces()) {
      Class<?> found = interfaceOf(parent);
      if (found != null) {
        return found;
      }
    }
    return interfaceOf(type.getSuperclass());
  }

  @Override
  public void execute(Runnable task) {
    threads.execute(() -> run(task));
  }

  private void run(Runnable task) {
    AtomicBoolean begun = new AtomicBoolean();
    Runnable once =
        () -> {
          if (begun.compareAndSet(false, true)) {
            task.run();
          }
        };
    try {
      context.execute(once);
    } catch (RuntimeException | Error failure) {
      if (begun.get()) {
        throw failure;
      }
      LOGGER.log(
          Level.DEBUG, "The application's context is not there any more; run without", failure);
    }
    if (!begun.get()) {
      standIn.execute(once);
    }
  }
}
