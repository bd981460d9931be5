package dev.socketio.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.spi.JsonProvider;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Java values to JSON text. */
class JsonWritingTest {
  private final JsonCodec codec = JsonCodec.standard();
  private final List<ByteBuffer> attachments = new ArrayList<>();

  private String write(Object value) {
    StringBuilder out = new StringBuilder();
    codec.write(
        value,
        out,
        bytes -> {
          attachments.add(bytes);
          return attachments.size() - 1;
        });
    return out.toString();
  }

  enum Colour {
    RED,
    GREEN {
      @Override
      public String toString() {
        return "green!";
      }
    }
  }

  record Point(int x, double y) {}

  record Message(String text, Point at, List<String> tags, Optional<String> to, byte[] image) {}

  record Empty() {}

  public record Renamed(@JsonbProperty("the_name") String name) {}

  record Throwing(int value) {
    @Override
    public int value() {
      throw new IllegalStateException("no value today");
    }
  }

  public static class Bean {
    public String name = "a\ud800";
    public int age = 7;
  }

  @Test
  void simpleValues() {
    assertThat(write(null)).isEqualTo("null");
    assertThat(write("a")).isEqualTo("\"a\"");
    assertThat(write(new StringBuilder("b"))).isEqualTo("\"b\"");
    assertThat(write('c')).isEqualTo("\"c\"");
    assertThat(write(true)).isEqualTo("true");
    assertThat(write(new AtomicBoolean())).isEqualTo("false");
    assertThat(write(Colour.RED)).isEqualTo("\"RED\"");
    assertThat(write(Colour.GREEN)).isEqualTo("\"GREEN\"");
  }

  @Test
  void numbersAsJavaScriptWritesThem() {
    assertThat(write(List.of((byte) 1, (short) 2, 3, 4L, 5.0f, 6.0, new AtomicInteger(7))))
        .isEqualTo("[1,2,3,4,5,6,7]");
    assertThat(write(List.of(0.5, 0.1f, -0.0, 1e21, 1e-7))).isEqualTo("[0.5,0.1,0,1.0E21,1.0E-7]");
    assertThat(write(Long.MIN_VALUE)).isEqualTo("-9223372036854775808");
    assertThat(write(new BigInteger("123456789012345678901234567890")))
        .isEqualTo("123456789012345678901234567890");
    assertThat(write(new BigDecimal("1E+400"))).isEqualTo("1E+400");
    assertThat(write(9007199254740994.0)).isEqualTo("9.007199254740994E15");
  }

  @Test
  void whatIsNoNumberInJsonBecomesNull() {
    assertThat(
            write(
                List.of(
                    Double.NaN,
                    Double.POSITIVE_INFINITY,
                    Double.NEGATIVE_INFINITY,
                    Float.NaN,
                    Float.POSITIVE_INFINITY)))
        .isEqualTo("[null,null,null,null,null]");
  }

  @Test
  void stringsAreEscapedAsByWellFormedStringify() {
    assertThat(write("\"\\/\b\f\n\r\t\u0000\u001e\u001f\u007f\u2028\u2029"))
        .isEqualTo("\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001e\\u001f\u007f\u2028\u2029\"");
    assertThat(write("\ud83d\ude00")).isEqualTo("\"\ud83d\ude00\"");
  }

  @Test
  void loneSurrogatesAreWrittenAsEscapes() {
    assertThat(write("a\ud800")).isEqualTo("\"a\\ud800\"");
    assertThat(write("\udfffb")).isEqualTo("\"\\udfffb\"");
    assertThat(write("\ud800\ud83d\ude00\udc00")).isEqualTo("\"\\ud800\ud83d\ude00\\udc00\"");
    assertThat(write(Map.of("\udbff", 1))).isEqualTo("{\"\\udbff\":1}");
  }

  @Test
  void containers() {
    Map<Object, Object> map = new LinkedHashMap<>();
    map.put("a", null);
    map.put(1, List.of());
    map.put(Colour.GREEN, Map.of());
    assertThat(write(map)).isEqualTo("{\"a\":null,\"1\":[],\"GREEN\":{}}");
    assertThat(write(Arrays.asList(1, null, "x"))).isEqualTo("[1,null,\"x\"]");
    assertThat(write(Set.of("s"))).isEqualTo("[\"s\"]");
    assertThat(write(new Object[] {1, "a", new int[] {1, 2}, new String[0]}))
        .isEqualTo("[1,\"a\",[1,2],[]]");
    assertThat(
            write(
                List.of(Optional.of(1), Optional.empty(), OptionalInt.of(2), OptionalInt.empty())))
        .isEqualTo("[1,null,2,null]");
    assertThat(
            write(
                List.of(
                    OptionalLong.of(3),
                    OptionalLong.empty(),
                    OptionalDouble.of(0.5),
                    OptionalDouble.empty())))
        .isEqualTo("[3,null,0.5,null]");
  }

