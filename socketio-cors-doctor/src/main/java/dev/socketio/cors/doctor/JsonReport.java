package dev.socketio.cors.doctor;

import dev.socketio.cors.doctor.wire.Header;
import dev.socketio.cors.doctor.wire.Headers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes an examination for programs. The members are described in docs/cors-doctor.md. */
final class JsonReport {

  private JsonReport() {}

  static String of(Examination examination) {
    Map<String, Object> root = new LinkedHashMap<>();
    CorsDoctorRequest page = examination.request();
    root.put("server", page.serverUrl());
    root.put("origin", page.originHeader());
    root.put("withCredentials", page.withCredentials());
    root.put("transports", page.transports().stream().map(Transport::option).toList());
    root.put("connects", examination.connects());
    Map<String, Object> browsers = new LinkedHashMap<>();
    for (Browser browser : Browser.values()) {
      if (page.browsers().contains(browser)) {
        browsers.put(name(browser), examination.connects(browser));
      }
    }
    root.put("browsers", browsers);
    root.put("findings", examination.findings().stream().map(JsonReport::finding).toList());
    root.put("steps", examination.steps().stream().map(JsonReport::step).toList());
    return Json.write(root);
  }

  private static String name(Browser browser) {
    return browser.title().toLowerCase(Locale.ROOT);
  }

  private static Map<String, Object> finding(Finding finding) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("diagnosis", finding.diagnosis().name());
    json.put("severity", finding.severity().name());
    if (finding.step().isPresent()) {
      json.put("step", finding.step().getAsInt());
    }
    json.put("summary", finding.diagnosis().summary());
    json.put("detail", finding.detail());
    json.put("cause", finding.cause());
    Map<String, Object> messages = new LinkedHashMap<>();
    for (Browser browser : Browser.values()) {
      messages.put(name(browser), finding.messages(browser));
    }
    json.put("messages", messages);
    json.put("advice", finding.remedy().advice());
    json.put(
        "initParams", finding.remedy().settings().stream().map(JsonReport::initParam).toList());
    json.put("policyCall", finding.remedy().policyCall());
    json.put("nodeOption", finding.remedy().nodeOption());
    return json;
  }

  private static Map<String, Object> initParam(Remedy.Setting setting) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("servlet", setting.servletName());
    json.put("filter", setting.name());
    json.put(setting.added() ? "add" : "set", setting.value());
    return json;
  }

  private static Map<String, Object> step(Step step) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", step.kind().name());
    json.put("verdict", step.verdict().name());
    json.put("method", step.method());
    json.put("url", step.url());
    json.put("sent", lines(step.sent()));
    step.answer()
        .ifPresent(
            answer -> {
              json.put("status", answer.status());
              json.put("headers", lines(answer.headers()));
              json.put("body", EngineBody.excerpt(answer.body()));
            });
    step.failure().ifPresent(failure -> json.put("failure", failure));
    List<Object> checks = new ArrayList<>();
    for (Check check : step.checks()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("rule", check.rule());
      one.put("passed", check.passed());
      one.put("detail", check.detail());
      checks.add(one);
    }
    json.put("checks", checks);
    return json;
  }

  private static List<String> lines(Headers headers) {
    return headers.lines().stream().map(Header::toString).toList();
  }
}
