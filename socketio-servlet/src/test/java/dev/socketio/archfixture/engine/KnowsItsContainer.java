package dev.socketio.archfixture.engine;

import jakarta.servlet.http.HttpServletRequest;

/** Violation: the engine knows no container. */
public final class KnowsItsContainer {
  String path(HttpServletRequest request) {
    return request.getPathInfo();
  }
}
