package dev.socketio.it.browser;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts a browser when the first test asks for it and ends it after the last test of the run. The
 * script {@code browsers.mjs} has found or installed it before.
 */
final class BrowserExtension implements ExecutionCondition, ParameterResolver {

  private static final Path FOUND = Path.of("target", "browsers.properties");

  /** Where no Firefox can be had, its tests are reported as skipped, with the reason. */
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    String missing =
        needsFirefox(context.getRequiredTestClass())
            ? found().getProperty("firefox.missing", "")
            : "";
    return missing.isEmpty()
        ? ConditionEvaluationResult.enabled("The browser is there")
        : ConditionEvaluationResult.disabled("There is no Firefox: " + missing);
  }

  private static boolean needsFirefox(Class<?> test) {
    return Arrays.stream(test.getDeclaredConstructors())
        .flatMap(constructor -> Arrays.stream(constructor.getParameterTypes()))
        .anyMatch(type -> type == Firefox.class);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Chromium.class || type == Firefox.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    boolean chromium = parameter.getParameter().getType() == Chromium.class;
    String name = chromium ? "chromium" : "firefox";
    String path = found().getProperty(name, "");
    return context
        .getRoot()
        .getStore(Namespace.create(BrowserExtension.class))
        .getOrComputeIfAbsent(name, key -> start(chromium, path), Running.class)
        .browser();
  }

  private static Running start(boolean chromium, String path) {
    try {
      return new Running(chromium ? Chromium.start(path) : Firefox.start(path, Hosts.ALL));
    } catch (IOException e) {
      throw new IllegalStateException("The browser " + path + " does not start", e);
    }
  }

  private static Properties found() {
    Properties found = new Properties();
    try (Reader in = Files.newBufferedReader(FOUND)) {
      found.load(in);
      return found;
    } catch (IOException e) {
      throw new IllegalStateException(
          "Nobody has looked for browsers; the build does, before the integration tests, with"
              + " \"node src/test/js/browsers.mjs "
              + FOUND
              + "\"",
          e);
    }
  }

  private record Running(Browser browser) implements AutoCloseable {
    @Override
    public void close() {
      browser.close();
    }
  }
}
