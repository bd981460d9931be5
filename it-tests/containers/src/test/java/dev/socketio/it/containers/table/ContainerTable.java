package dev.socketio.it.containers.table;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The table in the text around it. Version, tests and time are the build's; the first and the last
 * column are written by hand.
 *
 * <p>Threading: immutable.
 */
final class ContainerTable {

  /** The line before the table, or rather its beginning. */
  static final String BEGIN = "<!-- containers:";

  /** The line after it. */
  static final String END = "<!-- end of containers -->";

  private static final int CELLS = 5;
  private static final int HEAD_LINES = 2;

  private final String before;
  private final Map<String, Row> rows;
  private final String after;

  /**
   * A line of the table.
   *
   * @param container what was run
   * @param version its version
   * @param tests how many tests passed there
   * @param time how long that took
   * @param runBy the command that runs it
   */
  record Row(String container, String version, String tests, String time, String runBy) {

    private static Row of(String line) {
      String[] cells = line.split("\\|", -1);
      if (cells.length != CELLS + 2) {
        throw new IllegalArgumentException(
            "A row of the table of containers has " + CELLS + " cells, not so: " + line);
      }
      return new Row(
          cells[1].strip(), cells[2].strip(), cells[3].strip(), cells[4].strip(), cells[5].strip());
    }

    private String line() {
      return Stream.of(container, version, tests, time, runBy)
          .collect(Collectors.joining(" | ", "| ", " |\n"));
    }
  }

  private ContainerTable(String before, Map<String, Row> rows, String after) {
    this.before = before;
    this.rows = rows;
    this.after = after;
  }

  /**
   * Finds the table.
   *
   * @param text with the table between its two markers, its lines ending in line feeds
   * @throws IllegalArgumentException if there is no such table
   */
  static ContainerTable in(String text) {
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException(
          "There is no table of containers: it belongs between the lines \"%s … -->\" and \"%s\""
              .formatted(BEGIN, END));
    }
    int firstRow = text.indexOf("\n|", begin) + 1;
    for (int i = 0; i < HEAD_LINES; i++) {
      firstRow = text.indexOf('\n', firstRow) + 1;
    }
    int lastEnd = text.lastIndexOf("|\n", end) + 2;
    Map<String, Row> rows = new LinkedHashMap<>();
    text.substring(firstRow, lastEnd).lines().map(Row::of).forEach(row -> put(rows, row));
    return new ContainerTable(text.substring(0, firstRow), rows, text.substring(lastEnd));
  }

  private static void put(Map<String, Row> rows, Row row) {
    rows.put(row.container(), row);
  }

  /** {@return its rows} */
  Collection<Row> rows() {
    return rows.values();
  }

  /**
   * {@return the row of a container}
   *
   * @param container its name in the first column
   * @throws IllegalArgumentException if it has none
   */
  Row row(String container) {
    Row row = rows.get(container);
    if (row == null) {
      throw new IllegalArgumentException(
          "The table of containers has no row \"" + container + "\", only " + rows.keySet());
    }
    return row;
  }

  /**
   * {@return the same with other figures for a container}
   *
   * @param container its name in the first column
   * @param version which was run
   * @param measured what came out
   */
  ContainerTable with(String container, String version, Measured measured) {
    Map<String, Row> changed = new LinkedHashMap<>(rows);
    String runBy = row(container).runBy();
    put(changed, new Row(container, version, measured.tests(), measured.time(), runBy));
    return new ContainerTable(before, changed, after);
  }

  /** {@return the table and the text around it} */
  String text() {
    return before + rows.values().stream().map(Row::line).collect(Collectors.joining()) + after;
  }
}
