package dev.socketio.cdi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a parameter that takes the auth payload of the client, or one member of it, bound to the
 * type of the parameter. A member that is missing gives {@code null} or an empty {@code Optional}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Auth {

  /** {@return name of the member; empty for the whole payload} */
  String value() default "";
}
