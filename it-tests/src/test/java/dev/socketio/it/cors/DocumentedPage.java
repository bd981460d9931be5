package dev.socketio.it.cors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The examples of docs/cors.md. Each has a comment of the form {@code <!-- example: name form -->}
 * on the line before it; several with the same name belong together.
 */
final class DocumentedPage {

  static final Path FILE = Path.of("..", "docs", "cors.md");

  private static final String FENCE = "```";
  private static final Pattern MARK = Pattern.compile("<!-- example: (\\S+) (\\S+) -->");

  /**
   * A block of the page.
   *
   * @param name what it is an example of
   * @param form what it is: {@code servlet}, {@code java}, {@code exchange}, …
   * @param text what stands between the fences
   * @param line where it begins, counted from 1
   */
  record Block(String name, String form, String text, int line) {

    @Override
    public String toString() {
      return name + " " + form + ", line " + line;
    }
  }

  private final List<Block> blocks = new ArrayList<>();

  private DocumentedPage() {}

  static DocumentedPage read() throws IOException {
    DocumentedPage page = new DocumentedPage();
    List<String> lines = Files.readAllLines(FILE);
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(FENCE)) {
        int end = i + 1;
        while (!lines.get(end).equals(FENCE)) {
          end++;
        }
        page.add(lines.get(i - 1), String.join("\n", lines.subList(i + 1, end)), i + 1);
        i = end;
      }
    }
    return page;
  }

  private void add(String mark, String text, int line) {
    Matcher matcher = MARK.matcher(mark);
    if (!matcher.matches()) {
      throw new AssertionError(
          FILE + ":" + line + ": a block without a mark before it, so that no test runs it");
    }
    blocks.add(new Block(matcher.group(1), matcher.group(2), text, line));
  }

  List<Block> blocks() {
    return blocks;
  }

  List<Block> all(String name, String form) {
    return blocks.stream()
        .filter(block -> block.name().equals(name) && block.form().equals(form))
        .toList();
  }

  String only(String name, String form) {
    List<Block> found = all(name, form);
    if (found.size() != 1) {
      throw new AssertionError(
          FILE + ": " + found.size() + " blocks \"" + name + " " + form + "\"");
    }
    return found.get(0).text();
  }
}
