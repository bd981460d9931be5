package dev.socketio.demo;

import jakarta.json.JsonObject;

/**
 * What a visitor says at the door.
 *
 * @param name what to call them
 * @param room where they want to go first
 */
record Entry(String name, String room) {

  static Entry of(JsonObject auth) throws RuleException {
    return new Entry(
        Rules.name(auth.getString("name", "")), Rules.room(auth.getString("room", "lobby")));
  }
}
