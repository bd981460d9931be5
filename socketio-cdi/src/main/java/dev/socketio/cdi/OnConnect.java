package dev.socketio.cdi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the method of a {@link SocketIoNamespace} bean that decides whether a client may join.
 *
 * <p>It lets the client in by returning, or by completing the {@code CompletionStage} it returns.
 * {@link dev.socketio.server.ConnectRefusedException} refuses with its message and data; any other
 * exception is logged, and the client is refused without details.
 *
 * <p>Parameters in any order: {@code Socket} (which may join rooms and keep data, but cannot send
 * yet), {@code Handshake}, {@code Principal}, {@code Namespace}, and values marked with {@link
 * Auth}, {@link Query} or {@link Header}. An auth value that does not fit refuses the client.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnConnect {}
