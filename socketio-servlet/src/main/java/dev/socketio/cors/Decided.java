package dev.socketio.cors;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * What a guard has decided about a request, and about which dispatch of it: left on the request for
 * guards that come after. A decision about one path says nothing about another one to which the
 * request is forwarded.
 *
 * @param guard who has decided
 * @param decision what it has decided
 * @param uri path of the request when it did
 * @param type dispatch of the request when it did
 */
record Decided(CorsGuard guard, CorsDecision decision, String uri, DispatcherType type) {

  private static final String ATTRIBUTE = CorsGuard.class.getName();

  /** The last decision about a request, or null if there is none. */
  static @Nullable Decided on(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof Decided decided ? decided : null;
  }

  static void leave(CorsGuard guard, CorsDecision decision, HttpServletRequest request) {
    request.setAttribute(CorsFilter.DECISION_ATTRIBUTE, decision);
    request.setAttribute(
        ATTRIBUTE,
        new Decided(guard, decision, request.getRequestURI(), request.getDispatcherType()));
  }

  /**
   * Whether this is about the dispatch that a request is in. A request is dispatched as {@code
   * REQUEST} once; it may be forwarded several times, and be taken up again asynchronously at the
   * same path or elsewhere. What is included or is an error page somebody else has been asked for.
   */
  boolean isAbout(HttpServletRequest request) {
    boolean samePath = uri.equals(request.getRequestURI());
    return switch (request.getDispatcherType()) {
      case REQUEST -> type == DispatcherType.REQUEST;
      case FORWARD -> type == DispatcherType.FORWARD && samePath;
      case ASYNC -> type != DispatcherType.ERROR && type != DispatcherType.INCLUDE && samePath;
      case INCLUDE, ERROR -> false;
    };
  }

  /** Whether a guard that has decided need not do so again: no forward to another path. */
  boolean isEnoughFor(HttpServletRequest request) {
    return request.getDispatcherType() != DispatcherType.FORWARD
        || uri.equals(request.getRequestURI());
  }
}
