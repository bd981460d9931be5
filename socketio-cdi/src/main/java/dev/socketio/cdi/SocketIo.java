package dev.socketio.cdi;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which of several servers of an application is meant, by the name of its servlet: on an
 * injected {@link dev.socketio.server.SocketIoServer}, and on producers of a {@link
 * dev.socketio.cors.CorsPolicy} or of {@link dev.socketio.server.SocketIoOptions}. What is not
 * qualified belongs to every server that is not named by anybody.
 */
@Qualifier
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
public @interface SocketIo {

  /** {@return name of the servlet} */
  String value();

  /** For look-ups in code: {@code Instance.select(SocketIo.Literal.of("chat"))}. */
  final class Literal extends AnnotationLiteral<SocketIo> implements SocketIo {
    private static final long serialVersionUID = 1L;
    private final String value;

    private Literal(String value) {
      this.value = value;
    }

    /**
     * {@return the qualifier}
     *
     * @param servlet name of the servlet
     */
    public static Literal of(String servlet) {
      return new Literal(servlet);
    }

    @Override
    public String value() {
      return value;
    }
  }
}
