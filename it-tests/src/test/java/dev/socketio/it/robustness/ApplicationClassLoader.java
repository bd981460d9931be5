package dev.socketio.it.robustness;

import dev.socketio.it.container.WebApplication;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.stream.Stream;

/**
 * Loads the server, its JSON library and the tests' applications once more, as a web application
 * does that brings them in {@code WEB-INF}. The container, the Jakarta APIs it provides and what
 * the test itself holds come from the parent.
 */
final class ApplicationClassLoader extends URLClassLoader {

  private static final List<String> OWN =
      List.of("dev.socketio.", "org.eclipse.parsson.", "jakarta.json.");

  private static final String OF_THE_CONTAINER = "dev.socketio.it.container.";

  /**
   * Makes a loader.
   *
   * @param examples one class of each class path entry that the application brings
   */
  ApplicationClassLoader(Class<?>... examples) {
    super("application", locations(examples), ApplicationClassLoader.class.getClassLoader());
  }

  private static URL[] locations(Class<?>... examples) {
    return Stream.of(examples)
        .map(example -> example.getProtectionDomain().getCodeSource().getLocation())
        .distinct()
        .toArray(URL[]::new);
  }

  /**
   * {@return a new instance, whose class is this loader's own}
   *
   * @param type a class of the test with a constructor without parameters
   */
  WebApplication instantiate(Class<? extends WebApplication> type)
      throws ReflectiveOperationException {
    return (WebApplication) loadClass(type.getName()).getConstructor().newInstance();
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (OWN.stream().noneMatch(name::startsWith) || name.startsWith(OF_THE_CONTAINER)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : findClass(name);
    }
  }
}
