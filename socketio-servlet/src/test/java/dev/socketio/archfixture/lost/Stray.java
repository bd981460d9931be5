package dev.socketio.archfixture.lost;

/** Violation: a package that the table does not know. */
public final class Stray {}
