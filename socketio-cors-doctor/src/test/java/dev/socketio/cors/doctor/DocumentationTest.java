package dev.socketio.cors.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.cors.doctor.wire.Headers;
import dev.socketio.cors.doctor.wire.WireResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Keeps the tables of docs/cors-doctor.md true. To write them anew, run this test with {@code
 * -Dsocketio.docs.update=true}.
 */
class DocumentationTest {

  private static final Path PAGE = Path.of("..", "docs", "cors-doctor.md");
  private static final String URL = "https://api.example.com/…";
  private static final String ORIGIN = "Access-Control-Allow-Origin";
  private static final String MINE = "https://my-frontend.com";

  @Test
  void theTableOfDiagnosesIsTrue() throws IOException {
    StringBuilder table = new StringBuilder("| Diagnosis | | Why | What to do | Settings |\n");
    table.append("|---|---|---|---|---|\n");
    for (Diagnosis diagnosis : Diagnosis.values()) {
      String settings =
          diagnosis.settings().stream().map(s -> "`" + s + "`").collect(Collectors.joining(", "));
      String row =
          Arrays.asList(
                  "`" + diagnosis + "`<br>" + diagnosis.summary(),
                  diagnosis.severity() == Severity.BLOCKS ? "blocks" : "warns",
                  diagnosis.cause(),
                  diagnosis.advice(),
                  settings)
              .stream()
              .map(cell -> cell.isEmpty() ? "" : " " + cell)
              .collect(Collectors.joining(" |", "|", " |\n"));
      table.append(row);
    }
    assertSection("diagnoses", table.toString());
  }

  @Test
  void theTableOfConsolesIsTrue() throws IOException {
    StringBuilder table =
        new StringBuilder("| Answer | Firefox | Chrome | Diagnosis |\n|---|---|---|---|\n");
    row(table, "no `" + ORIGIN + "`", false, Headers.none());
    row(table, "`*`, and `withCredentials`", true, Headers.of(ORIGIN, "*"));
    row(
        table,
        "no `Access-Control-Allow-Credentials`, and `withCredentials`",
        true,
        Headers.of(ORIGIN, MINE));
    row(table, "another origin", false, Headers.of(ORIGIN, "https://example.com"));
    row(table, "two header lines", false, Headers.of(ORIGIN, MINE, ORIGIN, MINE));
    row(table, "no origin", false, Headers.of(ORIGIN, "my-frontend.com"));
    row(table, "`null`", false, Headers.of(ORIGIN, "null"));
    preflight(table, "preflight with status 405", 405, Headers.of(ORIGIN, MINE));
    preflight(table, "preflight redirected", 302, Headers.of(ORIGIN, MINE, "Location", "/login"));
    preflight(
        table,
        "preflight that does not allow a header",
        204,
        Headers.of(ORIGIN, MINE, "Access-Control-Allow-Headers", "content-type"));
    preflight(
        table,
        "preflight with a list that cannot be read",
        204,
        Headers.of(ORIGIN, MINE, "Access-Control-Allow-Headers", "[\"my-custom-header\"]"));
    assertSection("consoles", table.toString());
  }

  private static void row(StringBuilder table, String what, boolean credentials, Headers headers) {
    CorsDoctorRequest page =
        CorsDoctorRequest.builder(URL, MINE).withCredentials(credentials).build();
    append(
        table,
        what,
        CorsDoctor.explain(page, URL, new WireResponse(200, "", headers, "0{\"sid\":\"x\"}")));
  }

  private static void preflight(StringBuilder table, String what, int status, Headers headers) {
    CorsDoctorRequest page =
        CorsDoctorRequest.builder(URL, MINE).extraHeader("my-custom-header", "abcd").build();
    WireResponse answer = new WireResponse(status, "", headers, "");
    append(table, what, CorsDoctor.explainPreflight(page, "GET", URL, answer));
  }

  private static void append(StringBuilder table, String what, Optional<Finding> explained) {
    Finding finding = explained.orElseThrow();
    String firefox = finding.messages(Browser.FIREFOX).get(0);
    String chrome = finding.messages(Browser.CHROME).get(0);
    table
        .append("| ")
        .append(what)
        .append(" | ")
        .append(firefox.replaceAll(".*\\(Reason: ", "(Reason: "))
        .append(" | ")
        .append(chrome.replaceAll(".*CORS policy: (Response to preflight.*check: )?", ""))
        .append(" | `")
        .append(finding.diagnosis())
        .append("` |\n");
  }

  private static void assertSection(String name, String expected) throws IOException {
    String begin = "<!-- " + name + ": begin -->\n";
    String end = "<!-- " + name + ": end -->";
    String page = Files.readString(PAGE);
    int from = page.indexOf(begin) + begin.length();
    int to = page.indexOf(end);
    assertThat(from).isLessThanOrEqualTo(to);
    if (Boolean.getBoolean("socketio.docs.update")) {
      Files.writeString(PAGE, page.substring(0, from) + expected + page.substring(to));
      return;
    }
    assertThat(page.substring(from, to)).isEqualTo(expected);
  }
}
