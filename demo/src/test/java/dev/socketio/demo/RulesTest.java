package dev.socketio.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTest {

  @Test
  void nameMayBeWrittenInAnyScriptAndIsTrimmed() throws Exception {
    assertThat(Rules.name("  Ada Lovelace ")).isEqualTo("Ada Lovelace");
    assertThat(Rules.name("エイダ 👩‍🔬")).isEqualTo("エイダ 👩‍🔬");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "a name of twenty-five lett", "two\nlines"})
  void nameThatIsNoneIsRefused(String name) {
    assertThatThrownBy(() -> Rules.name(name)).hasMessageContaining("1 to 24 characters");
  }

  @Test
  void roomIsTheSameInUpperAndLowerCase() throws Exception {
    assertThat(Rules.room("Zürich-2")).isEqualTo("zürich-2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "room:lobby", "a/b", "aaaaaaaaaaaaaaaaaaaaaaaaa"})
  void roomWithOtherCharactersOrTooManyIsRefused(String room) {
    assertThatThrownBy(() -> Rules.room(room)).hasMessageContaining("letters, digits or hyphens");
  }

  @Test
  void messageMayHaveAThousandCharactersAndNotOneMore() throws Exception {
    assertThat(Rules.text("x".repeat(1_000))).hasSize(1_000);
    assertThatThrownBy(() -> Rules.text("x".repeat(1_001))).hasMessageContaining("1,000");
  }

  @Test
  void imageMayHaveOneMegabyteAndNotOneByteMore() throws Exception {
    Picture picture = new Picture("photo.png", "image/png");
    assertThat(Rules.picture(picture, new byte[1_000_000])).isEqualTo(picture);
    assertThatThrownBy(() -> Rules.picture(picture, new byte[1_000_001]))
        .hasMessageContaining("1 MB");
    assertThatThrownBy(() -> Rules.picture(picture, new byte[0])).hasMessageContaining("1 MB");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "image/svg+xml", "text/html", "IMAGE/PNG"})
  void imageOfAnotherTypeIsRefused(String type) {
    assertThatThrownBy(() -> Rules.picture(new Picture("x", type), new byte[1]))
        .hasMessageContaining("PNG, JPEG, GIF or WebP");
  }
}
