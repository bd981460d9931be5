package dev.socketio.archfixture.server.adapter;

import dev.socketio.archfixture.server.KnowsTransports;

/** Violation: an adapter calls upwards only through interfaces of its own. */
public final class KnowsTheServer {
  KnowsTransports server = new KnowsTransports();
}
