package dev.socketio.it.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.it.client.Mode;
import dev.socketio.it.client.NodeScript;
import dev.socketio.it.containers.members.Members;
import dev.socketio.it.wire.Endpoint;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Applications whose {@code web.xml} asks for a login on the path of Socket.IO; {@link Person} says
 * who may log in. Browsers send names and passwords with BASIC, cookies with FORM.
 */
@InContainer
class LoginIT {

  private static final String BASIC = "basic";
  private static final String FORM = "form";

  @ArquillianResource
  @OperateOnDeployment(BASIC)
  private URI basic;

  @ArquillianResource
  @OperateOnDeployment(FORM)
  private URI form;

  @Deployment(name = BASIC, testable = false, order = 1)
  static WebArchive basic() {
    return CdiWars.of("basic.war", Members.class.getPackage()).setWebXML("members/basic.xml");
  }

  @Deployment(name = FORM, testable = false, order = 2)
  static WebArchive form() {
    return CdiWars.of("form.war", Members.class.getPackage())
        .addAsWebResource(new StringAsset("<p>Please log in</p>"), "login.html")
        .addAsWebResource(new StringAsset("<p>Wrong</p>"), "wrong.html")
        .setWebXML("members/form.xml");
  }

  private Endpoint endpoint() {
    return new Endpoint(basic.resolve("socket.io/"));
  }

  @TestFactory
  Stream<DynamicTest> basicOverPolling() throws Exception {
    return new NodeScript("login-basic.mjs").run(endpoint(), Mode.POLLING);
  }

  @TestFactory
  Stream<DynamicTest> basicOverWebSocket() throws Exception {
    return new NodeScript("login-basic.mjs").run(endpoint(), Mode.WEBSOCKET);
  }

  @TestFactory
  Stream<DynamicTest> basicWhileUpgrading() throws Exception {
    return new NodeScript("login-basic.mjs").run(endpoint(), Mode.UPGRADE);
  }

  @TestFactory
  Stream<DynamicTest> formWithCookies() throws Exception {
    var endpoint = new Endpoint(form.resolve("socket.io/"));
    return new NodeScript("login-form.mjs").run(endpoint, Mode.UPGRADE);
  }

  @Test
  void aPreflightNeedsNoLoginWhereOptionsAreLeftOutOfTheConstraint() {
    HttpResponse<String> answer = preflight(endpoint());

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.headers().allValues("access-control-allow-origin"))
        .containsExactly("https://friend.example");
    assertThat(answer.headers().firstValue("access-control-allow-headers").orElse(""))
        .containsIgnoringCase("authorization");
  }

  @Test
  void aPreflightIsAskedForALoginWhereTheyAreNot() {
    HttpResponse<String> answer = preflight(new Endpoint(basic.resolve("every-method/")));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().allValues("access-control-allow-origin")).isEmpty();
  }

  private static HttpResponse<String> preflight(Endpoint endpoint) {
    return endpoint.send(
        "OPTIONS",
        Endpoint.POLLING,
        "",
        "Origin",
        "https://friend.example",
        "Access-Control-Request-Method",
        "GET",
        "Access-Control-Request-Headers",
        "authorization");
  }
}
