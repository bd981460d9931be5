package dev.socketio.cdi;

import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Generic types as seen from a bean class: what {@code T} of a superclass stands for. */
final class Types {

  private Types() {}

  /** {@return the name of a type without packages, for clients} */
  static String shortName(Type type) {
    return type.getTypeName().replaceAll("[\\w.$]*[.$](?=\\w)", "");
  }

  /**
   * {@return what the type variables of the superclasses of a class stand for}
   *
   * @param beanClass the class
   */
  static Map<TypeVariable<?>, Type> variables(Class<?> beanClass) {
    Map<TypeVariable<?>, Type> variables = new HashMap<>();
    Class<?> current = beanClass;
    while (current != null) {
      if (current.getGenericSuperclass() instanceof ParameterizedType parent) {
        TypeVariable<?>[] formal = ((Class<?>) parent.getRawType()).getTypeParameters();
        Type[] actual = parent.getActualTypeArguments();
        for (int i = 0; i < formal.length; i++) {
          variables.put(formal[i], resolve(actual[i], variables));
        }
      }
      current = current.getSuperclass();
    }
    return variables;
  }

  /**
   * {@return a type with its variables replaced, as far as they are known}
   *
   * @param type any type
   * @param variables what they stand for
   */
  static Type resolve(Type type, Map<TypeVariable<?>, Type> variables) {
    if (type instanceof TypeVariable<?> variable) {
      return variables.getOrDefault(variable, variable);
    }
    if (type instanceof ParameterizedType generic) {
      List<Type> arguments =
          Arrays.stream(generic.getActualTypeArguments())
              .map(argument -> resolve(argument, variables))
              .toList();
      return new Resolved((Class<?>) generic.getRawType(), arguments);
    }
    if (type instanceof GenericArrayType array) {
      Type component = resolve(array.getGenericComponentType(), variables);
      return component instanceof Class<?> known ? Array.newInstance(known, 0).getClass() : array;
    }
    return type;
  }

  /** {@return whether a type variable is left} */
  static boolean isOpen(Type type) {
    if (type instanceof ParameterizedType generic) {
      return Arrays.stream(generic.getActualTypeArguments()).anyMatch(Types::isOpen);
    }
    if (type instanceof GenericArrayType array) {
      return isOpen(array.getGenericComponentType());
    }
    return type instanceof TypeVariable<?>;
  }

  /** {@return the class of a type} */
  static Class<?> raw(Type type) {
    if (type instanceof Class<?> plain) {
      return plain;
    }
    if (type instanceof ParameterizedType generic) {
      return raw(generic.getRawType());
    }
    if (type instanceof WildcardType wildcard) {
      return raw(wildcard.getUpperBounds()[0]);
    }
    return Object.class;
  }

  /** {@return the first type argument, {@code Object} if there is none} */
  static Type argument(Type type) {
    return type instanceof ParameterizedType generic
        ? generic.getActualTypeArguments()[0]
        : Object.class;
  }

  /** A generic type whose arguments have been replaced. */
  private record Resolved(Class<?> raw, List<Type> arguments) implements ParameterizedType {

    @Override
    public Type[] getActualTypeArguments() {
      return arguments.toArray(Type[]::new);
    }

    @Override
    public Type getRawType() {
      return raw;
    }

    @Override
    public @Nullable Type getOwnerType() {
      return raw.getDeclaringClass();
    }

    @Override
    public String getTypeName() {
      return toString();
    }

    @Override
    public String toString() {
      return raw.getName()
          + arguments.stream().map(Type::getTypeName).collect(Collectors.joining(", ", "<", ">"));
    }
  }
}
