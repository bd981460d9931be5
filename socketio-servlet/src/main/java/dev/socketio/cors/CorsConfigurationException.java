package dev.socketio.cors;

import java.io.Serial;
import java.util.ArrayList;
import java.util.List;

/**
 * A CORS setting that must not be deployed. The message names the parameter, the value, what is
 * allowed, and the remedy; where several settings are wrong it lists them all.
 *
 * <p>Thrown by {@link CorsPolicy.Builder} and {@link CorsPolicy#fromParameters(java.util.Map)};
 * {@link CorsFilter} turns it into a {@link jakarta.servlet.ServletException}, so the container
 * refuses the deployment.
 */
public final class CorsConfigurationException extends IllegalArgumentException {

  @Serial private static final long serialVersionUID = 1L;

  private final ArrayList<String> problems;

  private CorsConfigurationException(List<String> problems) {
    super(text(problems));
    this.problems = new ArrayList<>(problems);
  }

  /**
   * One wrong setting.
   *
   * @param parameter name as the user wrote it
   * @param value the value refused
   * @param why what is wrong, and what is allowed
   * @param remedy what to write instead
   */
  static CorsConfigurationException of(String parameter, String value, String why, String remedy) {
    return new CorsConfigurationException(
        List.of(
            "CORS parameter \""
                + parameter
                + "\" has the value \""
                + Text.printable(value)
                + "\": "
                + why
                + ". Remedy: "
                + remedy
                + "."));
  }

  /** All the problems of a configuration in one exception. */
  static CorsConfigurationException all(List<String> problems) {
    return new CorsConfigurationException(problems);
  }

  /** {@return the problems, one sentence or two each; never empty} */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  private static String text(List<String> problems) {
    return problems.size() == 1
        ? problems.get(0)
        : problems.size() + " problems:\n- " + String.join("\n- ", problems);
  }
}
