package dev.socketio.cors.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.cors.doctor.wire.Header;
import dev.socketio.cors.doctor.wire.Headers;
import dev.socketio.cors.doctor.wire.WireResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the doctor says browsers write is what browsers wrote. */
class RecordedConsolesTest {

  private static final String URL =
      "http://api.example.com:8102/socket.io/?EIO=4&transport=polling&t=abc";

  private static final class Situation {
    String name = "";
    String method = "GET";
    boolean withCredentials;
    final List<Header> sent = new ArrayList<>();
    Optional<Integer> preflight = Optional.empty();
    final List<Header> preflightHeaders = new ArrayList<>();
    int answer;
    final List<Header> answerHeaders = new ArrayList<>();
    final List<String> chrome = new ArrayList<>();
    final List<String> firefox = new ArrayList<>();

    Optional<Finding> explain() {
      CorsDoctorRequest.Builder page =
          CorsDoctorRequest.builder(URL, "http://my-frontend.com:8101")
              .withCredentials(withCredentials);
      sent.forEach(header -> page.extraHeader(header.name(), header.value()));
      if (preflight.isPresent()) {
        WireResponse response =
            new WireResponse(preflight.get(), "X", Headers.of(preflightHeaders), "");
        Optional<Finding> found = CorsDoctor.explainPreflight(page.build(), method, URL, response);
        if (found.isPresent()) {
          return found;
        }
      }
      WireResponse response = new WireResponse(answer, "X", Headers.of(answerHeaders), "x");
      return CorsDoctor.explain(page.build(), URL, response);
    }
  }

  @TestFactory
  Stream<DynamicTest> theConsolesShowWhatTheDoctorPredicts() throws IOException {
    return situations().stream()
        .map(situation -> DynamicTest.dynamicTest(situation.name, () -> check(situation)));
  }

  @Test
  void manySituationsWereRecorded() throws IOException {
    assertThat(situations()).hasSizeGreaterThan(65);
  }

  private static void check(Situation situation) {
    Optional<Finding> found = situation.explain();
    List<String> firefox = found.map(f -> f.messages(Browser.FIREFOX)).orElse(List.of());
    List<String> chrome = found.map(f -> f.messages(Browser.CHROME)).orElse(List.of());
    assertThat(firefox).isEqualTo(situation.firefox);
    // An error that the page may read is no matter of CORS.
    assertThat(chrome)
        .isEqualTo(
            situation.chrome.stream().filter(line -> !line.contains("responded with a")).toList());
  }

  private static List<Situation> situations() throws IOException {
    String text;
    try (InputStream in = RecordedConsolesTest.class.getResourceAsStream("recorded-consoles.txt")) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    List<Situation> situations = new ArrayList<>();
    for (String block : text.split("\n== ")) {
      if (!block.startsWith("#")) {
        situations.add(parse(block));
      }
    }
    return situations;
  }

  private static Situation parse(String block) {
    Situation situation = new Situation();
    String part = "";
    String[] lines = block.split("\n");
    situation.name = lines[0];
    for (String line : List.of(lines).subList(1, lines.length)) {
      String value = line.replaceAll("^\\S* ", "");
      if (line.startsWith(" ")) {
        continued(situation, part, line.substring(1));
        continue;
      }
      part = line.replaceAll(" .*", "");
      switch (part) {
        case "method" -> situation.method = value;
        case "withCredentials" -> situation.withCredentials = Boolean.parseBoolean(value);
        case "send" -> situation.sent.add(header(value));
        case "preflight" -> situation.preflight = Optional.of(Integer.valueOf(value));
        case "answer" -> situation.answer = Integer.parseInt(value);
        default -> {}
      }
    }
    return situation;
  }

  private static void continued(Situation situation, String part, String line) {
    switch (part) {
      case "preflight" -> situation.preflightHeaders.add(header(line));
      case "answer" -> situation.answerHeaders.add(header(line));
      case "chrome" -> situation.chrome.add(line);
      case "firefox" -> situation.firefox.add(line);
      default -> throw new IllegalStateException(part);
    }
  }

  private static Header header(String line) {
    int colon = line.indexOf(':');
    return new Header(line.substring(0, colon), line.substring(colon + 1).strip());
  }
}
