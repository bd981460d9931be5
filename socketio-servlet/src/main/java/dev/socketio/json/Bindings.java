package dev.socketio.json;

import dev.socketio.json.JsonCodec.Binding;
import jakarta.json.JsonValue;
import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the binding for a type: simple values first, then containers and records made of them, and
 * JSON-B for the rest. What was found is kept.
 *
 * <p>Threading: safe for use by any thread.
 */
final class Bindings {
  private final ConcurrentMap<Type, Binding> prepared = new ConcurrentHashMap<>();
  private final RecordShapes records;
  private final ObjectBinding objects;
  private final JsonTextWriter writer;
  private final Function<@Nullable Object, JsonValue> toJson;

  Bindings(
      RecordShapes records,
      ObjectBinding objects,
      JsonTextWriter writer,
      Function<@Nullable Object, JsonValue> toJson) {
    this.records = records;
    this.objects = objects;
    this.writer = writer;
    this.toJson = toJson;
  }

  Binding of(Type type) {
    Binding known = prepared.get(type);
    if (known != null) {
      return known;
    }
    Binding made = new Preparation().of(type, Map.of());
    prepared.putIfAbsent(type, made);
    return made;
  }

  /** One look at a type with all that it consists of; a record may contain itself. */
  private final class Preparation {
    private final Map<Type, RecordBinding> underWay = new HashMap<>();

    Binding of(Type type, Map<TypeVariable<?>, Type> variables) {
      if (type instanceof Class<?> plain) {
        return ofClass(plain);
      }
      if (type instanceof ParameterizedType generic) {
        return ofGeneric(generic, variables);
      }
      if (type instanceof GenericArrayType array) {
        Type component = array.getGenericComponentType();
        return ContainerBindings.array(rawClass(component), of(component, variables));
      }
      if (type instanceof WildcardType wildcard) {
        return of(wildcard.getUpperBounds()[0], variables);
      }
      if (type instanceof TypeVariable<?> variable) {
        return of(variables.getOrDefault(variable, variable.getBounds()[0]), Map.of());
      }
      throw new JsonConversionException(
          "a type such as " + type.getTypeName() + " cannot be bound");
    }

    private Binding ofClass(Class<?> type) {
      Binding simple = ScalarBindings.of(type);
      if (simple != null) {
        return simple;
      }
      if (JsonValue.class.isAssignableFrom(type)) {
        return value ->
            Mismatch.unless(type.isInstance(toJson.apply(value)), type, value, toJson.apply(value));
      }
      if (type.isArray()) {
        return ContainerBindings.array(type.getComponentType(), ofClass(type.getComponentType()));
      }
      if (type.isRecord() && !records.of(type).isMarkedForJsonB()) {
        return ofRecord(type, type, Map.of());
      }
      Binding container =
          ContainerBindings.of(type, List.of(ScalarBindings.ANYTHING, ScalarBindings.ANYTHING));
      return container != null ? container : ofObject(type);
    }

    private Binding ofGeneric(ParameterizedType type, Map<TypeVariable<?>, Type> outer) {
      Class<?> raw = (Class<?>) type.getRawType();
      Type[] arguments = type.getActualTypeArguments();
      if (raw.isRecord() && !records.of(raw).isMarkedForJsonB()) {
        Map<TypeVariable<?>, Type> variables = new HashMap<>();
        for (int i = 0; i < arguments.length; i++) {
          Type argument = arguments[i];
          variables.put(
              raw.getTypeParameters()[i],
              argument instanceof TypeVariable<?> variable
                  ? outer.getOrDefault(variable, variable)
                  : argument);
        }
        return ofRecord(type, raw, variables);
      }
      if (!ContainerBindings.isContainer(raw)) {
        return ofObject(type);
      }
      List<Binding> parts = new ArrayList<>(arguments.length);
      for (Type argument : arguments) {
        parts.add(of(argument, outer));
      }
      Binding container = ContainerBindings.of(raw, parts);
      return container != null ? container : ofObject(type);
    }

    private Binding ofRecord(Type type, Class<?> raw, Map<TypeVariable<?>, Type> variables) {
      RecordBinding known = underWay.get(type);
      if (known != null) {
        return known;
      }
      RecordShape shape = records.of(raw);
      Binding[] components = new Binding[shape.size()];
      RecordBinding binding = new RecordBinding(raw, shape, components);
      underWay.put(type, binding);
      for (int i = 0; i < components.length; i++) {
        components[i] = of(shape.genericType(i), variables);
      }
      return binding;
    }

    private Binding ofObject(Type type) {
      objects.require(type);
      return value -> value == null ? null : objects.read(textFor(value, type), type);
    }
  }

  private String textFor(Object value, Type type) {
    StringBuilder text = new StringBuilder();
    writer.write(
        value,
        text,
        bytes -> {
          throw new JsonConversionException(
              Mismatch.name(type)
                  + " wanted, but there is binary in what came, which JSON-B does not know; use a record with a"
                  + " byte[] component");
        });
    return text.toString();
  }

  private static Class<?> rawClass(Type type) {
    if (type instanceof Class<?> plain) {
      return plain;
    }
    if (type instanceof ParameterizedType generic) {
      return (Class<?>) generic.getRawType();
    }
    if (type instanceof GenericArrayType array) {
      return Array.newInstance(rawClass(array.getGenericComponentType()), 0).getClass();
    }
    return Object.class;
  }
}
