package dev.socketio.it.containers;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who may log in to the containers; the scripts of the tests know their passwords. */
enum Person {
  /** Has the role that the constraint asks for. */
  ANN("member"),
  /** Has another one besides. */
  BOB("member", "manager"),
  /** Is known, and has none that helps. */
  EVE("visitor");

  private final List<String> roles;

  Person(String... roles) {
    this.roles = List.of(roles);
  }

  /**
   * {@return who logs in}
   *
   * @param login by which name
   */
  static Person named(String login) {
    return valueOf(login.toUpperCase(Locale.ROOT));
  }

  /** {@return the name of the login} */
  String login() {
    return name().toLowerCase(Locale.ROOT);
  }

  String password() {
    return login() + "-secret";
  }

  List<String> roles() {
    return roles;
  }

  /** {@return a line of text for each} */
  static String lines(Function<Person, String> line) {
    return Stream.of(values()).map(line).collect(Collectors.joining("\n", "", "\n"));
  }
}
