package dev.socketio.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An application without a JSON library is told what to do. */
class MissingLibraryTest {

  /** A class loader with the class path of this test, less the jars whose name contains a word. */
  private static URLClassLoader without(String... words) {
    URL[] urls =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> Arrays.stream(words).noneMatch(new File(entry).getName()::contains))
            .map(MissingLibraryTest::url)
            .toArray(URL[]::new);
    return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
  }

  private static URL url(String entry) {
    try {
      return new File(entry).toURI().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object standardCodec(ClassLoader loader) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return loader.loadClass(JsonCodec.class.getName()).getMethod("standard").invoke(null);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void withoutAJsonProviderTheServerDoesNotStart() throws Exception {
    try (URLClassLoader loader = without("parsson", "yasson")) {
      assertThatThrownBy(() -> standardCodec(loader))
          .isInstanceOf(InvocationTargetException.class)
          .cause()
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("org.eclipse.parsson:parsson")
          .hasMessageContaining("WEB-INF/lib");
    }
  }

  @Test
  void withoutJsonBOnlyObjectsThatNeedItAreRefused() throws Exception {
    for (List<String> missing : List.of(List.of("yasson"), List.of("yasson", "json.bind-api"))) {
      try (URLClassLoader loader = without(missing.toArray(String[]::new))) {
        Object codec = standardCodec(loader);
        var binding = codec.getClass().getMethod("binding", java.lang.reflect.Type.class);
        binding.setAccessible(true);
        assertThat(binding.invoke(codec, String.class)).isNotNull();
        assertThatThrownBy(() -> binding.invoke(codec, Thread.class))
            .isInstanceOf(InvocationTargetException.class)
            .cause()
            .hasMessageContaining("java.lang.Thread")
            .hasMessageContaining("record")
            .hasMessageContaining("org.eclipse:yasson");
      }
    }
  }
}
