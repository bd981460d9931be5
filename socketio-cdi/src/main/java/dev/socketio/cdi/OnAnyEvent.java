package dev.socketio.cdi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the method of a {@link SocketIoNamespace} bean that sees every event before its handlers.
 * It cannot answer. Parameters in any order: the name, as a {@code String} marked with {@link
 * EventName}; {@code Arguments}; and those of {@link OnConnect}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnAnyEvent {}
