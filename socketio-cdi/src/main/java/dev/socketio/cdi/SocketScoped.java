package dev.socketio.cdi;

import jakarta.enterprise.context.NormalScope;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lives as long as one client in one namespace: from the first use, which may be in an {@link
 * OnConnect} method, until the last {@link OnDisconnect} method has returned, or the client has
 * been refused or has left before it was let in. Then it is destroyed, with this scope and a
 * request scope active. Active while a handler, or an observer of our events, is called for a
 * socket; not on other threads, nor in what a {@code CompletionStage} runs later.
 */
@NormalScope
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD})
public @interface SocketScoped {}
