package dev.socketio.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryStringTest {

  @Test
  void lastOfRepeatedNamesCounts() {
    assertThat(QueryString.decode("sid=a&transport=polling&sid=b"))
        .isEqualTo(Map.of("sid", "b", "transport", "polling"));
  }

  @Test
  void emptyQueryHasNoParameters() {
    assertThat(QueryString.decode("")).isEmpty();
    assertThat(QueryString.decode("&&")).isEmpty();
  }

  @Test
  void nameWithoutValueHasAnEmptyOne() {
    assertThat(QueryString.decode("a&b=&=c")).isEqualTo(Map.of("a", "", "b", "", "", "c"));
  }

  @ParameterizedTest
  @CsvSource({
    "a+b, 'a b'",
    "%41%42c, ABc",
    "gr%C3%BC%c3%9fe, grüße",
    "%F0%9F%98%80, 😀",
    "grüße, grüße",
    "100%, 100%",
    "%4, %4",
    "%zz%41, %zzA",
    "%%41, %A",
    "a%2Bb, a+b",
    "a%26b%3Dc, a&b=c",
    "x=y=z, x=y=z"
  })
  void valuesAreDecodedAndNeverRefused(String raw, String decoded) {
    assertThat(QueryString.decode("v=" + raw)).isEqualTo(Map.of("v", decoded));
  }

  @Test
  void namesAreDecodedToo() {
    assertThat(QueryString.decode("a%20b=1")).isEqualTo(Map.of("a b", "1"));
  }

  @Property
  void nothingIsTooStrangeToDecode(@ForAll String raw) {
    assertThat(QueryString.decode(raw)).isNotNull();
  }

  @Property
  void whatUrlEncoderWroteIsReadBack(@ForAll String value) {
    String encoded = java.net.URLEncoder.encode(value, java.nio.charset.StandardCharsets.UTF_8);
    String wellFormed =
        java.net.URLDecoder.decode(encoded, java.nio.charset.StandardCharsets.UTF_8);

    assertThat(QueryString.decode("v=" + encoded)).isEqualTo(Map.of("v", wellFormed));
  }
}
