package dev.socketio.it.cors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;

/**
 * A part of docs/cors.md that a test writes: between {@code <!-- name: begin -->} and {@code <!--
 * name: end -->}. To write it anew, run the test with {@code -Dsocketio.docs.update=true}.
 */
final class DocumentedSection {

  private DocumentedSection() {}

  static void check(String name, String expected) throws IOException {
    String begin = "<!-- " + name + ": begin -->\n";
    String end = "<!-- " + name + ": end -->";
    String page = Files.readString(DocumentedPage.FILE);
    int from = page.indexOf(begin) + begin.length();
    int to = page.indexOf(end);
    assertThat(from).as("where section \"%s\" begins", name).isBetween(begin.length(), to);
    if (Boolean.getBoolean("socketio.docs.update")) {
      Files.writeString(
          DocumentedPage.FILE, page.substring(0, from) + expected + page.substring(to));
      return;
    }
    assertThat(page.substring(from, to)).isEqualTo(expected);
  }
}
