package dev.socketio.engine.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;

class Utf8Test {
  @Test
  void bytesThatAreNoUtf8AreRefused() {
    assertThat(Utf8.decode(new byte[] {'4', (byte) 0xff})).isNull();
    assertThat(Utf8.decode(new byte[] {(byte) 0xc3})).isNull();
    assertThat(Utf8.decode(new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80})).isNull();
  }

  @Test
  void aReplacementCharacterThatWasSentIsKept() {
    assertThat(Utf8.decode("a\ufffdb".getBytes(StandardCharsets.UTF_8))).isEqualTo("a\ufffdb");
  }

  @Property
  void theLengthIsThatOfTheEncodedText(@ForAll String text) {
    String encodable = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    assertThat(Utf8.length(encodable)).isEqualTo(encodable.getBytes(StandardCharsets.UTF_8).length);
    assertThat(Utf8.decode(encodable.getBytes(StandardCharsets.UTF_8))).isEqualTo(encodable);
  }

  @Property
  void theLengthsOfPartsAddUpWhereverTheTextIsCut(
      @ForAll @Chars({'a', '\u00e9', '\u20ac'}) String before, @ForAll @Chars('x') String after) {
    String text = before + "\ud83d\ude00" + after;
    for (int cut = 0; cut <= text.length(); cut++) {
      assertThat(Utf8.length(text.substring(0, cut)) + Utf8.length(text.substring(cut)))
          .isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
    }
  }

  @Test
  void fitsToTheByte() {
    assertThat(Utf8.fits("\u20ac\u20ac", 6)).isTrue();
    assertThat(Utf8.fits("\u20ac\u20ac", 5)).isFalse();
    assertThat(Utf8.fits("abcdef", 6)).isTrue();
    assertThat(Utf8.fits("abcdefg", 6)).isFalse();
  }
}
