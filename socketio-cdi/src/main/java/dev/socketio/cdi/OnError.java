package dev.socketio.cdi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the method of a {@link SocketIoNamespace} bean that is told when a handler of one of its
 * sockets has failed, arguments did not fit, or a client sent a broken packet. Parameters in any
 * order: a {@code Throwable}, or a subtype if only that kind is of interest; and those of {@link
 * OnConnect}.
 *
 * <p>Where a namespace has such a method, the error listeners of the server are not told.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnError {}
