package dev.socketio.it.browser;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The process of a browser, with a profile of its own that goes with it.
 *
 * <p>Threading: a thread of its own reads what the process writes.
 */
final class BrowserProcess implements AutoCloseable {

  /** A browser that starts for the first time on a busy machine takes its time. */
  private static final int START_SECONDS = 60;

  private static final int END_SECONDS = 10;
  private static final int KEPT_LINES = 20;

  private final Process process;
  private final Path profile;
  private final CompletableFuture<String> address = new CompletableFuture<>();
  private final Thread end = new Thread(this::kill);

  private BrowserProcess(Process process, Path profile, Pattern announcement) {
    this.process = process;
    this.profile = profile;
    Thread reader = new Thread(() -> read(announcement), "browser output");
    reader.setDaemon(true);
    reader.start();
    Runtime.getRuntime().addShutdownHook(end);
  }

  /** {@return a new directory for a profile} */
  static Path newProfile() throws IOException {
    return Files.createTempDirectory("browser-profile");
  }

  /**
   * Starts a browser.
   *
   * @param command the command
   * @param profile its profile
   * @param announcement what it writes when it is ready, with its address as the first group
   */
  static BrowserProcess start(List<String> command, Path profile, Pattern announcement)
      throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    return new BrowserProcess(process, profile, announcement);
  }

  /** {@return the address that the browser announced, as soon as it has} */
  String address() {
    try {
      return address.get(START_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      close();
      throw new IllegalStateException("The browser does not start", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the browser started", e);
    }
  }

  private void read(Pattern announcement) {
    Deque<String> last = new ArrayDeque<>();
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        Matcher matcher = announcement.matcher(line);
        if (matcher.find()) {
          address.complete(matcher.group(1));
        }
        last.addLast(line);
        if (last.size() > KEPT_LINES) {
          last.removeFirst();
        }
      }
    } catch (IOException e) {
      last.addLast(e.toString()); // The process was ended while it wrote.
    }
    address.completeExceptionally(
        new IllegalStateException("It ended, and last wrote:\n" + String.join("\n", last)));
  }

  /** Ends the process and those it has started, and removes the profile. */
  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(end);
    kill();
    try {
      process.waitFor(END_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    removeProfile();
  }

  private void kill() {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    all.forEach(ProcessHandle::destroyForcibly);
  }

  private void removeProfile() {
    try (Stream<Path> files = Files.walk(profile)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      System.getLogger("dev.socketio.it.browser")
          .log(System.Logger.Level.INFO, "Some of " + profile + " is left: " + e.getMessage());
    }
  }
}
