package dev.socketio.it.containers.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Says what is wrong with a table.
 *
 * @param versions of all containers in the POM, by their names in the first column
 * @param measured the names of those that this build has run
 */
record TableReview(Map<String, String> versions, Collection<String> measured) {

  /** Stands in the cells of what was never run. */
  static final String NEVER = "–";

  /**
   * {@return what is wrong, a sentence each}
   *
   * @param table as it is in the README
   */
  List<String> problems(ContainerTable table) {
    List<String> problems = new ArrayList<>();
    for (ContainerTable.Row row : table.rows()) {
      if (!versions.containsKey(row.container())) {
        problems.add("The build has no container \"" + row.container() + "\"");
      }
    }
    versions.forEach((container, version) -> check(table.row(container), version, problems));
    return problems;
  }

  private void check(ContainerTable.Row row, String version, List<String> problems) {
    if (!row.version().equals(version)) {
      problems.add(
          row.container() + " has version " + version + " in the POM, not " + row.version());
    }
    if (row.tests().contains(" of ")) {
      problems.add(row.container() + " shows failures: " + row.tests());
    }
    boolean unknown = row.tests().equals(NEVER) || row.time().equals(NEVER);
    if (unknown && measured.contains(row.container())) {
      problems.add(row.container() + " was run, but shows no figures");
    }
  }
}
