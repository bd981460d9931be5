package dev.socketio.cors.doctor.cli;

import dev.socketio.cors.doctor.CorsDoctor;
import dev.socketio.cors.doctor.Examination;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Starts the CORS doctor from the command line.
 *
 * <p>Threading: runs on the main thread.
 */
public final class Main {

  private static final int CONNECTS = 0;
  private static final int DOES_NOT_CONNECT = 1;
  private static final int WRONG_ARGUMENTS = 2;
  private static final int FAILED = 3;

  private Main() {}

  /**
   * Examines a server and ends the JVM.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    // UTF-8 whatever the platform: the browsers' messages have typographic quotes.
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(List.of(args), out, err));
  }

  /** The exit code. */
  static int run(List<String> args, PrintStream out, PrintStream err) {
    if (args.contains("--help") || args.contains("-h")) {
      out.print(Help.TEXT);
      return CONNECTS;
    }
    Arguments arguments;
    try {
      arguments = Arguments.parse(args);
    } catch (IllegalArgumentException wrong) {
      err.println(wrong.getMessage());
      err.println("See --help.");
      return WRONG_ARGUMENTS;
    }
    try {
      Examination examination = CorsDoctor.examine(arguments.request());
      out.print(arguments.json() ? examination.toJson() : examination.toString());
      return examination.connects() ? CONNECTS : DOES_NOT_CONNECT;
    } catch (RuntimeException failure) {
      // Lest a defect of ours look like a verdict: the JVM's own exit code would be 1.
      failure.printStackTrace(err);
      return FAILED;
    }
  }
}
