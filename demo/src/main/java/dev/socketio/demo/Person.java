package dev.socketio.demo;

/**
 * Somebody in the chat, as the others see them.
 *
 * @param id id of their socket
 * @param name what they call themselves
 */
record Person(String id, String name) {}
