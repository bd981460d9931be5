package dev.socketio.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbProperty;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Plain values to Java types. */
class BindingTest {
  private final JsonCodec codec = JsonCodec.standard();

  private Object bind(String json, Type type) throws JsonFormatException {
    return codec.binding(type).bind(codec.read(json, 0));
  }

  private void refused(String json, Type type, String... fragments) {
    assertThatThrownBy(() -> bind(json, type))
        .as(json)
        .isInstanceOf(JsonConversionException.class)
        .hasMessageContainingAll(fragments);
  }

  enum Colour {
    RED,
    GREEN
  }

  record Point(int x, Double y) {}

  record Message(
      String text, Point at, List<Point> path, Optional<Colour> colour, Map<String, int[]> more) {}

  record Node(String name, List<Node> children) {}

  record Page<T>(T first, List<T> items, Map<String, List<T>> named) {}

  record Holder(Page<Point> page) {}

  record Image(String name, byte[] data, ByteBuffer preview) {}

  record Checked(int value) {
    Checked {
      if (value < 0) {
        throw new IllegalArgumentException("negative");
      }
    }
  }

  public record Renamed(@JsonbProperty("the_name") String name) {}

  public static class Bean {
    public String name;
    public List<Integer> numbers;
  }

  // Fields whose generic types the tests ask for.
  List<Point> points;
  Map<Colour, Point> byColour;
  Set<? extends Number> numbers;
  List<String>[] lists;
  Page<Point> page;
  Optional<Point> maybe;
  List<Bean> beans;
  Map<String, Object> anything;
  HashMap<String, Integer> concrete;

  private static Type type(String field) throws NoSuchFieldException {
    return BindingTest.class.getDeclaredField(field).getGenericType();
  }

  static Stream<Arguments> simpleValues() {
    return Stream.of(
        Arguments.of("\"a\"", String.class, "a"),
        Arguments.of("\"a\"", CharSequence.class, "a"),
        Arguments.of("\"a\"", char.class, 'a'),
        Arguments.of("\"a\"", Character.class, 'a'),
        Arguments.of("1", int.class, 1),
        Arguments.of("1.0", int.class, 1),
        Arguments.of("1e2", Integer.class, 100),
        Arguments.of("2147483647", int.class, Integer.MAX_VALUE),
        Arguments.of("9223372036854775807", long.class, Long.MAX_VALUE),
        Arguments.of("-9223372036854775808", Long.class, Long.MIN_VALUE),
        Arguments.of("127", byte.class, (byte) 127),
        Arguments.of("300", Short.class, (short) 300),
        Arguments.of("0.1", double.class, 0.1),
        Arguments.of("1", Double.class, 1.0),
        Arguments.of("1e400", double.class, Double.POSITIVE_INFINITY),
        Arguments.of("0.5", float.class, 0.5f),
        Arguments.of("0.10", BigDecimal.class, new BigDecimal("0.10")),
        Arguments.of("1", BigDecimal.class, BigDecimal.ONE),
        Arguments.of(
            "12345678901234567890", BigInteger.class, new BigInteger("12345678901234567890")),
        Arguments.of("7", BigInteger.class, BigInteger.valueOf(7)),
        Arguments.of("7", Number.class, 7L),
        Arguments.of("true", boolean.class, true),
        Arguments.of("false", Boolean.class, false),
        Arguments.of("\"RED\"", Colour.class, Colour.RED),
        Arguments.of("\"1970-01-01T00:00:00Z\"", Instant.class, Instant.EPOCH),
        Arguments.of("\"2026-01-02\"", LocalDate.class, LocalDate.of(2026, 1, 2)),
        Arguments.of("\"00000000-0000-0001-0000-000000000002\"", UUID.class, new UUID(1, 2)),
        Arguments.of("\"https://example.com/\"", URI.class, URI.create("https://example.com/")),
        Arguments.of("[1,\"a\",null]", Object.class, Arrays.asList(1L, "a", null)),
        Arguments.of("{\"a\":1}", Map.class, Map.of("a", 1L)),
        Arguments.of("[1]", List.class, List.of(1L)),
        Arguments.of("[1]", Collection.class, List.of(1L)),
        Arguments.of("[1,1]", Set.class, Set.of(1L)),
        Arguments.of("[1,2]", int[].class, new int[] {1, 2}),
        Arguments.of("[[\"a\"],[]]", String[][].class, new String[][] {{"a"}, {}}),
        Arguments.of("[null]", Integer[].class, new Integer[] {null}),
        Arguments.of("[{\"x\":1}]", Point[].class, new Point[] {new Point(1, null)}));
  }

