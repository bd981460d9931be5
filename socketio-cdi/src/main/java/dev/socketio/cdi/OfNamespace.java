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
 * <pre>{@code
 * @Inject @OfNamespace("/chat") Namespace chat;
 * @Inject @OfNamespace(value = "/chat", room = "lobby") Broadcast lobby;
 * }</pre>
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

  /** {@return name of the servlet whose server is meant, as in {@link SocketIoNamespace#server}} */
  String server() default "";
}
