package dev.socketio.cdi;

import org.jspecify.annotations.Nullable;

/** Finds interfaces that our own class loader may not see. */
final class Interfaces {

  private Interfaces() {}

  /**
   * {@return the interface of that name, if a class implements it}
   *
   * @param name full name
   * @param type the class
   */
  static @Nullable Class<?> named(String name, @Nullable Class<?> type) {
    if (type == null || type.getName().equals(name)) {
      return type;
    }
    for (Class<?> parent : type.getInterfaces()) {
      Class<?> found = named(name, parent);
      if (found != null) {
        return found;
      }
    }
    return named(name, type.getSuperclass());
  }
}