  @ParameterizedTest
  @MethodSource("simpleValues")
  void fits(String json, Class<?> type, Object expected) throws Exception {
    assertThat(bind(json, type)).isEqualTo(expected);
  }

  static Stream<Arguments> misfits() {
    return Stream.of(
        Arguments.of("1", String.class, "the number 1"),
        Arguments.of("\"1\"", int.class, "the string \"1\""),
        Arguments.of("1.5", int.class, "1.5"),
        Arguments.of("2147483648", int.class, "2147483648"),
        Arguments.of("9223372036854775808", long.class, "9223372036854775808"),
        Arguments.of("128", byte.class, "128"),
        Arguments.of("1e999999999", int.class, "1E+999999999"),
        Arguments.of("1e999999999", BigInteger.class, "1E+999999999"),
        Arguments.of("0.5", BigInteger.class, "0.5"),
        Arguments.of("null", int.class, "null"),
        Arguments.of("null", boolean.class, "null"),
        Arguments.of("null", char.class, "null"),
        Arguments.of("\"ab\"", char.class, "the string \"ab\""),
        Arguments.of("1", boolean.class, "the number 1"),
        Arguments.of("\"BLUE\"", Colour.class, "[RED, GREEN]"),
        Arguments.of("1", Colour.class, "the number 1"),
        Arguments.of("\"x\"", Instant.class, "the string \"x\""),
        Arguments.of("\"not a uri\"", URI.class, "not a uri"),
        Arguments.of("\"x\"", byte[].class, "binary"),
        Arguments.of("[1]", byte[].class, "an array of 1"),
        Arguments.of("{}", List.class, "an object with the members []"),
        Arguments.of("[]", Map.class, "an array of 0"),
        Arguments.of("1", int[].class, "the number 1"),
        Arguments.of("[1,\"a\"]", int[].class, "element 1: int wanted"),
        Arguments.of("[1]", Point.class, "an array of 1"),
        Arguments.of(
            "{\"x\":\"a\"}", Point.class, "member \"x\": int wanted, but the string \"a\""),
        Arguments.of("{}", Point.class, "member \"x\": int wanted, but null"),
        Arguments.of("{}", JsonArray.class, "an object"),
        Arguments.of("{\"value\":-1}", Checked.class, "the record Checked refused making it"));
  }

  @ParameterizedTest
  @MethodSource("misfits")
  void doesNotFit(String json, Class<?> type, String reason) {
    refused(json, type, reason);
  }

  @Test
  void nullIsNullForWhateverIsNotPrimitive() throws Exception {
    for (Class<?> type :
        List.of(
            String.class,
            Integer.class,
            Boolean.class,
            Colour.class,
            Instant.class,
            byte[].class,
            ByteBuffer.class,
            Point.class,
            List.class,
            Map.class,
            int[].class,
            Bean.class,
            Object.class)) {
      assertThat(bind("null", type)).as(type.getName()).isNull();
    }
    assertThat(bind("null", JsonValue.class)).isSameAs(JsonValue.NULL);
    assertThat(bind("null", type("maybe"))).isEqualTo(Optional.empty());
  }

  @Test
  void recordsOfEverything() throws Exception {
    Message message =
        (Message)
            bind(
                "{\"text\":\"hi\",\"at\":{\"x\":1,\"y\":2},\"path\":[{\"x\":3}],\"colour\":\"GREEN\","
                    + "\"more\":{\"a\":[1]},\"unknown\":{}}",
                Message.class);
    assertThat(message.text()).isEqualTo("hi");
    assertThat(message.at()).isEqualTo(new Point(1, 2.0));
    assertThat(message.path()).containsExactly(new Point(3, null));
    assertThat(message.colour()).contains(Colour.GREEN);
    assertThat(message.more().get("a")).containsExactly(1);
  }

  @Test
  void missingMembersAreNullOrAbsent() throws Exception {
    assertThat(bind("{}", Message.class))
        .isEqualTo(new Message(null, null, null, Optional.empty(), null));
  }

  @Test
  void recordsThatContainThemselves() throws Exception {
    assertThat(bind("{\"name\":\"a\",\"children\":[{\"name\":\"b\",\"children\":[]}]}", Node.class))
        .isEqualTo(new Node("a", List.of(new Node("b", List.of()))));
  }

