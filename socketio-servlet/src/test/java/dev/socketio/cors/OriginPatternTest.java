package dev.socketio.cors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A pattern of origins")
class OriginPatternTest {

  private static boolean allows(String pattern, String origin) {
    CorsPolicy policy = CorsPolicy.builder().origins(pattern).build();
    return policy.decide(FakeRequest.get(origin)) instanceof CorsDecision.Allowed;
  }

  @Nested
  @DisplayName("X4: written as a glob")
  class Glob {

    @ParameterizedTest(name = "{0} allows {1}")
    @DisplayName("allows what it says")
    @CsvSource(
        quoteCharacter = '"',
        textBlock =
            """
            https://*.example.com, https://www.example.com
            https://*.example.com, https://a.b.c.example.com
            https://*.example.com, HTTPS://WWW.Example.Com:443
            https://*.Example.com, https://www.example.com
            https://app-*.example.com, https://app-1.example.com
            https://*-preview.example.com, https://x-preview.example.com
            https://a*b*c.example.com, https://a1b2c.example.com
            https://a*b*c.example.com, https://abbbc.example.com
            https://*.app-*.example.com, https://x.y.app-1.example.com
            https://app-*.eu.example.com, https://app-x.eu.example.com
            http://localhost:[*], http://localhost
            http://localhost:[*], http://localhost:3000
            http://*.localhost:[*], http://a.localhost:3000
            http://[::1]:[*], http://[::1]:3000
            http://127.0.0.1:[*], http://127.0.0.1:3000
            "https://example.com:[8080,8081]", https://example.com:8081
            "https://example.com:[443, 8081]", https://example.com
            https://*.example.com:8443, https://a.example.com:8443
            https://*.b\u00fccher.example, https://a.xn--bcher-kva.example
            """)
    void allowsWhatItSays(String glob, String origin) {
      assertThat(allows(glob, origin)).isTrue();
    }

    @ParameterizedTest(name = "{0} does not allow {1}")
    @DisplayName("Z2, Z5: crosses neither scheme, label, port nor end")
    @CsvSource(
        quoteCharacter = '"',
        textBlock =
            """
            https://*.example.com, https://example.com
            https://*.example.com, https://evil-example.com
            https://*.example.com, https://evilexample.com
            https://*.example.com, https://a.example.com.evil.org
            https://*.example.com, https://a.example.com.
            https://*.example.com, http://a.example.com
            https://*.example.com, https://a.example.com:8443
            https://*.example.com, https://.example.com
            https://*.example.com, https://evil.org/.example.com
            https://*.example.com, https://evil.org#.example.com
            https://*.example.com, https://evil.org\\.example.com
            https://*.example.com, https://evil.org:443.example.com
            https://*.example.com, null
            https://app-*.example.com, https://app-.example.com
            https://app-*.example.com, https://app-a.b.example.com
            https://app-*.example.com, https://x.app-1.example.com
            https://a*b*c.example.com, https://abc.example.com
            https://a*b*c.example.com, https://a1bc.example.com
            https://a*b*c.example.com, https://a1b.c.example.com
            https://*.app-*.example.com, https://app-1.example.com
            http://localhost:[*], https://localhost:3000
            http://localhost:[*], http://evil.localhost:3000
            http://localhost:[*], http://localhost.evil.org:3000
            "https://example.com:[8080,8081]", https://example.com
            "https://example.com:[8080,8081]", https://example.com:808
            """)
    void crossesNeitherSchemeLabelPortNorEnd(String glob, String origin) {
      assertThat(allows(glob, origin)).isFalse();
    }

    @ParameterizedTest
    @DisplayName("that could mean anybody's host, or nothing at all, stops the deployment")
    @ValueSource(
        strings = {
          "*://example.com",
          "*.example.com",
          "http*://example.com",
          "wss://*.example.com",
          "chrome-extension://*",
          "https://*",
          "https://*:[*]",
          "https://*.*",
          "https://example.*",
          "https://www.*.example.com",
          "https://**.example.com",
          "https://a**b.example.com",
          "https://*.example.com/",
          "https://*.example.com/*",
          "https://*..example.com",
          "https://*example.com",
          "https://*-example.com:[*]",
          "https://*.*example.com",
          "https://*a*b.com",
          "https://*.fa\u00df.example",
          "https://*.example.com:*",
          "https://*.example.com:[]",
          "https://*.example.com:[0]",
          "https://*.example.com:[1-9]",
          "https://*.example.com:[443,]",
          "https://example.com:[*]/",
          "http://192.168.*.1",
          "http://192.168.1.*",
          "http://*.168.1.1",
          "http://*.10.168.1.1",
          "http://[::*]:[*]",
        })
    void thatCouldMeanAnybodyStopsTheDeployment(String glob) {
      assertThatThrownBy(() -> CorsPolicy.builder().origins(glob))
          .isInstanceOf(CorsConfigurationException.class)
          .hasMessageContaining("has the value \"" + glob + "\": ")
          .hasMessageContaining(" Remedy: ");
    }
  }

