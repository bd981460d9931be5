package dev.socketio.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Stereotype;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a class a CDI bean whose annotated methods handle what clients do in one namespace.
 *
 * <p>The methods are marked with {@link OnConnect}, {@link OnConnected}, {@link OnEvent}, {@link
 * OnAnyEvent}, {@link OnDisconnect} and {@link OnError}.
 *
 * <p>Without a scope of its own the bean is {@code @ApplicationScoped}. A {@code @RequestScoped}
 * bean lives for one call, a {@link SocketScoped} one as long as its client; {@code @Singleton} and
 * {@code @Dependent} ones live with the server. {@code @RolesAllowed} and {@code @DenyAll} on the
 * class say who may join the namespace.
 *
 * <p>Methods may have any visibility and may be inherited. They are called through the contextual
 * reference, so that interceptors and decorators work; those that a subclass in the bean's package
 * could not override, on the contextual instance, and an interceptor binding on these, or on their
 * bean, is a mistake: no interceptor would see the call. An overriding method is a handler only if
 * it is annotated itself.
 */
@Stereotype
@ApplicationScoped
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface SocketIoNamespace {

  /** {@return the name of the namespace; a leading slash is added if missing} */
  String value() default "/";

  /**
   * {@return the name of the servlet whose server is meant, for applications that have several;
   * empty for every server that is not named by anybody}
   */
  String server() default "";
}
