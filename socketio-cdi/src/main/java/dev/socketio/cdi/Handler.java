package dev.socketio.cdi;

import dev.socketio.cdi.HandlerParameter.Source;
import dev.socketio.json.JsonConversionException;
import dev.socketio.server.Arguments;
import dev.socketio.server.SocketIoServer;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A handler method made ready to be called: its method handle, its binders, its bean.
 *
 * <p>Threading: immutable, safe for use by any thread; what it calls is the application's.
 */
final class Handler {

  private final HandlerMethod method;
  private final MethodHandle handle;
  private final List<ParameterBinder> binders;
  private final Supplier<Object> bean;
  private final Validation.@Nullable OfMethod constraints;
  private final Validation validation;
  private final int least;
  private final int most;

  private Handler(
      HandlerMethod method,
      MethodHandle handle,
      List<ParameterBinder> binders,
      Supplier<Object> bean,
      Validation validation) {
    this.method = method;
    this.handle = handle;
    this.binders = binders;
    this.bean = bean;
    this.validation = validation;
    this.constraints = validation.of(method);
    List<HandlerParameter> payload = method.payload();
    int required = payload.size();
    while (required > 0 && payload.get(required - 1).optional()) {
      required--;
    }
    this.least = required;
    this.most = method.takes(Source.ARGUMENTS) ? Integer.MAX_VALUE : payload.size();
  }

  /**
   * Prepares a handler.
   *
   * @param method which method
   * @param bean finds the instance
   * @param server whose codec binds
   * @param validation checks arguments
   * @param problems takes what is wrong with types
   */
  static Handler prepare(
      HandlerMethod method,
      Supplier<Object> bean,
      SocketIoServer server,
      Validation validation,
      List<String> problems) {
    List<ParameterBinder> binders = new ArrayList<>();
    int payload = 0;
    for (int i = 0; i < method.parameters().size(); i++) {
      HandlerParameter parameter = method.parameters().get(i);
      try {
        binders.add(ParameterBinder.of(parameter, payload, server));
      } catch (JsonConversionException unbindable) {
        problems.add(CdiMessages.unbindable(method, i, unbindable));
      }
      payload += parameter.source() == Source.PAYLOAD ? 1 : 0;
    }
    return new Handler(method, handle(method.method()), binders, bean, validation);
  }

  private static MethodHandle handle(Method method) {
    try {
      method.setAccessible(true);
      return MethodHandles.lookup()
          .unreflect(method)
          .asFixedArity()
          .asSpreader(Object[].class, method.getParameterCount())
          .asType(MethodType.methodType(Object.class, Object.class, Object[].class));
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException(method + " is not accessible", impossible);
    }
  }

  HandlerMethod method() {
    return method;
  }

  /**
   * Binds all parameters, checks them, and only then calls the method.
   *
   * @param call what to bind from
   * @return what the method returned
   * @throws EventRefusedException if something does not fit
   * @throws Exception what the method threw
   */
  @Nullable Object invoke(Call call) throws Exception {
    Arguments arguments = call.arguments();
    String event = call.event();
    if (arguments != null && event != null && method.kind() == HandlerMethod.Kind.EVENT) {
      int came = arguments.size();
      if (came < least || came > most) {
        throw ParameterBinder.badCount(event, least, method.payload().size(), came);
      }
    }
    @Nullable Object[] values = new @Nullable Object[binders.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = binders.get(i).bind(call);
    }
    Object target = bean.get();
    if (constraints != null) {
      constraints.check(target, values);
    }
    try {
      return (Object) handle.invokeExact(target, values);
    } catch (Throwable thrown) {
      throw checked(validation.translated(method, thrown));
    }
  }

  private Exception checked(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return thrown instanceof Exception exception
        ? exception
        : new IllegalStateException(method + " failed", thrown);
  }
}