  @Nested
  @DisplayName("C6: written as a regular expression")
  class Expression {

    @ParameterizedTest(name = "{0} allows {1}")
    @DisplayName("allows what it matches from the first to the last character, case aside")
    @CsvSource(
        quoteCharacter = '"',
        textBlock =
            """
            /https://app-[0-9]+\\.example\\.com/, https://app-17.example.com
            /https://app-[0-9]+\\.Example\\.com/i, https://app-17.example.com
            /^https://(?:[a-z0-9-]+\\.)?example\\.com$/, https://example.com
            /^https://(?:[a-z0-9-]+\\.)?example\\.com$/, https://www.example.com
            "/https?:\\/\\/localhost(?::[0-9]{2,5})?/", http://localhost:3000
            /https://a\\.example|https://b\\.example/, https://b.example
            /https://[^.]+\\.example\\.com/, https://a.example.com
            /https://(\\w+\\.)*example\\.(com|org)(:\\d+)?/, https://a.b.example.org:8443
            /https://(?:a|b)\\.example/, https://b.example
            "/https://x{1,2}\\.org/", https://xx.org
            "/http://192\\.168\\.[0-9]{1,3}\\.[0-9]{1,3}(:\\d+)?/", http://192.168.0.7:3000
            /http://\\[::1\\](:\\d+)?/, http://[::1]:3000
            /https://(?!admin)[a-z]+\\.example\\.com/, https://app.example.com
            /https?://(?<name>[a-z]++\\.){1}example\\.com/, http://app.example.com
            /https://[a-z&&[^x]]\\.example\\.com/, https://b.example.com
            """)
    void allowsWhatItMatches(String regex, String origin) {
      assertThat(allows(regex, origin)).isTrue();
    }