  @Test
  void genericTypes() throws Exception {
    assertThat(bind("[{\"x\":1}]", type("points"))).isEqualTo(List.of(new Point(1, null)));
    assertThat(bind("{\"RED\":{\"x\":1}}", type("byColour")))
        .isEqualTo(Map.of(Colour.RED, new Point(1, null)));
    assertThat(bind("[1,2.5]", type("numbers"))).isEqualTo(Set.of(1L, new BigDecimal("2.5")));
    assertThat((List<?>[]) bind("[[\"a\"]]", type("lists"))).containsExactly(List.of("a"));
    assertThat(bind("{\"x\":1}", type("maybe"))).isEqualTo(Optional.of(new Point(1, null)));
    assertThat(bind("{\"a\":[1]}", type("anything"))).isEqualTo(Map.of("a", List.of(1L)));
  }

  @Test
  void genericRecordsKnowTheirTypeArguments() throws Exception {
    Page<Point> expected =
        new Page<>(
            new Point(1, null),
            List.of(new Point(2, null)),
            Map.of("a", List.of(new Point(3, null))));
    String json = "{\"first\":{\"x\":1},\"items\":[{\"x\":2}],\"named\":{\"a\":[{\"x\":3}]}}";
    assertThat(bind(json, type("page"))).isEqualTo(expected);
    assertThat(bind("{\"page\":" + json + "}", Holder.class)).isEqualTo(new Holder(expected));
  }

  @Test
  void valuesOfJsonP() throws Exception {
    assertThat(bind("{\"a\":[1,2.5,null,true,\"s\"]}", JsonObject.class))
        .hasToString("{\"a\":[1,2.5,null,true,\"s\"]}");
    assertThat(((JsonString) bind("\"a\"", JsonString.class)).getString()).isEqualTo("a");
    assertThat(((JsonNumber) bind("7", JsonNumber.class)).longValueExact()).isEqualTo(7);
    assertThat(bind("12345678901234567890", JsonValue.class)).hasToString("12345678901234567890");
  }

  @Test
  void binary() {
    ByteBuffer plain = ByteBuffer.wrap(new byte[] {1, 2}).asReadOnlyBuffer();
    assertThat(codec.binding(byte[].class).bind(plain)).isEqualTo(new byte[] {1, 2});
    assertThat(codec.binding(ByteBuffer.class).bind(plain)).isEqualTo(plain).isNotSameAs(plain);
    Image image =
        (Image)
            codec.binding(Image.class).bind(Map.of("name", "a", "data", plain, "preview", plain));
    assertThat(image.data()).containsExactly(1, 2);
    assertThat(image.preview()).isEqualTo(plain);
    assertThat(plain.remaining()).isEqualTo(2);
  }

  @Test
  void binaryWithinAnythingIsAnArrayOfBytes() {
    ByteBuffer plain = ByteBuffer.wrap(new byte[] {1, 2});
    Object bound = codec.binding(Object.class).bind(List.of("a", Map.of("b", List.of(plain))));
    assertThat(bound)
        .usingRecursiveComparison()
        .isEqualTo(List.of("a", Map.of("b", List.of(new byte[] {1, 2}))));
  }

  @Test
  void binaryShowsAsPlaceholderInJson() {
    ByteBuffer plain = ByteBuffer.wrap(new byte[] {1});
    assertThat(codec.toJsonValue(List.of(plain, plain)))
        .hasToString("[{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]");
  }

  @Test
  void otherObjectsThroughJsonB() throws Exception {
    Bean bean = (Bean) bind("{\"name\":\"a\\ud800\",\"numbers\":[1,2]}", Bean.class);
    assertThat(bean.name).isEqualTo("a\ud800");
    assertThat(bean.numbers).containsExactly(1, 2);
    assertThat(((List<?>) bind("[{\"name\":\"x\"}]", type("beans"))).get(0))
        .isInstanceOf(Bean.class);
    assertThat(bind("{\"the_name\":\"x\"}", Renamed.class)).isEqualTo(new Renamed("x"));
    assertThat(bind("{\"a\":1}", type("concrete"))).isEqualTo(new HashMap<>(Map.of("a", 1)));
  }

  @Test
  void whatJsonBCannotBindIsRefused() {
    refused("\"a\"", Bean.class, "Bean");
    refused("{\"numbers\":\"a\"}", Bean.class, "Bean");
    assertThatThrownBy(() -> codec.binding(Bean.class).bind(Map.of("name", ByteBuffer.allocate(1))))
        .isInstanceOf(JsonConversionException.class)
        .hasMessageContaining("binary")
        .hasMessageContaining("record");
  }

  @Test
  void aBindingIsPreparedOnce() {
    assertThat(codec.binding(Message.class)).isSameAs(codec.binding(Message.class));
  }
}
