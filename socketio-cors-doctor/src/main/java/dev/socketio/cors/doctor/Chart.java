package dev.socketio.cors.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What an examination has found so far.
 *
 * <p>Threading: for use by one thread.
 */
final class Chart {

  private final CorsDoctorRequest page;
  private final List<Step> steps = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  Chart(CorsDoctorRequest page) {
    this.page = page;
  }

  CorsDoctorRequest page() {
    return page;
  }

  /** Writes a step down; its number. */
  int add(Step step) {
    steps.add(step);
    return steps.size() - 1;
  }

  /** Writes a finding down that no step shows. */
  void find(Diagnosis diagnosis, String detail, ConsoleEvent event) {
    find(diagnosis, diagnosis.severity(), OptionalInt.empty(), detail, event);
  }

  /** Writes down what a step shows. */
  void find(Diagnosis diagnosis, int step, String detail, ConsoleEvent event) {
    find(diagnosis, diagnosis.severity(), OptionalInt.of(step), detail, event);
  }

  /** Writes down what a step shows that the client can do without. */
  void warn(Diagnosis diagnosis, int step, String detail, ConsoleEvent event) {
    find(diagnosis, Severity.WARNS, OptionalInt.of(step), detail, event);
  }

  private void find(
      Diagnosis diagnosis, Severity severity, OptionalInt step, String detail, ConsoleEvent event) {
    findings.add(
        new Finding(
            diagnosis, severity, step, detail, event.lines(), Remedies.of(diagnosis, page)));
    step.ifPresent(
        number ->
            steps.set(
                number,
                steps
                    .get(number)
                    .with(severity == Severity.BLOCKS ? Verdict.BLOCKED : Verdict.WARNED)));
  }

  Examination examination() {
    return new Examination(page, steps, findings);
  }
}