    @ParameterizedTest(name = "{0} does not allow {1}")
    @DisplayName("Z2: is never searched for, and never matched against null")
    @CsvSource({
      "/https://app-[0-9]+\\.example\\.com/, https://app-17.example.com.evil.org",
      "/https://app-[0-9]+\\.example\\.com/, https://app-17.example.com:8443",
      "/https://app-[0-9]+\\.example\\.com/, http://app-17.example.com",
      "/https://a\\.example|https://b\\.example/, https://a.example.evil",
      "'/https://a\\.example|n?u?l{0,2}/', null",
    })
    void isNeverSearchedFor(String regex, String origin) {
      assertThat(allows(regex, origin)).isFalse();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("Z2, Z3: that lets foreign hosts in by a usual mistake stops the deployment")
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            /https://www.example\\.com/           | the dot at index 11 is not escaped
            /https://.*\\.example\\.com/          | the dot at index 8 is not escaped
            /https://[a-z.]+.example\\.com/       | is not escaped
            /example\\.com$/                      | has no scheme
            /example\\.com/                       | has no scheme
            /https://[a-z-]*example\\.com/        | it admits https://evilexample.com
            /https://[a-z]+-example\\.com/        | it admits https://evil-example.com
            /http://[^:]+example\\.com$/          | it admits http://evilexample.com
            /https?://[a-z0-9.-]+/ | it admits https://evil.com
            /https://[^/]+(:[0-9]+)?/ | it admits https://evil.com
            /https://\\S+\\.com/ | it admits https://evil.com
            /https?://[^/]+\\.com/ | it admits https://evil.com
            /https://[a-z0-9-]*example\\.com(:\\d+)?/ | it admits https://evilexample.com
            '/https://[a-z0-9-]*example\\.(com|org)/' | it admits https://evilexample.com
            /https://[a-z0-9-]*(example\\.com)/ | it admits https://evilexample.com
            /https://example\\.com\\S*/ | are not spelt out
            /https://(www[.])?example\\.com[^/]*/ | are not spelt out
            /https://example\\.com[.a-z]*/ | are not spelt out
            /https://example\\.com\\d*/ | are not spelt out
            '/https://a\\.example|https://[a-z-]*bar\\.com|https://b\\.example/' | it admits https://evilbar.com
            '/https://(a\\.|[a-z]*)example\\.com/' | it admits https://evilexample.com
            /https://([a-z]+\\.?)*example\\.com/ | it admits https://evilexample.com
            /https://(x?x?)*example\\.com/ | are not spelt out
            /https://x*example\\.com/ | are not spelt out
            /https://[a-z]+/ | are not spelt out
            /https://example\\.[a-z]{2,3}/ | are not spelt out
            /http://[0-9]+\\.[0-9]+\\.0\\.1/ | are not spelt out
            /http://[0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+/ | are not spelt out
            /http:\\/\\/\\[[0-9a-f:]+\\]/ | are not spelt out
            /\\w+://example\\.com/ | its scheme is not spelt out
            /[a-z]*https://example\\.com/ | its scheme is not spelt out
            /https://(?i)example\\.com/ | what stands at index 8 cannot be checked
            /https://(a)\\1\\.example\\.com\\x2e/ | cannot be checked
            /https://(example\\.com/ | not a regular expression
            /https://example\\.com                | does not end with one
            /                                     | does not end with one
            /api                                  | does not end with one
            """)
    void thatLetsForeignHostsInStopsTheDeployment(String regex, String why) {
      assertThatThrownBy(() -> CorsPolicy.builder().origins(regex))
          .isInstanceOf(CorsConfigurationException.class)
          .hasMessageContaining(why)
          .hasMessageContaining(" Remedy: ");
    }

    @Test
    @DisplayName(
        "may be a compiled pattern, quoted parts included, without flags that change its meaning")
    void mayBeACompiledPattern() {
      CorsPolicy policy =
          CorsPolicy.builder()
              .originPattern(Pattern.compile(Pattern.quote("https://example.com") + "(:[0-9]+)?"))
              .build();

      assertThat(policy.decide(FakeRequest.get("https://example.com:81")))
          .isInstanceOf(CorsDecision.Allowed.class);
      assertThat(policy.decide(FakeRequest.get("https://exampleXcom")))
          .isInstanceOf(CorsDecision.Denied.class);
      assertThatThrownBy(
              () ->
                  CorsPolicy.builder()
                      .originPattern(Pattern.compile("https://a\\.b", Pattern.COMMENTS)))
          .isInstanceOf(CorsConfigurationException.class)
          .hasMessageContaining("leave the flags out");
    }

    /** Without a limit of 63 for a label the second would take minutes. */
    @ParameterizedTest
    @Timeout(10)
    @ValueSource(
        strings = {
          "/https://(?:[a-z0-9-]+\\.)+example\\.com/",
          "/https://[a-z]*[a-z]*[a-z]*[a-z]*[a-z]*[a-z]*\\.example\\.com/"
        })
    @DisplayName("Z10: costs little however long the header is, since only parsed origins reach it")
    void costsLittleHoweverLongTheHeaderIs(String expression) {
      CorsPolicy policy = CorsPolicy.builder().origins(expression).build();

      for (String host : List.of("a.".repeat(123) + "evil", "a".repeat(237), "a".repeat(100_000))) {
        assertThat(policy.decide(FakeRequest.get("https://" + host)))
            .isInstanceOf(CorsDecision.Denied.class);
      }
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "/https:\\/\\/(www)?\\.?example\\.com/",
          "/https://[a-z]+\\.?example\\.com/",
          "/https://x(\\.)?example\\.com/",
          "/https://www\\.?\\d?example\\.com/",
          "/https://1\\.*example\\.com/"
        })
    @DisplayName("Z3: is refused with a dot before the domain that need not be there")
    void isRefusedWithADotThatNeedNotBeThere(String expression) {
      assertThatThrownBy(() -> CorsPolicy.builder().origins(expression))
          .isInstanceOf(CorsConfigurationException.class)
          .hasMessageContaining("https://*.example.com");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "/https:\\/\\/(www\\.)?example\\.com/",
          "/https://example\\.com\\.?/",
          "/https://\\.?example\\.com/"
        })
    @DisplayName("is deployed with one that stands at the host's end, or belongs to a label")
    void isDeployedWithADotThatIsHarmless(String expression) {
      CorsPolicy policy = CorsPolicy.builder().origins(expression).build();

      assertThat(policy.decide(FakeRequest.get("https://example.com")))
          .isInstanceOf(CorsDecision.Allowed.class);
    }
  }
}
