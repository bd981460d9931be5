package dev.socketio.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is written can be read back, also after a trip through UTF-8. */
class JsonPropertiesTest {
  private final JsonCodec codec = JsonCodec.standard();

  private String write(Object value) {
    StringBuilder out = new StringBuilder();
    codec.write(value, out, bytes -> 0);
    return out.toString();
  }

  @Provide
  Arbitrary<String> strings() {
    return Arbitraries.oneOf(
        Arbitraries.strings().all(),
        Arbitraries.strings()
            .ofMaxLength(20)
            .withCharRange('\ud7f0', '\ue010')
            .withChars('"', '\\', 'a'),
        Arbitraries.strings()
            .ofMaxLength(20)
            .withChars("\u0000\u001e\u001f\"\\/\u2028\u2029\u007f\n\ud83d\ude00\ud800"));
  }

  @Provide
  Arbitrary<Object> trees() {
    Arbitrary<Object> leaf =
        Arbitraries.oneOf(
            List.<Arbitrary<Object>>of(
                strings().asGeneric(),
                Arbitraries.longs().asGeneric(),
                Arbitraries.bigIntegers().map(JsonPropertiesTest::smallest).asGeneric(),
                Arbitraries.bigDecimals().filter(number -> number.scale() > 0).asGeneric(),
                Arbitraries.of(true, false).asGeneric(),
                Arbitraries.just((Object) null)));
    return Arbitraries.recursive(() -> leaf, JsonPropertiesTest::nested, 0, 3);
  }

  private static Arbitrary<Object> nested(Arbitrary<Object> inner) {
    return Arbitraries.oneOf(
        List.<Arbitrary<Object>>of(
            inner,
            inner.list().ofMaxSize(4).asGeneric(),
            Arbitraries.maps(Arbitraries.strings().all().ofMaxLength(5), inner)
                .ofMaxSize(4)
                .asGeneric()));
  }

  private static Object smallest(BigInteger number) {
    return number.bitLength() < 64 ? (Object) number.longValue() : number;
  }

  @Property(tries = 500)
  void treesSurviveWritingAndReading(@ForAll("trees") Object tree) throws Exception {
    String text = write(List.of(Optional.ofNullable(tree)));
    String sent = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    assertThat(sent).isEqualTo(text);
    assertThat(((List<?>) codec.read(sent, 0)).get(0)).isEqualTo(tree);
  }

  @Property(tries = 1000)
  void stringsSurviveWritingAndReading(@ForAll("strings") String string) throws Exception {
    byte[] sent = write(List.of(string)).getBytes(StandardCharsets.UTF_8);
    assertThat(codec.read(new String(sent, StandardCharsets.UTF_8), 0)).isEqualTo(List.of(string));
  }

  @Property(tries = 1000)
  void doublesSurviveAsNumbers(@ForAll double number) throws Exception {
    Object read = codec.read(write(number), 0);
    assertThat(((Number) read).doubleValue() + 0.0).isEqualTo(number + 0.0);
  }

  @Property(tries = 500)
  void decimalsSurviveToTheDigit(@ForAll BigDecimal number) throws Exception {
    Object read = codec.binding(BigDecimal.class).bind(codec.read(write(number), 0));
    assertThat((BigDecimal) read).isEqualByComparingTo(number);
  }

  @Property(tries = 1000)
  void anyTextIsReadOrRefusedAndNothingElse(@ForAll("nearlyJson") String text) {
    try {
      Object value = codec.read(text, 0);
      assertThat(codec.read(write(value), 0)).isEqualTo(value);
    } catch (JsonFormatException refused) {
      assertThat(refused.getMessage()).isNotEmpty();
    }
  }

  @Provide
  Arbitrary<String> nearlyJson() {
    return Arbitraries.strings()
        .withChars("[]{}:,\"\\ 0123456789.eE+-truefalsn\u0001u")
        .ofMaxLength(30);
  }

  @Property(tries = 200)
  void mapsKeepTheOrderOfTheirMembers(@ForAll Map<String, Integer> map) throws Exception {
    Map<?, ?> read = (Map<?, ?>) codec.read(write(map), 0);
    assertThat(List.copyOf(read.keySet())).isEqualTo(List.copyOf(map.keySet()));
  }
}
