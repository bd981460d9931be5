package dev.socketio.it.containers.table;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What the reports of a run say.
 *
 * @param run number of tests that ran
 * @param failed number of those that failed, for whatever reason
 * @param seconds how long the test classes took, containers' start and stop included
 */
record Measured(int run, int failed, BigDecimal seconds) {

  private static final Measured NOTHING = new Measured(0, 0, BigDecimal.ZERO);
  private static final XMLInputFactory XML = XMLInputFactory.newFactory();

  static {
    XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
  }

  /**
   * Adds up the reports of a directory.
   *
   * @param directory with files {@code TEST-*.xml}; may be missing
   * @param since older ones are of another run
   * @return nothing if no test ran
   */
  static Optional<Measured> in(Path directory, Instant since) throws IOException {
    if (!Files.isDirectory(directory)) {
      return Optional.empty();
    }
    Measured sum = NOTHING;
    for (Path report : reports(directory)) {
      if (!Files.getLastModifiedTime(report).toInstant().isBefore(since)) {
        sum = sum.plus(read(report));
      }
    }
    return sum.run > 0 ? Optional.of(sum) : Optional.empty();
  }

  /** {@return the number of tests, and of those that passed if that differs} */
  String tests() {
    return failed == 0 ? Integer.toString(run) : (run - failed) + " of " + run;
  }

  /** {@return the time in whole seconds} */
  String time() {
    return seconds.setScale(0, RoundingMode.CEILING) + " s";
  }

  private Measured plus(Measured other) {
    return new Measured(run + other.run, failed + other.failed, seconds.add(other.seconds));
  }

  private static List<Path> reports(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml")).toList();
    }
  }

  private static Measured read(Path report) throws IOException {
    try (InputStream file = Files.newInputStream(report)) {
      XMLStreamReader suite = XML.createXMLStreamReader(file);
      suite.nextTag();
      int skipped = number(suite, "skipped");
      return new Measured(
          number(suite, "tests") - skipped,
          number(suite, "failures") + number(suite, "errors"),
          // Thousands are set apart by commas.
          new BigDecimal(suite.getAttributeValue(null, "time").replace(",", "")));
    } catch (XMLStreamException e) {
      throw new IOException(report + " is no report of tests", e);
    }
  }

  private static int number(XMLStreamReader suite, String attribute) {
    return Integer.parseInt(suite.getAttributeValue(null, attribute));
  }
}
