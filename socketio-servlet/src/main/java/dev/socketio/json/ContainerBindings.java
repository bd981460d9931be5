package dev.socketio.json;

import dev.socketio.json.JsonCodec.Binding;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Bindings of lists, sets, maps, optionals and arrays, given the bindings of what is in them. */
final class ContainerBindings {
  private static final Set<Class<?>> LISTS = Set.of(List.class, Collection.class, Iterable.class);

  private ContainerBindings() {}

  static boolean isContainer(Class<?> type) {
    return LISTS.contains(type) || type == Set.class || type == Map.class || type == Optional.class;
  }

  /**
   * {@return the binding of a container, or {@code null} if the type is none}
   *
   * @param type class of the container
   * @param parts bindings of its type arguments
   */
  static @Nullable Binding of(Class<?> type, List<Binding> parts) {
    if (LISTS.contains(type)) {
      return value ->
          value == null ? null : Collections.unmodifiableList(elements(type, value, parts.get(0)));
    }
    if (type == Set.class) {
      return value ->
          value == null
              ? null
              : Collections.unmodifiableSet(
                  new LinkedHashSet<>(elements(type, value, parts.get(0))));
    }
    if (type == Map.class) {
      return value -> value == null ? null : members(value, parts.get(0), parts.get(1));
    }
    if (type == Optional.class) {
      return value ->
          value == null ? Optional.empty() : Optional.ofNullable(parts.get(0).bind(value));
    }
    return null;
  }

  static Binding array(Class<?> component, Binding binding) {
    return value -> {
      if (value == null) {
        return null;
      }
      List<@Nullable Object> elements = elements(component.arrayType(), value, binding);
      Object array = Array.newInstance(component, elements.size());
      for (int i = 0; i < elements.size(); i++) {
        Array.set(array, i, elements.get(i));
      }
      return array;
    };
  }

  private static List<@Nullable Object> elements(Class<?> type, Object value, Binding binding) {
    if (!(value instanceof List<?> list)) {
      throw Mismatch.of(type.getSimpleName() + " (an array) wanted", value);
    }
    List<@Nullable Object> elements = new ArrayList<>(list.size());
    for (Object element : list) {
      try {
        elements.add(binding.bind(element));
      } catch (JsonConversionException e) {
        throw e.in("element " + elements.size());
      }
    }
    return elements;
  }

  private static Map<@Nullable Object, @Nullable Object> members(
      Object value, Binding keys, Binding values) {
    if (!(value instanceof Map<?, ?> map)) {
      throw Mismatch.of("Map (an object) wanted", value);
    }
    Map<@Nullable Object, @Nullable Object> members = new LinkedHashMap<>();
    map.forEach(
        (name, member) -> {
          try {
            members.put(keys.bind(name), values.bind(member));
          } catch (JsonConversionException e) {
            throw e.in("member \"" + name + '"');
          }
        });
    return Collections.unmodifiableMap(members);
  }
}
