package dev.socketio.cors.doctor;

import dev.socketio.cors.doctor.wire.WireResponse;
import java.util.List;

/** Writes an examination for people. */
final class TextReport {

  private final Examination examination;
  private final StringBuilder out = new StringBuilder();

  private TextReport(Examination examination) {
    this.examination = examination;
  }

  static String of(Examination examination) {
    TextReport report = new TextReport(examination);
    report.head();
    report.steps();
    report.verdict();
    examination.findings().forEach(report::finding);
    return report.out.toString();
  }

  private void line(String text) {
    out.append(text).append('\n');
  }

  private void head() {
    CorsDoctorRequest page = examination.request();
    line("Page    " + page.originHeader());
    line("Server  " + page.serverUrl());
    String namespace = page.namespace();
    line(
        "Client  transports "
            + String.join(", ", page.transports().stream().map(Transport::option).toList())
            + (namespace.equals("/") ? "" : ", namespace " + namespace)
            + (page.withCredentials() ? ", withCredentials" : "")
            + (page.headers().lines().isEmpty() ? "" : ", extraHeaders " + page.headers()));
    line("");
  }

  private void steps() {
    List<Step> steps = examination.steps();
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      boolean probe = step.kind() == Step.Kind.PROBE;
      String origin = step.sent().combined("Origin").orElse("none");
      line(
          String.format(
              "%2d %-5s %s %s%s",
              i + 1,
              mark(step.verdict()),
              probe ? "probe with Origin " + origin + ":" : step.kind().title() + ":",
              step.method(),
              probe ? "" : " " + step.url()));
      line("         " + outcome(step));
      step.checks().stream()
          .filter(check -> !check.passed())
          .forEach(check -> line("         " + check));
    }
    line("");
  }

  private static String mark(Verdict verdict) {
    return switch (verdict) {
      case PASSED -> "ok";
      case WARNED -> "WARN";
      case BLOCKED -> "FAIL";
      case PROBED -> "?";
    };
  }

  private static String outcome(Step step) {
    return step.answer().map(TextReport::answer).orElseGet(() -> "-> " + step.failure().orElse(""));
  }

  private static String answer(WireResponse answer) {
    StringBuilder text =
        new StringBuilder(("-> " + answer.status() + " " + answer.reason()).strip());
    answer.headers().lines().stream()
        .filter(header -> header.name().matches("(?i)access-control-.*|vary|location"))
        .forEach(header -> text.append("; ").append(header));
    return text.toString();
  }

  private void verdict() {
    for (Browser browser : Browser.values()) {
      if (examination.request().browsers().contains(browser)) {
        line(
            browser.title()
                + (examination.connects(browser) ? " connects." : " does not connect."));
      }
    }
  }

  private void finding(Finding finding) {
    boolean blocks = finding.severity() == Severity.BLOCKS;
    line("");
    line((blocks ? "PROBLEM " : "WARNING ") + finding.diagnosis());
    line("  " + finding.diagnosis().summary());
    entry("seen", finding.detail() + stepOf(finding));
    entry("cause", finding.cause());
    for (Browser browser : Browser.values()) {
      if (examination.request().browsers().contains(browser)) {
        String label = browser.title();
        for (String message : finding.messages(browser)) {
          entry(label, message);
          label = "";
        }
      }
    }
    Remedy remedy = finding.remedy();
    entry("change", remedy.advice());
    remedy.initParams().forEach(param -> entry("web.xml", param));
    entry("Java", remedy.policyCall());
    entry("Node.js", remedy.nodeOption());
  }

  private static String stepOf(Finding finding) {
    return finding.step().isPresent() ? " (step " + (finding.step().getAsInt() + 1) + ")" : "";
  }

  private void entry(String label, String text) {
    if (!text.isEmpty()) {
      line(String.format("  %-8s %s", label, text));
    }
  }
}
