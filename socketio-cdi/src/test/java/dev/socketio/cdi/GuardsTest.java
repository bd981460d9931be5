package dev.socketio.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may do what, and with which arguments. */
class GuardsTest {

  @SocketIoNamespace("/staff")
  @RolesAllowed({"clerk", "boss"})
  static class Staff {
    static final String OPEN = "open";

    @OnEvent("open")
    String open() {
      return "done";
    }

    @RolesAllowed("boss")
    @OnEvent("fire")
    String fire(String whom) {
      return "fired " + whom;
    }

    @DenyAll
    @OnEvent("never")
    String never() {
      return "done";
    }

    @PermitAll
    @OnEvent("always")
    String always() {
      return "done";
    }
  }

  record Order(@NotBlank String item, @Max(10) int count) {}

  @SocketIoNamespace("/orders")
  static class Orders {
    int taken;

    int taken() {
      return taken;
    }

    @OnConnect
    void admit(@Auth("name") Optional<@Size(max = 3) String> name) {}

    @OnEvent("order")
    int order(dev.socketio.server.Socket socket, @Size(min = 2) String code, @Valid Order order) {
      return ++taken;
    }

    @OnEvent("private")
    private int hidden(@Max(5) int number, List<@NotBlank String> names) {
      return ++taken;
    }
  }

  private CdiWorld world;

  @BeforeEach
  void start() throws Exception {
    world = CdiWorld.started(Staff.class, Orders.class);
  }

  @AfterEach
  void end() throws Exception {
    world.close();
  }

  private static String answer(TestClient client, String packet) {
    client.received();
    client.sends(packet);
    return String.join("", client.received());
  }

  // Roles

  @Test
  void whoHasNoneOfTheRolesDoesNotJoin() {
    TestClient client = world.open("ann", "guest").sends("0/staff,");
    assertThat(client.received())
        .containsExactly(
            "4/staff,{\"message\":\"Not allowed to join /staff\",\"data\":{\"code\":\"forbidden\"}}");
  }

  @Test
  void whoHasARoleJoinsAndDoesWhatThatRoleMay() {
    TestClient clerk = world.open("ann", "clerk").sends("0/staff,");
    assertThat(answer(clerk, "2/staff,1[\"open\"]")).isEqualTo("3/staff,1[\"done\"]");
    assertThat(answer(clerk, "2/staff,2[\"always\"]")).isEqualTo("3/staff,2[\"done\"]");
    assertThat(answer(clerk, "2/staff,3[\"fire\",\"Bob\"]"))
        .isEqualTo(
            "3/staff,3[{\"error\":{\"code\":\"forbidden\",\"event\":\"fire\","
                + "\"message\":\"Not allowed to send \\\"fire\\\"\"}}]");

    TestClient boss = world.open("cid", "boss").sends("0/staff,");
    assertThat(answer(boss, "2/staff,1[\"fire\",\"Bob\"]")).isEqualTo("3/staff,1[\"fired Bob\"]");
    assertThat(answer(boss, "2/staff,2[\"never\"]")).contains("forbidden");
  }

  @Test
  void forbiddenComesBeforeAnyWordAboutArguments() {
    TestClient clerk = world.open("ann", "clerk").sends("0/staff,");
    assertThat(answer(clerk, "2/staff,3[\"fire\"]")).contains("forbidden").doesNotContain("takes");
  }

  @Test
  void handshakesRememberTheRolesThatAreNamed() {
    assertThat(world.contributor().roles(world.config("chat")))
        .containsExactlyInAnyOrder("clerk", "boss");
  }

  // Constraints

  @Test
  void violatedConstraintsAreAnsweredAllTogether() {
    TestClient client = world.join("/orders");
    assertThat(answer(client, "2/orders,1[\"order\",\"x\",{\"item\":\" \",\"count\":11}]"))
        .contains("\"code\":\"invalid\"", "\"event\":\"order\"")
        .contains("{\"path\":\"argument 0\",\"message\":\"size must be between 2 and ")
        .contains(
            "{\"path\":\"argument 1.count\",\"message\":\"must be less than or equal to 10\"}")
        .contains("{\"path\":\"argument 1.item\",\"message\":\"must not be blank\"}");
    assertThat(world.get(Orders.class).taken()).isZero();

    assertThat(answer(client, "2/orders,2[\"order\",\"xy\",{\"item\":\"tea\",\"count\":1}]"))
        .isEqualTo("3/orders,2[1]");
  }

  @Test
  void constraintsHoldForPrivateMethodsAndElementsOfLists() {
    TestClient client = world.join("/orders");
    assertThat(answer(client, "2/orders,1[\"private\",6,[\"a\",\"\"]]"))
        .contains("\"path\":\"argument 0\"", "\"path\":\"argument 1[1]\"");
    assertThat(answer(client, "2/orders,1[\"private\",5,[\"a\"]]")).isEqualTo("3/orders,1[1]");
  }

  @Test
  void withoutAnAcknowledgementTheyComeAsAnErrorEvent() {
    TestClient client = world.join("/orders");
    assertThat(answer(client, "2/orders,[\"private\",6,[]]"))
        .startsWith("2/orders,[\"error\",{\"code\":\"invalid\"")
        .contains("violations");
  }

  @Test
  void anAuthValueThatViolatesConstraintsRefusesTheClient() {
    TestClient client = world.open(null).sends("0/orders,{\"name\":\"long\"}");
    assertThat(client.received())
        .singleElement()
        .asString()
        .startsWith("4/orders,{\"message\":\"auth.name")
        .contains("\"code\":\"invalid\"");
  }
}
