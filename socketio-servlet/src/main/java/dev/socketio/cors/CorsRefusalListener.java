package dev.socketio.cors;

/**
 * Told of each request whose origin is not allowed, as it happens. Put one into the servlet context
 * under {@link CorsFilter#REFUSAL_LISTENER_ATTRIBUTE}; an exception it throws is logged and changes
 * nothing.
 *
 * <p>Threading: called on request threads, concurrently, before the answer is written; should
 * return soon.
 */
@FunctionalInterface
public interface CorsRefusalListener {

  /**
   * A request was denied.
   *
   * @param request the request
   * @param decision why, and whether it is refused or, with {@code rejectDisallowed=false}, goes on
   */
  void onDenied(CorsRequest request, CorsDecision.Denied decision);
}