  @Test
  void datesAndTheLikeAreStrings() {
    assertThat(
            write(
                List.of(
                    Instant.EPOCH,
                    LocalDate.of(2026, 1, 2),
                    Duration.ofSeconds(90),
                    UUID.fromString("00000000-0000-0001-0000-000000000002"),
                    URI.create("https://example.com/"))))
        .isEqualTo(
            "[\"1970-01-01T00:00:00Z\",\"2026-01-02\",\"PT1M30S\",\"00000000-0000-0001-0000-000000000002\","
                + "\"https://example.com/\"]");
  }

  @Test
  void valuesOfJsonP() {
    JsonProvider provider = JsonProvider.provider();
    JsonValue value =
        provider
            .createObjectBuilder()
            .add("a", provider.createArrayBuilder().add("x\ud800").add(1.5).addNull().add(true))
            .add("b", JsonValue.EMPTY_JSON_OBJECT)
            .build();
    assertThat(write(value)).isEqualTo("{\"a\":[\"x\\ud800\",1.5,null,true],\"b\":{}}");
    assertThat(write(Json.createValue("s"))).isEqualTo("\"s\"");
    assertThat(write(JsonValue.NULL)).isEqualTo("null");
  }

  @Test
  void recordsByTheirComponents() {
    assertThat(
            write(
                new Message(
                    "hi", new Point(1, 2.5), List.of("t"), Optional.empty(), new byte[] {1, 2})))
        .isEqualTo(
            "{\"text\":\"hi\",\"at\":{\"x\":1,\"y\":2.5},\"tags\":[\"t\"],\"to\":null,"
                + "\"image\":{\"_placeholder\":true,\"num\":0}}");
    assertThat(attachments).containsExactly(ByteBuffer.wrap(new byte[] {1, 2}));
    assertThat(write(new Empty())).isEqualTo("{}");
  }

  @Test
  void aRecordThatThrowsIsNamed() {
    assertThatThrownBy(() -> write(new Throwing(1)))
        .isInstanceOf(JsonConversionException.class)
        .hasMessageContaining("Throwing")
        .hasMessageContaining("value")
        .hasMessageContaining("no value today");
  }

  @Test
  void otherObjectsThroughJsonB() {
    assertThat(write(List.of(new Bean()))).isEqualTo("[{\"age\":7,\"name\":\"a\\ud800\"}]");
    assertThat(write(new Renamed("x"))).isEqualTo("{\"the_name\":\"x\"}");
  }

  @Test
  void binaryIsTakenOutAtAnyDepthInOrder() {
    assertThat(
            write(
                Map.of(
                    "a",
                    List.of(new byte[] {1}, List.of(ByteBuffer.wrap(new byte[] {9, 2, 9}, 1, 1))))))
        .isEqualTo(
            "{\"a\":[{\"_placeholder\":true,\"num\":0},[{\"_placeholder\":true,\"num\":1}]]}");
    assertThat(attachments)
        .containsExactly(ByteBuffer.wrap(new byte[] {1}), ByteBuffer.wrap(new byte[] {2}));
  }

  @Test
  void binaryMayBeChangedAfterwards() {
    byte[] array = {1};
    ByteBuffer buffer = ByteBuffer.wrap(new byte[] {2});
    write(List.of(array, buffer));
    array[0] = 9;
    buffer.put(0, (byte) 9);
    assertThat(attachments)
        .containsExactly(ByteBuffer.wrap(new byte[] {1}), ByteBuffer.wrap(new byte[] {2}));
    assertThat(buffer.remaining()).isEqualTo(1);
  }

  @Test
  void aReadOnlyBufferIsSentWithoutACopy() {
    byte[] bytes = {1};
    write(ByteBuffer.wrap(bytes).asReadOnlyBuffer());
    bytes[0] = 2;
    assertThat(attachments.get(0).get(0)).isEqualTo((byte) 2);
  }

  @Test
  void aValueThatContainsItselfIsRefused() {
    List<Object> list = new ArrayList<>();
    list.add(list);
    assertThatThrownBy(() -> write(list))
        .isInstanceOf(JsonConversionException.class)
        .hasMessageContaining("contain itself");
    Map<String, Object> map = new HashMap<>();
    map.put("a", List.of(map));
    assertThatThrownBy(() -> write(map)).isInstanceOf(JsonConversionException.class);
  }

  @Test
  void aMapWithTheKeyNullIsRefused() {
    Map<String, Object> map = new HashMap<>();
    map.put(null, 1);
    assertThatThrownBy(() -> write(map))
        .isInstanceOf(JsonConversionException.class)
        .hasMessageContaining("key null");
  }

  @Test
  void whatJsonBCannotWriteIsRefused() {
    assertThatThrownBy(() -> write(new Unwritable()))
        .isInstanceOf(JsonConversionException.class)
        .hasMessageContaining("Unwritable");
  }

  public static class Unwritable {
    public String getValue() {
      throw new IllegalStateException("broken getter");
    }
  }
}
