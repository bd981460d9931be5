package dev.socketio.json;

import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** Binding of arbitrary objects by a library that the application may have or not. */
interface ObjectBinding {

  /**
   * Checks that objects of a type can be bound at all.
   *
   * @param type wanted type
   * @throws JsonConversionException if not, with the remedy
   */
  void require(Type type);

  /**
   * {@return an object as JSON text}
   *
   * @param value object
   * @throws JsonConversionException if it cannot be written
   */
  String write(Object value);

  /**
   * {@return an object made of JSON text}
   *
   * @param json text of one JSON value
   * @param type wanted type
   * @throws JsonConversionException if the text does not fit
   */
  @Nullable Object read(String json, Type type);

  /** Lets go of the library. */
  void close();
}
