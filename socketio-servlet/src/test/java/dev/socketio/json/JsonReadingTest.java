package dev.socketio.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON text to plain values (RFC 8259), and the limits. */
class JsonReadingTest {
  private final JsonCodec codec = JsonCodec.standard();

  private Object read(String text) throws JsonFormatException {
    return codec.read(text, 0);
  }

  @Test
  void valuesOfEveryKind() throws Exception {
    assertThat(read("[null,true,false,\"a\",1,-2,{},[],{\"a\":{\"b\":[1]}}]"))
        .isEqualTo(
            Arrays.asList(
                null,
                true,
                false,
                "a",
                1L,
                -2L,
                Map.of(),
                List.of(),
                Map.of("a", Map.of("b", List.of(1L)))));
  }

  @Test
  void startsInTheMiddleOfTheText() throws Exception {
    assertThat(codec.read("42/n,7[\"a\"]", 5 + 1)).isEqualTo(List.of("a"));
  }

  @Test
  void whiteSpaceIsAllowedAroundEverything() throws Exception {
    assertThat(read(" \t\r\n[ \"a\" , 1 ] \n")).isEqualTo(List.of("a", 1L));
  }

  @Test
  void ofARepeatedMemberTheLastCounts() throws Exception {
    assertThat(read("{\"a\":1,\"a\":2}")).isEqualTo(Map.of("a", 2L));
  }

  @Test
  void integersAreExactAtAnySize() throws Exception {
    assertThat(read("[0,-0,9007199254740993,9223372036854775807,-9223372036854775808]"))
        .isEqualTo(List.of(0L, 0L, 9007199254740993L, Long.MAX_VALUE, Long.MIN_VALUE));
    assertThat(read("[9223372036854775808]"))
        .isEqualTo(List.of(new BigInteger("9223372036854775808")));
    assertThat(read("[123456789012345678]")).isEqualTo(List.of(123456789012345678L));
  }

  @Test
  void fractionsKeepTheirDecimalDigits() throws Exception {
    assertThat(read("[0.1,1e3,1E400,-1.50]"))
        .isEqualTo(
            List.of(
                new BigDecimal("0.1"),
                new BigDecimal("1e3"),
                new BigDecimal("1E400"),
                new BigDecimal("-1.50")));
  }

  @Test
  void stringsSurviveWhateverIsInThem() throws Exception {
    assertThat(read("[\"\\ud83d\\ude00\\u2028\\u001e\\\"\\\\\\/\\b\\f\\n\\r\\t\"]"))
        .isEqualTo(List.of("\ud83d\ude00\u2028\u001e\"\\/\b\f\n\r\t"));
    assertThat(read("[\"\ud83d\ude00\u2028\u007f\"]"))
        .isEqualTo(List.of("\ud83d\ude00\u2028\u007f"));
    assertThat(read("[\"a\\ud800b\"]")).isEqualTo(List.of("a\ud800b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[",
        "]",
        "[1",
        "[1,",
        "[1,]",
        "[,1]",
        "[1 2]",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{a:1}",
        "{1:1}",
        "['a']",
        "[\"a]",
        "[\"\\x\"]",
        "[\"\\u12\"]",
        "[NaN]",
        "[Infinity]",
        "[-]",
        "[+1]",
        "[01]",
        "[-01]",
        "[1.]",
        "[.5]",
        "[1e]",
        "[1e+]",
        "[0x10]",
        "[tru]",
        "[TRUE]",
        "[nul]",
        "[undefined]",
        "[\"\u0001\"]",
        "[\"\n\"]",
        "[\"\u001e\"]",
        "[1]]",
        "[1][2]",
        "[1]x",
        "[1],",
        "{}{}",
        "[1]\u0000",
        "[1e99999999999]",
        "nothing",
        "[//\n1]",
        "[/**/1]",
        "\ufeff[]"
      })
  void whatIsNotJsonIsRefused(String text) {
    assertThatExceptionOfType(JsonFormatException.class).as(text).isThrownBy(() -> read(text));
  }

  @Test
  void nestingIsReadToItsLimitAndNotBeyond() throws Exception {
    int limit = JsonCodec.MAX_READ_DEPTH;
    assertThat(read("[".repeat(limit) + "]".repeat(limit))).isInstanceOf(List.class);
    assertThatThrownBy(() -> read("[".repeat(limit + 1) + "]".repeat(limit + 1)))
        .isInstanceOf(JsonFormatException.class)
        .hasMessageContaining("500");
    assertThatExceptionOfType(JsonFormatException.class)
        .isThrownBy(() -> read("{\"a\":".repeat(limit + 1) + "1" + "}".repeat(limit + 1)));
  }

  @Test
  void aHundredThousandNestedArraysAreRefusedAtOnce() {
    String text = "[".repeat(100_000) + "]".repeat(100_000);
    Assertions.assertTimeout(
        Duration.ofSeconds(5),
        () -> assertThatExceptionOfType(JsonFormatException.class).isThrownBy(() -> read(text)));
  }

  @Test
  void longNumbersAreReadToTheirLimitAndNotBeyond() throws Exception {
    String digits = "1".repeat(JsonCodec.MAX_NUMBER_LENGTH);
    assertThat(read("[" + digits + "]")).isEqualTo(List.of(new BigInteger(digits)));
    assertThatThrownBy(() -> read("[" + digits + "1]"))
        .isInstanceOf(JsonFormatException.class)
        .hasMessageContaining("1000");
    assertThatExceptionOfType(JsonFormatException.class)
        .isThrownBy(() -> read("[0." + digits + "]"));
  }

  @Test
  void whatWasReadCannotBeChanged() throws Exception {
    List<?> list = (List<?>) read("[{\"a\":[1]}]");
    assertThatThrownBy(list::clear).isInstanceOf(UnsupportedOperationException.class);
    Map<?, ?> map = (Map<?, ?>) list.get(0);
    assertThatThrownBy(map::clear).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(((List<?>) map.get("a"))::clear)
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
