package dev.socketio.it.containers.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Runs after all containers. Told to, it writes into the README what this build has measured; rows
 * of what was not run stay as they are. In any case the table has to show the versions of the POM,
 * and figures of what was run.
 */
class ContainerTableCheck {

  private static final String HOW_TO =
      "To write what a run measures: ./mvnw verify -Dcontainers.table=write, or -Pall-containers";

  private final Path readme = Path.of(BuildProperties.text("socketio.it.readme"));

  @Test
  void theTableTellsOfTheVersionsThatAreRun() throws IOException {
    Map<String, Measured> measured = measured();
    String text = Files.readString(readme);
    ContainerTable table = ContainerTable.in(text);
    if (BuildProperties.text("containers.table").equals("write")) {
      for (Subject subject : Subject.values()) {
        if (measured.containsKey(subject.label())) {
          table = table.with(subject.label(), subject.version(), measured.get(subject.label()));
        }
      }
      write(text, table.text());
    }
    assertThat(new TableReview(versions(), measured.keySet()).problems(table))
        .as("what is wrong with the table of containers in %s. %s", readme, HOW_TO)
        .isEmpty();
  }

  private static Map<String, String> versions() {
    return Arrays.stream(Subject.values())
        .collect(Collectors.toMap(Subject::label, Subject::version));
  }

  private static Map<String, Measured> measured() throws IOException {
    Map<String, Measured> result = new TreeMap<>();
    if (!System.getProperty("it.test", "").isEmpty()) {
      return result; // Chosen tests are not all, so they are no result.
    }
    Instant since = Instant.parse(BuildProperties.text("socketio.it.since"));
    for (Subject subject : Subject.values()) {
      for (Path reports : BuildProperties.paths("socketio.it.reports")) {
        Measured.in(reports.resolve(subject.key()), since)
            .ifPresent(figures -> result.put(subject.label(), figures));
      }
    }
    return result;
  }

  private void write(String before, String after) throws IOException {
    if (!after.equals(before)) {
      Files.writeString(readme, after);
    }
  }
}
