package dev.socketio.cdi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the method of a {@link SocketIoNamespace} bean that handles events.
 *
 * <p>Parameters without a meaning of their own are bound, in their order, from the arguments of the
 * event, all of which must be there and fit: whatever {@link dev.socketio.server.Arguments#get(int,
 * Class)} knows, generic types included. {@code Optional} ones, and those marked with any
 * {@code @Nullable}, may be null, and missing at the end. In between, at any position, may stand
 * those of {@link OnConnect}, the {@code Ack}, all {@code Arguments} (then more of them may come
 * than are bound), and the name marked with {@link EventName}.
 *
 * <p>A value returned answers the acknowledgement, and so does that of a {@code CompletionStage}
 * when it completes. Arguments that do not fit, violate constraints or come from a client without
 * the roles never reach the method: the acknowledgement gets <code>{"error": {"code", "event",
 * "message"}}</code>, or, where none was asked for, the client an {@code error} event with the
 * inner object; {@link OnError} methods are told too. An exception of the method goes to them and
 * to the log, and the client learns no more than that the event failed.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnEvent {

  /** {@return names of the events} */
  String[] value();
}
