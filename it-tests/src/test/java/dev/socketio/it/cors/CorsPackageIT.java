package dev.socketio.it.cors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.cors.CorsConfigurationException;
import dev.socketio.cors.CorsFilter;
import dev.socketio.cors.CorsPolicy;
import dev.socketio.it.container.EmbeddedContainer;
import dev.socketio.it.cors.Intended.Difference;
import dev.socketio.it.wire.Endpoint;
import dev.socketio.server.SocketIoServer;
import dev.socketio.servlet.SocketIoServlet;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Each value of each option of the {@code cors} package, in a server of the reference and in ours:
 * the same requests get the same headers, but for differences that are intended. docs/cors.md lists
 * those.
 */
class CorsPackageIT {

  private static final List<Boolean> REJECTS = List.of(true, false);

  private final Map<CorsCase, String> refusals = new EnumMap<>(CorsCase.class);
  private final Map<Intended, List<Difference>> differences = new EnumMap<>(Intended.class);
  private final List<Difference> unintended = new ArrayList<>();

  @Test
  void everyDifferenceIsIntendedAndListed() throws Exception {
    try (Reference reference = Reference.start();
        EmbeddedContainer container = EmbeddedContainer.start(this::deploy)) {
      for (CorsCase option : CorsCase.values()) {
        assertThat(reference.names()).contains(option.reference);
        if (!refusals.containsKey(option)) {
          compare(option, reference, container);
        }
      }
    }
    assertThat(unintended).as("differences that nobody intends").isEmpty();
    assertThat(differences.keySet())
        .as("intended differences that occur")
        .hasSize(Intended.values().length);
    DocumentedSection.check("differences", differenceTable());
    DocumentedSection.check("refusals", refusalTable());
  }

  private void deploy(ServletContext context) {
    for (CorsCase option : CorsCase.values()) {
      for (boolean rejects : REJECTS) {
        try {
          deploy(context, path(option, rejects), option.policy(rejects));
        } catch (CorsConfigurationException refusal) {
          refusals.put(option, refusal.problems().get(0));
        }
      }
    }
  }

  private static void deploy(ServletContext context, String path, CorsPolicy policy) {
    FilterRegistration.Dynamic filter =
        context.addFilter("cors of " + path, new CorsFilter(policy));
    filter.setAsyncSupported(true);
    filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/" + path + "/*");
    ServletRegistration.Dynamic servlet =
        context.addServlet("chat of " + path, new SocketIoServlet(SocketIoServer.create()));
    servlet.setAsyncSupported(true);
    servlet.addMapping("/" + path + "/*");
  }

  private static String path(CorsCase option, boolean rejects) {
    return option + (rejects ? "-rejects" : "-compatible");
  }

  private void compare(CorsCase option, Reference reference, EmbeddedContainer container)
      throws IOException {
    for (CorsKind request : CorsKind.values()) {
      Map<String, String> theirs = request.ask(reference.endpoint(option.reference));
      for (boolean rejects : REJECTS) {
        Endpoint endpoint = new Endpoint(container.uri().resolve(path(option, rejects) + "/"));
        Difference.between(option, rejects, request, theirs, request.ask(endpoint))
            .forEach(this::sort);
      }
    }
  }

  private void sort(Difference difference) {
    Optional<Intended> intended = Intended.of(difference);
    intended.ifPresentOrElse(
        known -> differences.computeIfAbsent(known, any -> new ArrayList<>()).add(difference),
        () -> unintended.add(difference));
  }

  // The page

  private String differenceTable() {
    StringBuilder table =
        new StringBuilder(
            "| Options | Requests | `cors` package | Here | Why |\n|---|---|---|---|---|\n");
    differences.forEach(
        (intended, found) ->
            requestsByOption(found)
                .forEach(
                    (requests, options) ->
                        table
                            .append("| ")
                            .append(options(options))
                            .append(" | ")
                            .append(requests)
                            .append(" | ")
                            .append(intended.theirs)
                            .append(" | ")
                            .append(intended.ours)
                            .append(" | ")
                            .append(intended.reason)
                            .append(" |\n")));
    return table.toString();
  }

  /** The options that differ for the same requests, by those requests. */
  private static Map<String, Set<CorsCase>> requestsByOption(Collection<Difference> found) {
    Map<CorsCase, Set<CorsKind>> byOption = new EnumMap<>(CorsCase.class);
    found.forEach(
        difference ->
            byOption
                .computeIfAbsent(difference.option(), any -> EnumSet.noneOf(CorsKind.class))
                .add(difference.request()));
    Map<String, Set<CorsCase>> byRequests = new TreeMap<>();
    byOption.forEach(
        (option, requests) ->
            byRequests
                .computeIfAbsent(
                    requests.stream().map(kind -> kind.text).collect(Collectors.joining(", ")),
                    any -> EnumSet.noneOf(CorsCase.class))
                .add(option));
    return byRequests;
  }

  private String options(Set<CorsCase> options) {
    Set<String> left =
        Arrays.stream(CorsCase.values())
            .filter(option -> !options.contains(option) && !refusals.containsKey(option))
            .map(option -> option.reference)
            .collect(Collectors.toCollection(TreeSet::new));
    if (left.size() < options.size()) {
      return left.isEmpty() ? "all" : "all but " + String.join(", ", left);
    }
    return options.stream().map(option -> option.reference).collect(Collectors.joining(", "));
  }

  private String refusalTable() {
    StringBuilder table = new StringBuilder("| Option | What the deployment says |\n|---|---|\n");
    refusals.forEach(
        (option, problem) ->
            table
                .append("| ")
                .append(option.reference)
                .append(" | ")
                .append(problem.replace("|", "\\|").replace("*", "\\*"))
                .append(" |\n"));
    return table.toString();
  }
}
