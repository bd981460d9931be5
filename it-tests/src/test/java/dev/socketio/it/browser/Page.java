package dev.socketio.it.browser;

import dev.socketio.it.wire.Patience;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A tab of a browser.
 *
 * <p>Threading: for one test thread; the console is filled by the browser's connection.
 */
abstract class Page implements AutoCloseable {

  private final BlockingQueue<String> console = new LinkedBlockingQueue<>();

  /**
   * Loads a page, and waits for all of it.
   *
   * @param url its address
   */
  abstract void go(String url);

  /**
   * Evaluates a script, and waits if its value is a promise.
   *
   * @param expression JavaScript
   * @return its value, a text
   */
  abstract String evaluate(String expression);

  @Override
  public abstract void close();

  /**
   * Calls one of the functions of {@code page.js}.
   *
   * @param function its name
   * @param arguments texts, numbers, booleans, lists and maps
   * @return its answer
   */
  JsonObject call(String function, Object... arguments) {
    String list = Json.write(List.of(arguments));
    return Json.read(evaluate(function + "(..." + list + ")"));
  }

  /**
   * Has the page use the official client.
   *
   * @param attempt what it does
   * @return how it went
   */
  Outcome connect(Attempt attempt) {
    return Outcome.of(call("connect", attempt.server(), attempt.options()));
  }

  /** Takes a line of the console. */
  final void wrote(String line) {
    console.add(line);
  }

  /**
   * Waits for lines of the console.
   *
   * @param count how many must have come
   * @return those lines, and all others that came in the meantime
   */
  List<String> console(int count) {
    List<String> lines = new ArrayList<>();
    while (lines.size() < count) {
      lines.add(
          Patience.take("line " + (lines.size() + 1) + " of the console after " + lines, console));
    }
    // What the page writes now comes after what it has caused before.
    evaluate("console.log('that is all'), ''");
    String next = Patience.take("own line in the console", console);
    while (!next.equals("that is all")) {
      lines.add(next);
      next = Patience.take("own line in the console", console);
    }
    return lines;
  }
}
