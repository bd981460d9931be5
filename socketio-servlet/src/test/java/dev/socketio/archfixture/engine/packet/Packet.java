package dev.socketio.archfixture.engine.packet;

/** Something to be imported. */
public final class Packet {}
