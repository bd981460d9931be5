package dev.socketio.json;

import java.lang.reflect.Type;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Jakarta JSON Binding if the application has it, found when the first object needs it: a server
 * whose handlers make do with simple values and records never pays for it.
 *
 * <p>Threading: safe for use by any thread.
 */
final class ObjectBindings implements ObjectBinding {
  private final ReentrantLock lock = new ReentrantLock();
  private final ClassLoader application;
  private volatile @Nullable ObjectBinding found;

  /**
   * Makes the seam, without looking anything up.
   *
   * @param application class loader whose libraries count
   */
  ObjectBindings(ClassLoader application) {
    this.application = application;
  }

  @Override
  public void require(Type type) {
    library().require(type);
  }

  @Override
  public String write(Object value) {
    return library().write(value);
  }

  @Override
  public @Nullable Object read(String json, Type type) {
    return library().read(json, type);
  }

  @Override
  public void close() {
    ObjectBinding library = found;
    if (library != null) {
      library.close();
    }
  }

  private ObjectBinding library() {
    ObjectBinding known = found;
    if (known != null) {
      return known;
    }
    lock.lock();
    try {
      ObjectBinding library = found;
      if (library == null) {
        library = find();
        found = library;
      }
      return library;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Providers are looked up through the context class loader, which on a handler's thread may be
   * another one.
   */
  private ObjectBinding find() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(application);
    try {
      return new JsonBindingLibrary();
    } catch (LinkageError | RuntimeException e) {
      return new Missing(e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Says what to do, each time an object would need the library. */
  private record Missing(Throwable cause) implements ObjectBinding {

    @Override
    public void require(Type type) {
      throw missing(type);
    }

    @Override
    public String write(Object value) {
      throw missing(value.getClass());
    }

    @Override
    public @Nullable Object read(String json, Type type) {
      throw missing(type);
    }

    @Override
    public void close() {}

    private JsonConversionException missing(Type type) {
      return new JsonConversionException(
          type.getTypeName()
              + " is none of the types known without a library, and the application has no JSON-B: make it a record,"
              + " or add a provider such as org.eclipse:yasson ("
              + cause
              + ")",
          cause);
    }
  }
}
