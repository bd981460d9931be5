package dev.socketio.servlet;

import jakarta.servlet.ServletException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The init-params that a servlet knows. A mistake must not be deployed unnoticed: all of them are
 * reported together, each with option, value, what is allowed and what was probably meant.
 *
 * <p>Threading: for one thread.
 *
 * @param <B> what the options are applied to
 */
final class OptionTable<B> {

  private final Map<String, BiConsumer<B, String>> options = new LinkedHashMap<>();
  private final Map<String, String> refused = new LinkedHashMap<>();
  private final List<String> readElsewhere = new ArrayList<>();
  private @Nullable String prefixElsewhere;

  /**
   * Adds an option.
   *
   * @param name name of the init-param
   * @param type how to read it
   * @param setter takes the value; an {@link IllegalArgumentException} of its own is reported too
   * @return this
   */
  <T> OptionTable<B> option(String name, OptionType<T> type, BiConsumer<B, T> setter) {
    options.put(name, (target, text) -> set(name, type, setter, target, text));
    return this;
  }

  /**
   * Adds a name that a user of the reference may try, but which means nothing here.
   *
   * @param name name of the init-param
   * @param remedy what to do instead
   * @return this
   */
  OptionTable<B> refused(String name, String remedy) {
    refused.put(name, remedy);
    return this;
  }

  /**
   * Leaves the names with a prefix to somebody else, who checks them as well.
   *
   * @param prefix what they start with
   * @param names those there are, for guesses at what was meant
   * @return this
   */
  OptionTable<B> leaving(String prefix, List<String> names) {
    prefixElsewhere = prefix;
    names.forEach(name -> readElsewhere.add(prefix + name));
    return this;
  }

  /** {@return the names of all options, in the order added} */
  List<String> names() {
    return List.copyOf(options.keySet());
  }

  /**
   * Applies init-params.
   *
   * @param params texts by name
   * @param target what to set them on
   * @throws ServletException naming every mistake
   */
  void apply(Map<String, String> params, B target) throws ServletException {
    List<String> mistakes = new ArrayList<>();
    Map<String, String> ours = new TreeMap<>(params);
    ours.keySet().removeIf(this::isReadElsewhere);
    ours.forEach(
        (name, text) -> {
          try {
            find(name, text).accept(target, text.trim());
          } catch (IllegalArgumentException mistake) {
            mistakes.add(mistake.getMessage());
          }
        });
    if (!mistakes.isEmpty()) {
      throw new ServletException(String.join(System.lineSeparator(), mistakes));
    }
  }

  private boolean isReadElsewhere(String name) {
    return prefixElsewhere != null && name.startsWith(prefixElsewhere);
  }

  private BiConsumer<B, String> find(String name, String text) {
    BiConsumer<B, String> option = options.get(name);
    if (option != null) {
      return option;
    }
    String remedy = refused.get(name);
    throw new IllegalArgumentException(
        remedy != null
            ? "Option \"" + name + "\" (set to \"" + text + "\") is not supported here: " + remedy
            : "Unknown option \"" + name + "\" (set to \"" + text + "\")" + guess(name));
  }

  private String guess(String name) {
    List<String> known = new ArrayList<>(options.keySet());
    known.addAll(refused.keySet());
    known.addAll(readElsewhere);
    return NearestName.of(name, known)
            .map(nearest -> ", did you mean \"" + nearest + "\"?")
            .orElse(".")
        + " Known are: "
        + Stream.concat(options.keySet().stream(), readElsewhere.stream())
            .sorted()
            .collect(Collectors.joining(", "));
  }

  private static <B, T> void set(
      String name, OptionType<T> type, BiConsumer<B, T> setter, B target, String text) {
    @Nullable T value;
    try {
      value = type.parser().apply(text);
    } catch (IllegalArgumentException | ArithmeticException malformed) {
      throw new IllegalArgumentException(
          "Option \"" + name + "\" cannot be \"" + text + "\"; allowed is " + type.allowed(),
          malformed);
    }
    setter.accept(target, value);
  }
}
