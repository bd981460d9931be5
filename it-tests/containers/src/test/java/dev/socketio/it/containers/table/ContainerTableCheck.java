package dev.socketio.it.containers.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * Runs after all containers. Told to, it writes into the README what this build has measured; rows
 * of what was not run stay as they are.
 */
class ContainerTableCheck {

  private static final String HOW_TO =
      "To write what a run measures: ./mvnw verify -Dcontainers.table=write, or -Pall-containers";

  private final Path readme = Path.of(BuildProperties.text("socketio.it.readme"));

  @Test
  void theTableTellsOfTheVersionsThatAreRun() throws IOException {
    String text = Files.readString(readme);
    ContainerTable table = ContainerTable.in(text);
    if (writing()) {
      table = measured(table);
      write(text, table.text());
    }
    check(table);
  }

  /** Chosen tests are not all, so they are no result. */
  private static boolean writing() {
    return BuildProperties.text("containers.table").equals("write")
        && System.getProperty("it.test", "").isEmpty();
  }

  private static ContainerTable measured(ContainerTable table) throws IOException {
    Instant since = Instant.parse(BuildProperties.text("socketio.it.since"));
    ContainerTable result = table;
    for (Subject subject : Subject.values()) {
      for (Path reports : BuildProperties.paths("socketio.it.reports")) {
        Optional<Measured> measured = Measured.in(reports.resolve(subject.key()), since);
        if (measured.isPresent()) {
          result = result.with(subject.label(), subject.version(), measured.get());
        }
      }
    }
    return result;
  }

  private void write(String before, String after) throws IOException {
    if (!after.equals(before)) {
      Files.writeString(readme, after);
    }
  }

  private void check(ContainerTable table) {
    assertThat(table.rows()).as("rows of the table of containers").hasSize(Subject.values().length);
    SoftAssertions softly = new SoftAssertions();
    for (Subject subject : Subject.values()) {
      ContainerTable.Row row = table.row(subject.label());
      if (subject.inEachRun()) {
        softly
            .assertThat(row.version())
            .as("version of %s in %s. %s", subject.label(), readme, HOW_TO)
            .isEqualTo(subject.version());
        softly
            .assertThat(row.tests())
            .as("tests of %s in %s, of which none failed. %s", subject.label(), readme, HOW_TO)
            .doesNotContain(" of ");
      }
    }
    softly.assertAll();
  }
}
