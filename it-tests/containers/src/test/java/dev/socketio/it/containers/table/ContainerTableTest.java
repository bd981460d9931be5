package dev.socketio.it.containers.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerTableTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final String README =
      """
      | not | this |
      |---|---|
      | one | table |

      <!-- containers: written by the build -->

      | container | version | tests | time | run by |
      |---|---|---|---|---|
      | Jetty, ee10 | 1 | – | – | `verify` |
      | WildFly | 2 | 20 | 30 s | `verify -P` |

      <!-- end of containers -->

      | nor | this |
      """;

  @TempDir private Path reports;

  @Test
  void whatWasRunIsWrittenAndTheRestIsKept() {
    Measured measured = new Measured(151, 0, new BigDecimal("61.2"));

    String text = ContainerTable.in(README).with("Jetty, ee10", "1.1", measured).text();

    assertThat(text)
        .isEqualTo(
            README.replace("| Jetty, ee10 | 1 | – | – |", "| Jetty, ee10 | 1.1 | 151 | 62 s |"));
  }

  @Test
  void aTableThatWasOnlyReadIsTheSame() {
    assertThat(ContainerTable.in(README).text()).isEqualTo(README);
  }

  @Test
  void failuresShow() {
    assertThat(new Measured(151, 3, BigDecimal.ONE).tests()).isEqualTo("148 of 151");
  }

  @Test
  void aContainerWithoutARowIsNamed() {
    ContainerTable table = ContainerTable.in(README);

    assertThatThrownBy(() -> table.row("Payara 6"))
        .hasMessageContaining("no row \"Payara 6\"")
        .hasMessageContaining("WildFly");
  }

  @Test
  void aTextWithoutTheTableIsRefused() {
    assertThatThrownBy(() -> ContainerTable.in("| a | b |\n"))
        .hasMessageContaining(ContainerTable.END);
  }

  @Test
  void aRowWithTooFewCellsIsShown() {
    String broken = README.replace("| 20 | 30 s |", "| 20 |");

    assertThatThrownBy(() -> ContainerTable.in(broken)).hasMessageContaining("| WildFly | 2 | 20");
  }

  @Test
  void whatWasRunHasFigures() {
    TableReview review =
        new TableReview(Map.of("Jetty, ee10", "1", "WildFly", "2"), List.of("Jetty, ee10"));

    assertThat(review.problems(ContainerTable.in(README)))
        .containsExactly("Jetty, ee10 was run, but shows no figures");
    assertThat(review.problems(ContainerTable.in(README.replace("| 1 | – | – |", "| 1 | 5 | – |"))))
        .hasSize(1);
    assertThat(
            review.problems(ContainerTable.in(README.replace("| 1 | – | – |", "| 1 | 5 | 9 s |"))))
        .isEmpty();
  }

  @Test
  void whatWasNotRunNeedsNone() {
    TableReview review =
        new TableReview(Map.of("Jetty, ee10", "1", "WildFly", "2"), List.of("WildFly"));

    assertThat(review.problems(ContainerTable.in(README))).isEmpty();
  }

  @Test
  void everyVersionIsThatOfTheBuildWhetherRunOrNot() {
    TableReview review = new TableReview(Map.of("Jetty, ee10", "1.1", "WildFly", "2"), List.of());

    assertThat(review.problems(ContainerTable.in(README)))
        .containsExactly("Jetty, ee10 has version 1.1 in the POM, not 1");
  }

  @Test
  void failuresAndStrangersAreNoResult() {
    String failing = README.replace("| 20 | 30 s |", "| 19 of 20 | 30 s |");
    TableReview review = new TableReview(Map.of("WildFly", "2"), List.of("WildFly"));

    assertThat(review.problems(ContainerTable.in(failing)))
        .containsExactly(
            "The build has no container \"Jetty, ee10\"", "WildFly shows failures: 19 of 20");
  }

  @Test
  void reportsOfThisRunAreAddedUp() throws IOException {
    report("TEST-a.xml", "tests=\"10\" errors=\"1\" skipped=\"2\" failures=\"1\" time=\"1,001.5\"");
    report("TEST-b.xml", "tests=\"3\" errors=\"0\" skipped=\"0\" failures=\"0\" time=\"0.25\"");
    report("failsafe-summary.xml", "");

    assertThat(Measured.in(reports, NOW)).contains(new Measured(11, 2, new BigDecimal("1001.75")));
  }

  @Test
  void reportsOfAnEarlierRunDoNotCount() throws IOException {
    report("TEST-a.xml", "tests=\"1\" errors=\"0\" skipped=\"0\" failures=\"0\" time=\"1\"");

    assertThat(Measured.in(reports, NOW.plusSeconds(1))).isEmpty();
  }

  @Test
  void aContainerWhoseTestsWereAllSkippedWasNotRun() throws IOException {
    report("TEST-a.xml", "tests=\"2\" errors=\"0\" skipped=\"2\" failures=\"0\" time=\"0\"");

    assertThat(Measured.in(reports, NOW)).isEmpty();
    assertThat(Measured.in(reports.resolve("missing"), NOW)).isEmpty();
  }

  private void report(String name, String attributes) throws IOException {
    Path file = reports.resolve(name);
    Files.writeString(file, "<?xml version=\"1.0\"?>\n<testsuite " + attributes + "/>");
    Files.setLastModifiedTime(file, FileTime.from(NOW));
  }
}
