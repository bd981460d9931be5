package dev.socketio.archfixture.cycle.b;

import dev.socketio.archfixture.cycle.a.First;

/** The other half. */
public final class Second {
  First first;
}
