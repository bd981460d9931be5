package dev.socketio.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.server.SocketIoOptions;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Specializes;
import jakarta.enterprise.inject.Vetoed;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which of the classes of an application are beans, and handle anything, is for CDI to say. */
class SelectionTest {

  @SocketIoNamespace
  static class Chat {
    @OnEvent("who")
    String who() {
      return "chat";
    }
  }

  @Alternative
  static class Unselected extends Chat {
    @Override
    @OnEvent("who")
    String who() {
      return "unselected";
    }
  }

  @Alternative
  @Priority(1)
  static class Selected extends Chat {
    @Override
    @OnEvent("who")
    String who() {
      return "selected";
    }
  }

  @Alternative
  @Priority(2)
  static class SelectedBefore extends Selected {
    @Override
    @OnEvent("who")
    String who() {
      return "selected before";
    }
  }

  @Specializes
  static class Special extends Chat {
    @Override
    @OnEvent("who")
    String who() {
      return "special";
    }
  }

  @Specializes
  static class MoreSpecial extends Special {
    @OnEvent("more")
    String more() {
      return "more";
    }
  }

  @SocketIoNamespace
  @Vetoed
  static class VetoedChat {
    @OnEvent("who")
    String who() {
      return "vetoed";
    }
  }

  static class OnlyABase {
    @OnEvent("who")
    String who() {
      return "base";
    }
  }

  @SocketIoNamespace(server = "nowhere")
  @Alternative
  static class OnlyAlternative extends OnlyABase {}

  @Dependent
  static class Settings {
    @Produces
    SocketIoOptions options() {
      return SocketIoOptions.builder().maxAttachments(3).build();
    }
  }

  @Specializes
  static class NoSettings extends Settings {}

  static class Veto implements Extension {
    void type(@Observes ProcessAnnotatedType<Selected> event) {
      event.veto();
    }
  }

  private CdiWorld world;

  @AfterEach
  void end() throws Exception {
    if (world != null) {
      world.close();
    }
  }

  private String who(CdiWorld started) throws Exception {
    world = started;
    TestClient client = started.join("/");
    client.received();
    client.sends("21[\"who\"]");
    return String.join("", client.received());
  }

  @Test
  void anAlternativeThatNobodySelectsIsNotThere() throws Exception {
    assertThat(who(CdiWorld.started(Chat.class, Unselected.class))).isEqualTo("31[\"chat\"]");
  }

  @Test
  void norIsTheServerItNames() throws Exception {
    assertThat(who(CdiWorld.started(Chat.class, OnlyABase.class, OnlyAlternative.class)))
        .isEqualTo("31[\"chat\"]");
  }

  @Test
  void aSelectedAlternativeHandlesInsteadOfWhatItStandsInFor() throws Exception {
    assertThat(who(CdiWorld.started(Chat.class, Selected.class))).isEqualTo("31[\"selected\"]");
  }

  @Test
  void ofSeveralSelectedAlternativesTheHighestPriorityHandles() throws Exception {
    assertThat(who(CdiWorld.started(Chat.class, Selected.class, SelectedBefore.class)))
        .isEqualTo("31[\"selected before\"]");
  }

  @Test
  void aSpecializingBeanHandlesAlone() throws Exception {
    assertThat(who(CdiWorld.started(Chat.class, Special.class))).isEqualTo("31[\"special\"]");
  }

  @Test
  void aBeanMayBeSpecializedTwice() throws Exception {
    assertThat(who(CdiWorld.started(Chat.class, Special.class, MoreSpecial.class)))
        .isEqualTo("31[\"special\"]");
  }

  @Test
  void aVetoedClassIsNotThere() throws Exception {
    assertThat(who(CdiWorld.started(Chat.class, VetoedChat.class))).isEqualTo("31[\"chat\"]");
  }

  @Test
  void norIsOneThatAnExtensionVetoes() throws Exception {
    assertThat(who(CdiWorld.extended(new Veto(), Chat.class, Selected.class)))
        .isEqualTo("31[\"chat\"]");
  }

  @Test
  void theProducersOfASpecializedBeanAreGone() throws Exception {
    world = CdiWorld.started(Settings.class, NoSettings.class);
    assertThat(world.server().options().maxAttachments())
        .isEqualTo(SocketIoOptions.builder().build().maxAttachments());
  }
}
