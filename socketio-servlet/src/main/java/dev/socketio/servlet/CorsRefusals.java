package dev.socketio.servlet;

import dev.socketio.cors.CorsDecision.Denied;
import dev.socketio.cors.CorsFilter;
import dev.socketio.cors.CorsRefusalListener;
import dev.socketio.cors.CorsRequest;
import dev.socketio.engine.ConnectionError;
import dev.socketio.engine.EngineError;
import dev.socketio.engine.EngineSessions;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Map;

/**
 * Reports requests that are refused for their origin to the server they were meant for, as the
 * other connection errors, whether a filter before the servlet refuses them or the servlet itself.
 * The context of such an error is {@code {name=CORS_ORIGIN_REJECTED, origin=…, reason=…}}; where a
 * function of the policy fails the name is the reference's {@code MIDDLEWARE_FAILURE}, and for
 * characters that no header may have its {@code INVALID_ORIGIN}.
 *
 * <p>Threading: safe for any thread; listeners are called on the request's.
 *
 * @param sessions of the server
 * @param snapshots copies requests
 */
record CorsRefusals(EngineSessions sessions, RequestSnapshot snapshots)
    implements CorsRefusalListener {

  private static final String PREFIX = CorsFilter.REFUSAL_LISTENER_ATTRIBUTE + ".";

  /**
   * Starts to report.
   *
   * @param config of the servlet
   * @param sessions of its server
   * @param snapshots copies requests
   */
  static void report(ServletConfig config, EngineSessions sessions, RequestSnapshot snapshots) {
    config
        .getServletContext()
        .setAttribute(PREFIX + config.getServletName(), new CorsRefusals(sessions, snapshots));
  }

  /**
   * Reports no more.
   *
   * @param config of the servlet
   */
  static void withdraw(ServletConfig config) {
    config.getServletContext().removeAttribute(PREFIX + config.getServletName());
  }

  @Override
  public void onDenied(CorsRequest request, Denied denied) {
    HttpServletRequest http = request.unwrap(HttpServletRequest.class);
    if (http != null && denied.isRefused()) {
      sessions.report(error(denied, http));
    }
  }

  private ConnectionError error(Denied denied, HttpServletRequest request) {
    EngineError error =
        switch (denied.reason()) {
          case INVALID_CHARACTERS, FUNCTION_FAILED -> EngineError.BAD_REQUEST;
          default -> EngineError.FORBIDDEN;
        };
    Map<String, String> context =
        Map.of(
            "name",
            name(denied),
            "origin",
            String.valueOf(denied.origin()),
            "reason",
            denied.reason().name().toLowerCase(Locale.ROOT));
    return new ConnectionError(error, error.message(), context, snapshots.of(request));
  }

  private static String name(Denied denied) {
    return switch (denied.reason()) {
      case INVALID_CHARACTERS -> "INVALID_ORIGIN";
      case FUNCTION_FAILED -> "MIDDLEWARE_FAILURE";
      default -> "CORS_ORIGIN_REJECTED";
    };
  }
}
