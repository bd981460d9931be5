package dev.socketio.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.NotBlank;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Handlers that are not quite what they seem: nobody gets in, and nothing gets out. */
class NothingGetsPastTest {

  @SocketIoNamespace("/admin")
  @RolesAllowed("admin")
  abstract static class Restricted {
    @OnEvent("drop")
    String drop() {
      return "dropped";
    }
  }

  static class AdminDesk extends Restricted {}

  @RolesAllowed("admin")
  static class DeclaresRestricted {
    @OnEvent("drop")
    String drop() {
      return "dropped";
    }
  }

  @SocketIoNamespace("/desk")
  @RolesAllowed({"admin", "clerk"})
  static class Desk extends DeclaresRestricted {
    @OnEvent("look")
    String look() {
      return "seen";
    }
  }

  @SocketIoNamespace("/null")
  static class ForgetsItsStage {
    @OnConnect
    CompletionStage<Void> admit() {
      return null;
    }
  }

  @SocketIoNamespace("/later")
  static class RefusesLater {
    @OnConnect
    CompletionStage<Void> admit() {
      return CompletableFuture.failedFuture(new EventRefusedException("closed", "Come tomorrow"));
    }
  }

  @SocketIoNamespace("/verdict")
  static class ReturnsAVerdict {
    @OnConnect
    CompletionStage<Boolean> admit() {
      return CompletableFuture.completedFuture(false);
    }
  }

  record Row(@NotBlank String secretColumn) {}

  @SocketIoNamespace("/store")
  static class Store {
    @OnEvent("save")
    void save(String text) {
      try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
        throw new ConstraintViolationException(factory.getValidator().validate(new Row(text)));
      }
    }

    @OnEvent("unwritable")
    CompletionStage<Object> unwritable() {
      return CompletableFuture.completedFuture(new Object());
    }

    @OnEvent("join")
    String join(String... parts) {
      return String.join("+", parts);
    }
  }

  private CdiWorld world;

  private TestClient joined(Class<?> bean, String namespace, String... roles) throws Exception {
    world = CdiWorld.started(bean);
    return world.open("ann", roles).sends("0" + namespace + ",");
  }

  private static String answer(TestClient client, String packet) {
    client.received();
    client.sends(packet);
    return String.join("", client.received());
  }

  @AfterEach
  void end() throws Exception {
    if (world != null) {
      world.close();
    }
  }

  @Test
  void theRolesOfASuperclassDecideWhoJoins() throws Exception {
    TestClient guest = joined(AdminDesk.class, "/admin", "guest");
    assertThat(guest.received()).singleElement().asString().startsWith("4/admin,");
    TestClient admin = world.open("bob", "admin").sends("0/admin,");
    assertThat(answer(admin, "2/admin,1[\"drop\"]")).isEqualTo("3/admin,1[\"dropped\"]");
    assertThat(world.contributor().roles(world.config("chat"))).contains("admin");
  }

  @Test
  void anInheritedHandlerKeepsTheRolesOfTheClassThatDeclaresIt() throws Exception {
    TestClient clerk = joined(Desk.class, "/desk", "clerk");
    assertThat(answer(clerk, "2/desk,1[\"look\"]")).isEqualTo("3/desk,1[\"seen\"]");
    assertThat(answer(clerk, "2/desk,2[\"drop\"]")).contains("\"code\":\"forbidden\"");
  }

  @Test
  void aStageThatIsMissingLetsNobodyIn() throws Exception {
    TestClient client = joined(ForgetsItsStage.class, "/null");
    assertThat(client.received()).singleElement().asString().startsWith("4/null,");
  }

  @Test
  void aRefusalThatComesLaterCarriesItsCode() throws Exception {
    TestClient client = joined(RefusesLater.class, "/later");
    assertThat(client.received())
        .containsExactly("4/later,{\"message\":\"Come tomorrow\",\"data\":{\"code\":\"closed\"}}");
  }

  @Test
  void aVerdictThatNobodyWouldReadIsAMistake() {
    assertThatThrownBy(() -> world = CdiWorld.started(ReturnsAVerdict.class))
        .hasMessageContaining("admit");
  }

  @Test
  void constraintsThatAreViolatedDeeperInsideAreNotTold() throws Exception {
    TestClient client = joined(Store.class, "/store");
    assertThat(answer(client, "2/store,1[\"save\",\"\"]"))
        .contains("\"code\":\"failed\"")
        .doesNotContain("secretColumn");
  }

  @Test
  void anAnswerThatCannotBeWrittenIsAFailure() throws Exception {
    TestClient client = joined(Store.class, "/store");
    assertThat(answer(client, "2/store,1[\"unwritable\"]")).contains("\"code\":\"failed\"");
  }

  @Test
  void variableArityTakesAnArray() throws Exception {
    TestClient client = joined(Store.class, "/store");
    assertThat(answer(client, "2/store,1[\"join\",[\"a\",\"b\"]]")).isEqualTo("3/store,1[\"a+b\"]");
  }
}
