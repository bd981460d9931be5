package dev.socketio.cdi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a parameter that takes a header of the request the connection began with: a {@code String}
 * (the first value, or {@code null}), an {@code Optional<String>}, or a {@code List<String>} of all
 * values.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Header {

  /** {@return name of the header, in any case} */
  String value();
}
