package dev.socketio.cors.doctor.cli;

import dev.socketio.cors.doctor.Browser;
import dev.socketio.cors.doctor.CorsDoctorRequest;
import dev.socketio.cors.doctor.Transport;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * The arguments of the command line, read.
 *
 * @param request what they ask for
 * @param json whether to write JSON
 */
record Arguments(CorsDoctorRequest request, boolean json) {

  /**
   * Reads arguments.
   *
   * @throws IllegalArgumentException if something is wrong with them, with the remedy
   */
  static Arguments parse(List<String> args) {
    return new Parser(args).parse();
  }

  /** Options may come before the URL, but a builder needs URL and origin: they are kept. */
  private static final class Parser {

    private final Deque<String> left;
    private final List<UnaryOperator<CorsDoctorRequest.Builder>> options = new ArrayList<>();
    private String url = "";
    private String origin = "";
    private boolean json;

    Parser(List<String> args) {
      left = new ArrayDeque<>(args);
    }

    Arguments parse() {
      while (!left.isEmpty()) {
        next(left.removeFirst());
      }
      if (url.isEmpty()) {
        throw new IllegalArgumentException(
            "The URL is missing. Write for example https://api.example.com");
      }
      if (origin.isEmpty()) {
        throw new IllegalArgumentException(
            "The page's origin is missing. Write for example --origin https://my-frontend.com");
      }
      CorsDoctorRequest.Builder builder = CorsDoctorRequest.builder(url, origin);
      for (UnaryOperator<CorsDoctorRequest.Builder> option : options) {
        builder = option.apply(builder);
      }
      return new Arguments(builder.build(), json);
    }

    private void next(String argument) {
      int equals = argument.indexOf('=');
      if (argument.startsWith("--") && equals > 0) {
        left.addFirst(argument.substring(equals + 1));
        option(argument.substring(0, equals));
      } else if (argument.startsWith("-")) {
        option(argument);
      } else if (url.isEmpty()) {
        url = argument;
      } else {
        throw new IllegalArgumentException(
            "There are two URLs, " + url + " and " + argument + "; give one.");
      }
    }

    private void option(String name) {
      switch (name) {
        case "--origin" -> origin = value(name);
        case "--json" -> json = true;
        case "--with-credentials" -> options.add(builder -> builder.withCredentials(true));
        case "--insecure" -> options.add(builder -> builder.anyCertificate(true));
        case "--no-probes" -> options.add(builder -> builder.probes(false));
        default -> optionWithValue(name);
      }
    }

    private void optionWithValue(String name) {
      switch (name) {
        case "--header" -> header(value(name));
        case "--transports" -> transports(value(name));
        case "--browser" -> browser(value(name));
        case "--resolve" -> resolve(value(name));
        case "--timeout" -> timeout(value(name));
        case "--path" -> keep(value(name), CorsDoctorRequest.Builder::path);
        case "--auth" -> keep(value(name), CorsDoctorRequest.Builder::auth);
        case "--cookie" -> keep(value(name), CorsDoctorRequest.Builder::cookie);
        default -> throw new IllegalArgumentException("There is no option " + name + ".");
      }
    }

    private void keep(
        String value,
        BiFunction<CorsDoctorRequest.Builder, String, CorsDoctorRequest.Builder> setter) {
      options.add(builder -> setter.apply(builder, value));
    }

    private String value(String name) {
      if (left.isEmpty()) {
        throw new IllegalArgumentException("The option " + name + " needs a value.");
      }
      return left.removeFirst();
    }

    private void header(String text) {
      int colon = text.indexOf(':');
      if (colon <= 0) {
        throw new IllegalArgumentException(
            "\"" + text + "\" is not a header. Write --header name:value");
      }
      options.add(
          builder -> builder.extraHeader(text.substring(0, colon), text.substring(colon + 1)));
    }

    private void transports(String text) {
      Transport[] transports =
          Arrays.stream(text.split(",", -1)).map(Parser::transport).toArray(Transport[]::new);
      options.add(builder -> builder.transports(transports));
    }

    private static Transport transport(String name) {
      return Arrays.stream(Transport.values())
          .filter(transport -> transport.option().equals(name.strip()))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "There is no transport \""
                          + name.strip()
                          + "\". Write polling, websocket, or both with a comma between."));
    }

    private void browser(String name) {
      EnumSet<Browser> browsers =
          switch (name) {
            case "firefox" -> EnumSet.of(Browser.FIREFOX);
            case "chrome" -> EnumSet.of(Browser.CHROME);
            case "both" -> EnumSet.allOf(Browser.class);
            default ->
                throw new IllegalArgumentException(
                    "The browser \"" + name + "\" is not known. Write firefox, chrome or both.");
          };
      options.add(builder -> builder.browsers(browsers));
    }

    private void resolve(String text) {
      int colon = text.indexOf(':');
      String address = text.substring(colon + 1);
      if (colon <= 0 || !address.matches("[0-9.]+|\\[?[0-9a-fA-F:.]+]?")) {
        throw new IllegalArgumentException(
            "\""
                + text
                + "\" is no host with its address. Write --resolve api.example.com:127.0.0.1");
      }
      try {
        InetAddress found = InetAddress.getByName(address);
        options.add(builder -> builder.resolve(text.substring(0, colon), found));
      } catch (UnknownHostException notAnAddress) {
        throw new IllegalArgumentException("\"" + address + "\" is no address.", notAnAddress);
      }
    }

    private void timeout(String text) {
      if (!text.matches("\\d{1,4}(\\.\\d{1,3})?")) {
        throw new IllegalArgumentException(
            "\"" + text + "\" is no number of seconds. Write for example --timeout 5");
      }
      Duration limit = Duration.ofMillis(Math.round(Double.parseDouble(text) * 1000));
      options.add(builder -> builder.timeout(limit));
    }
  }
}
