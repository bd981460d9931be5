package dev.socketio.cors.doctor;

import java.util.List;
import java.util.Optional;

/**
 * The outcome of an examination.
 *
 * <p>Threading: immutable.
 *
 * @param request what was examined
 * @param steps each request, with its answer and the checks on it, in order
 * @param findings what is wrong or worth a warning, in the order it was found
 */
public record Examination(CorsDoctorRequest request, List<Step> steps, List<Finding> findings) {

  /** Takes copies of the lists. */
  public Examination {
    steps = List.copyOf(steps);
    findings = List.copyOf(findings);
  }

  /** {@return whether the page would connect, in all browsers that were asked for} */
  public boolean connects() {
    return request.browsers().stream().allMatch(this::connects);
  }

  /**
   * {@return whether the page would connect in a browser}
   *
   * @param browser the browser
   */
  public boolean connects(Browser browser) {
    return findings.stream()
        .noneMatch(finding -> finding.severity() == Severity.BLOCKS && finding.concerns(browser));
  }

  /** {@return what keeps the page from connecting; empty if nothing does} */
  public Optional<Finding> obstacle() {
    return findings.stream()
        .filter(
            finding ->
                finding.severity() == Severity.BLOCKS
                    && request.browsers().stream().anyMatch(finding::concerns))
        .findFirst();
  }

  /** {@return the warnings, in the order they were found} */
  public List<Finding> warnings() {
    return findings.stream().filter(finding -> finding.severity() == Severity.WARNS).toList();
  }

  /**
   * {@return whether something was found}
   *
   * @param diagnosis what
   */
  public boolean has(Diagnosis diagnosis) {
    return findings.stream().anyMatch(finding -> finding.diagnosis() == diagnosis);
  }

  /** {@return the report as a JSON object, for programs} */
  public String toJson() {
    return JsonReport.of(this);
  }

  /** {@return the report as text of several lines, for people} */
  @Override
  public String toString() {
    return TextReport.of(this);
  }
}
