package dev.socketio.micrometerfixture;

import dev.socketio.engine.EngineSessions;
import dev.socketio.engine.EngineStatistics;

/** May know the figures, but not the sessions. */
interface LooksBelow {
  EngineSessions sessions();

  EngineStatistics figures();
}
