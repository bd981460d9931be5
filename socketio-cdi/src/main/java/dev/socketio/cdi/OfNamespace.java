package dev.socketio.cdi;

import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which namespace, or which room of it, is injected.
 *
 * <p>Without a room a {@link dev.socketio.server.Namespace} is injected, or the {@link
 * dev.socketio.server.Broadcast} that it is; with a room, a {@code Broadcast}.
 *
 * <p>What is injected can be kept, also by beans that are made before the server; it can be used
 * once the server has started.
 */
@Qualifier
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
public @interface OfNamespace {

  /** {@return name of the namespace} */
  String value() default "/";

  /** {@return name of a room, whose sockets only are meant; empty for all} */
  String room() default "";

  /**
   * {@return name of the servlet whose server is meant, as in {@link SocketIoNamespace#server}; on
   * other servers the namespace is not made. If it is empty and the application has a single
   * server, that one is meant, whatever its name}
   */
  String server() default "";
}
