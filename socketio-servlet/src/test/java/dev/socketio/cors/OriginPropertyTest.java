package dev.socketio.cors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

@Label("The origin parser")
class OriginPropertyTest {

  private static final List<String> PIECES =
      List.of(
          "https",
          "http",
          "://",
          ":",
          "/",
          "//",
          "@",
          ".",
          "..",
          "[",
          "]",
          "::",
          "1",
          "0x",
          "443",
          "65536",
          "example.com",
          "null",
          "*",
          " ",
          ",",
          "%",
          "\r\n",
          "\u0000",
          "\u00df",
          "xn--",
          "-",
          "_",
          "a");

  @Property
  @Label("takes its own serialisation for the same origin")
  void takesItsOwnSerialisationForTheSameOrigin(@ForAll("origins") String written) {
    Origin origin = Origin.parse(written).orElseThrow();

    assertThat(Origin.parse(origin.toString())).contains(origin);
    assertThat(origin.toString()).isEqualTo(origin.toString().toLowerCase(Locale.ROOT));
  }

  @Property
  @Label("agrees with the JDK's URI on scheme, host and port")
  void agreesWithTheUriOfTheJdk(@ForAll("origins") String written) {
    Origin origin = Origin.parse(written).orElseThrow();
    URI uri = URI.create(written.toLowerCase(Locale.ROOT));

    assertThat(origin.scheme()).isEqualTo(uri.getScheme());
    assertThat(uri.getRawAuthority()).startsWith(origin.host());
    if (uri.getPort() >= 0) {
      assertThat(origin.port()).isEqualTo(uri.getPort());
    }
  }

  @Property
  @Label("does not care for the case of letters")
  void doesNotCareForCase(@ForAll("origins") String written) {
    assertThat(Origin.parse(written.toUpperCase(Locale.ROOT))).isEqualTo(Origin.parse(written));
  }

  @Property
  @Label("takes no origin with a character before or behind it")
  void takesNoOriginWithMoreAroundIt(
      @ForAll("origins") String written, @ForAll("strangers") String more) {
    assertThat(Origin.parse(written + more)).isEmpty();
    assertThat(Origin.parse(more + written)).isEmpty();
  }

  @Property
  @Label("never throws, and what it takes is ASCII that may stand in a header")
  void neverThrows(@ForAll("rubbish") String rubbish) {
    Optional<Origin> origin = Origin.parse(rubbish);

    origin.ifPresent(
        taken ->
            assertThat(taken.toString())
                .matches("null|[a-z][a-z0-9+.-]*://[A-Za-z0-9._~\\[\\]:-]*"));
    assertThatCode(() -> Text.entries(rubbish)).doesNotThrowAnyException();
  }

  @Property
  @Label("writes IPv6 addresses so that the JDK reads the same address")
  void writesIpv6AddressesAsTheyWere(@ForAll @Size(8) List<@IntRange(max = 0xffff) Integer> pieces)
      throws Exception {
    // every other address gets zeros to shorten
    List<Integer> sparse = pieces.stream().map(piece -> piece % 3 == 0 ? 0 : piece).toList();
    String full = String.join(":", sparse.stream().map(Integer::toHexString).toList());

    String canonical = Origin.parse("http://[" + full + "]").orElseThrow().host();
    byte[] expected = new byte[16];
    for (int i = 0; i < 8; i++) {
      expected[2 * i] = (byte) (sparse.get(i) >> 8);
      expected[2 * i + 1] = (byte) (int) sparse.get(i);
    }
    InetAddress read = InetAddress.getByName(canonical);
    byte[] bytes = read instanceof Inet6Address ? read.getAddress() : null;
    if (bytes != null) {
      assertThat(bytes).isEqualTo(expected);
    } else { // the JDK unwraps addresses that stand for IPv4
      assertThat(read.getAddress()).isEqualTo(Arrays.copyOfRange(expected, 12, 16));
    }
    assertThat(Origin.parse("http://" + canonical).orElseThrow().host()).isEqualTo(canonical);
  }

  @Property
  @Label("lets a glob match exactly the hosts below its domain")
  void globsMatchExactlyTheHostsBelowTheirDomain(@ForAll("hosts") String host) {
    OriginGlob glob = OriginGlob.compile("origin", "https://*.example.com");

    boolean below = host.endsWith(".example.com");
    assertThat(glob.matches(Origin.parse("https://" + host).orElseThrow())).isEqualTo(below);
    assertThat(glob.matches(Origin.parse("https://" + host + "example.com").orElseThrow()))
        .isFalse();
    assertThat(glob.matches(Origin.parse("https://" + host + ".example.com").orElseThrow()))
        .isTrue();
  }

  @Provide
  Arbitrary<String> hosts() {
    Arbitrary<String> label =
        Arbitraries.strings()
            .withCharRange('a', 'z')
            .numeric()
            .withChars('-')
            .ofMinLength(1)
            .ofMaxLength(12);
    return Combinators.combine(
            label.list().ofMinSize(1).ofMaxSize(4), Arbitraries.of("com", "example.com", "org"))
        .as((labels, end) -> String.join(".", labels) + "." + end);
  }

  @Provide
  Arbitrary<String> origins() {
    Arbitrary<String> port = Arbitraries.integers().between(0, 65_535).map(number -> ":" + number);
    Arbitrary<String> address =
        Arbitraries.integers()
            .between(0, 255)
            .list()
            .ofSize(4)
            .map(parts -> String.join(".", parts.stream().map(String::valueOf).toList()));
    return Combinators.combine(
            Arbitraries.of("http://", "https://"),
            Arbitraries.oneOf(hosts(), address, Arbitraries.of("localhost", "[::1]")),
            Arbitraries.oneOf(port, Arbitraries.just("")))
        .as((scheme, host, rest) -> scheme + host + rest);
  }

  @Provide
  Arbitrary<String> strangers() {
    return Arbitraries.of(
        "/", " ", "?", "#", "\t", "\n", ",", "\u0000", ":", "@", "\\", "%", "\u00e4", "*");
  }

  @Provide
  Arbitrary<String> rubbish() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(60),
        Arbitraries.of(PIECES).list().ofMaxSize(10).map(pieces -> String.join("", pieces)),
        Arbitraries.of(PIECES)
            .list()
            .ofMaxSize(6)
            .map(pieces -> "https://" + String.join("", pieces)));
  }
}
