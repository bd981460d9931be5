package dev.socketio.demo;

import org.jspecify.annotations.Nullable;

/**
 * What a page says about an image it sends.
 *
 * @param name name of the file
 * @param type media type
 */
record Picture(String name, String type) {

  /** A page may leave either out. */
  Picture(@Nullable String name, @Nullable String type) {
    this.name = name == null ? "" : name;
    this.type = type == null ? "" : type;
  }
}
