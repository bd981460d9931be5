package dev.socketio.json;

import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * How a record class is taken apart and put together: its components and the method handles for
 * them, prepared once.
 *
 * <p>Threading: immutable, safe for use by any thread.
 */
final class RecordShape {
  private final Class<?> type;
  private final RecordComponent[] components;
  private final MethodHandle[] accessors;
  private final MethodHandle constructor;
  private final boolean markedForJsonB;

  RecordShape(Class<?> type) {
    this.type = type;
    this.components = type.getRecordComponents();
    this.accessors = new MethodHandle[components.length];
    this.markedForJsonB = hasMark(type.getAnnotations()) || hasMark(components);
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      Class<?>[] parameters = new Class<?>[components.length];
      for (int i = 0; i < components.length; i++) {
        parameters[i] = components[i].getType();
        accessors[i] = accessor(lookup, components[i]);
      }
      this.constructor = constructor(lookup, parameters);
    } catch (ReflectiveOperationException | InaccessibleObjectException e) {
      throw new JsonConversionException(
          "the record "
              + type.getName()
              + " is not accessible; its module has to open the package "
              + type.getPackageName()
              + " (\"opens\" in module-info, or --add-opens)",
          e);
    }
  }

  private static MethodHandle accessor(MethodHandles.Lookup lookup, RecordComponent component)
      throws IllegalAccessException {
    Method accessor = component.getAccessor();
    accessor.setAccessible(true);
    return lookup.unreflect(accessor).asType(MethodType.methodType(Object.class, Object.class));
  }

  private MethodHandle constructor(MethodHandles.Lookup lookup, Class<?>[] parameters)
      throws ReflectiveOperationException {
    Constructor<?> canonical = type.getDeclaredConstructor(parameters);
    canonical.setAccessible(true);
    return lookup
        .unreflectConstructor(canonical)
        .asSpreader(Object[].class, parameters.length)
        .asType(MethodType.methodType(Object.class, Object[].class));
  }

  private static boolean hasMark(RecordComponent[] components) {
    for (RecordComponent component : components) {
      if (hasMark(component.getAnnotations())
          || hasMark(component.getAccessor().getAnnotations())) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasMark(Annotation[] annotations) {
    for (Annotation annotation : annotations) {
      if (annotation.annotationType().getName().startsWith("jakarta.json.bind.")) {
        return true;
      }
    }
    return false;
  }

  /**
   * {@return whether annotations of JSON-B say that it means to be bound by that, names and all}
   */
  boolean isMarkedForJsonB() {
    return markedForJsonB;
  }

  int size() {
    return components.length;
  }

  String name(int index) {
    return components[index].getName();
  }

  Type genericType(int index) {
    return components[index].getGenericType();
  }

  /** {@return the value of one component} What its accessor throws shows as the cause. */
  @Nullable Object get(Record row, int index) {
    try {
      return (Object) accessors[index].invokeExact((Object) row);
    } catch (Throwable e) {
      throw failed("reading the component " + name(index) + ": " + e, e);
    }
  }

  /**
   * {@return a new record} What its constructor throws (a check of its arguments, say) is the
   * cause, and not in the message, which clients may get to see.
   */
  Object make(@Nullable Object[] values) {
    try {
      return (Object) constructor.invokeExact(values);
    } catch (Throwable e) {
      throw failed("making it", e);
    }
  }

  private JsonConversionException failed(String what, Throwable cause) {
    if (cause instanceof VirtualMachineError error) {
      throw error;
    }
    return new JsonConversionException(
        "the record " + Mismatch.name(type) + " refused " + what, cause);
  }
}
