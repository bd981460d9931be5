package dev.socketio.archfixture.cycle.a;

import dev.socketio.archfixture.cycle.b.Second;

/** One half of a cycle. */
public final class First {
  Second second;
}
