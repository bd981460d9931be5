package dev.socketio.engine.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class QueryStringTest {
  @Test
  void readsNamesAndValues() {
    assertThat(QueryString.parse("EIO=4&transport=polling&t=abc"))
        .isEqualTo(Map.of("EIO", "4", "transport", "polling", "t", "abc"));
  }

  @Test
  void theLastValueOfANameCounts() {
    assertThat(QueryString.parse("a=1&b=2&a=3")).isEqualTo(Map.of("a", "3", "b", "2"));
  }

  @Test
  void emptyPartsAreSkippedAndMissingValuesAreEmpty() {
    assertThat(QueryString.parse("")).isEmpty();
    assertThat(QueryString.parse("&&a&b=&=c&")).isEqualTo(Map.of("a", "", "b", "", "", "c"));
  }

  @Test
  void onlyTheFirstEqualsSignSeparates() {
    assertThat(QueryString.parse("a=b=c&d==")).isEqualTo(Map.of("a", "b=c", "d", "="));
  }

  @Test
  void plusIsASpaceAndEscapesAreUtf8() {
    assertThat(QueryString.parse("a+b=c+d&e=%C3%A9%F0%9F%98%80%2B%3D%26"))
        .isEqualTo(Map.of("a b", "c d", "e", "\u00e9\ud83d\ude00+=&"));
  }

  @Test
  void malformedEscapesStandForThemselves() {
    assertThat(QueryString.parse("a=%&b=%4&c=%zz&d=100%25%&e=%%41"))
        .isEqualTo(Map.of("a", "%", "b", "%4", "c", "%zz", "d", "100%%", "e", "%A"));
  }

  @Test
  void bytesThatAreNoUtf8BecomeReplacementCharacters() {
    assertThat(QueryString.parse("a=%FF")).isEqualTo(Map.of("a", "\ufffd"));
  }

  @Property
  void anyNameAndValueSurvive(@ForAll String name, @ForAll String value) {
    String readable = utf8(name);
    assertThat(QueryString.parse(encode(name) + "=" + encode(value)))
        .isEqualTo(
            readable.isEmpty() && value.isEmpty() ? Map.of("", "") : Map.of(readable, utf8(value)));
  }

  @Property
  void anythingIsTolerated(@ForAll String raw) {
    assertThat(QueryString.parse(raw)).isNotNull();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Lone surrogates cannot be encoded. */
  private static String utf8(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
