package dev.socketio.cors.doctor.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads an HTTP/1.1 answer (RFC 9112). A body that ends early counts as far as it came: what
 * matters is in the headers.
 */
final class ResponseReader {

  private static final Pattern STATUS_LINE =
      Pattern.compile("HTTP/\\d(?:\\.\\d)? (\\d{3})(?: (.*))?");
  private static final int LONGEST_HEAD = 256 * 1024;
  private static final int LONGEST_BODY = 1024 * 1024;

  private final InputStream in;
  private int headLeft = LONGEST_HEAD;

  ResponseReader(InputStream in) {
    this.in = in;
  }

  /** The next answer that is no interim one (1xx), except 101. */
  WireResponse read() throws IOException {
    while (true) {
      Matcher status = statusLine();
      int code = Integer.parseInt(status.group(1));
      Headers headers = headers();
      if (code >= 200 || code == 101) {
        String reason = status.group(2) == null ? "" : status.group(2);
        return new WireResponse(code, reason, headers, body(code, headers));
      }
    }
  }

  private Matcher statusLine() throws IOException {
    String line = line();
    if (line == null) {
      throw new WireFailure(
          WireFailure.Kind.CLOSED, "The connection was closed without an answer.");
    }
    Matcher status = STATUS_LINE.matcher(line);
    if (!status.matches()) {
      String start = line.length() > 40 ? line.substring(0, 40) + "..." : line;
      throw new WireFailure(
          WireFailure.Kind.NOT_HTTP, "The answer is not HTTP; it begins with \"" + start + "\".");
    }
    return status;
  }

  private Headers headers() throws IOException {
    List<Header> lines = new ArrayList<>();
    String line = line();
    while (line != null && !line.isEmpty()) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        lines.add(new Header(line.substring(0, colon).strip(), line.substring(colon + 1).strip()));
      }
      line = line();
    }
    return Headers.of(lines);
  }

  /** A line without its end, or null at the end of the stream. */
  private @Nullable String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next = in.read();
    if (next < 0) {
      return null;
    }
    while (next >= 0 && next != '\n') {
      if (--headLeft < 0) {
        throw new WireFailure(WireFailure.Kind.NOT_HTTP, "The head of the answer does not end.");
      }
      line.write(next);
      next = in.read();
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  private String body(int status, Headers headers) throws IOException {
    if (status == 101 || status == 204 || status == 304) {
      return "";
    }
    byte[] bytes = content(headers);
    if (headers.all("Content-Encoding").stream().anyMatch("gzip"::equalsIgnoreCase)) {
      bytes = new GZIPInputStream(new ByteArrayInputStream(bytes)).readNBytes(LONGEST_BODY);
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private byte[] content(Headers headers) throws IOException {
    String encoding = headers.combined("Transfer-Encoding").orElse("");
    if (encoding.toLowerCase(Locale.ROOT).contains("chunked")) {
      return chunks();
    }
    String length = headers.combined("Content-Length").orElse("");
    if (length.matches("\\d{1,9}")) {
      return in.readNBytes(Math.min(Integer.parseInt(length), LONGEST_BODY));
    }
    return in.readNBytes(LONGEST_BODY);
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    int size = chunkSize();
    while (size > 0 && all.size() < LONGEST_BODY) {
      all.write(in.readNBytes(size));
      line();
      size = chunkSize();
    }
    return all.toByteArray();
  }

  /** The size of the next chunk; 0 at the end, and where there is no size. */
  private int chunkSize() throws IOException {
    String line = line();
    if (line == null) {
      return 0;
    }
    String digits = line.replaceAll(";.*", "").strip();
    return digits.matches("[0-9a-fA-F]{1,7}") ? Integer.parseInt(digits, 16) : 0;
  }
}
