package dev.socketio.demo;

/**
 * A message without its content.
 *
 * @param id the author's id and a number
 * @param author who wrote it
 * @param at when the server got it, in milliseconds since 1970
 */
record Post(String id, Person author, long at) {}
