package dev.socketio.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The WAR as {@code ./mvnw -Pdemo} serves it. */
class DemoIT {

  private static Server server;

  @BeforeAll
  static void start() throws Exception {
    server = DemoServer.create(Path.of("target/webapp"), 0);
    server.start();
  }

  @AfterAll
  static void stop() throws Exception {
    server.stop();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "js/app.js",
        "css/base.css",
        "doctor",
        "vendor/socket.io-client/socket.io.esm.min.js",
        "vendor/inter/inter-latin-wght-normal.woff2",
        "vendor/licenses/socket.io-client/LICENSE"
      })
  void pageAndWhatItNeedsAreServed(String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(server.getURI().resolve(path)).build();
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isNotEmpty();
  }

  @Test
  void doctorExaminesForItsOwnPage() throws Exception {
    String own = server.getURI().toString().replaceFirst("/$", "");
    String form = "url=" + own + "/socket.io/&origin=https%3A%2F%2Fevil.example";

    assertThat(ask(form, "Origin", own).body())
        .contains("ORIGIN_NOT_ALLOWED", "add https://evil.example to init-param cors.origin");
    assertThat(ask(form.replaceFirst("url=[^&]*", "url=%3Cb%3E"), "Origin", own).body())
        .contains("The doctor cannot do that")
        .doesNotContain("<b>");
    assertThat(ask(form + "&cookies=login%3D%22a", "Origin", own).body())
        .contains("ORIGIN_NOT_ALLOWED", "value=\"login=&quot;a\"");
    assertThat(ask(form + "&cookies=login", "Origin", own).body()).contains("is not a cookie");
  }

  @Test
  void doctorIsNotThereForOtherPages() throws Exception {
    String own = server.getURI().toString().replaceFirst("/$", "");
    for (String[] headers :
        new String[][] {
          {"X-Other", "x"},
          {"Origin", "http://localhost:5173"},
          {"Origin", own, "Sec-Fetch-Site", "cross-site"}
        }) {
      assertThat(ask("url=http://127.0.0.1:1/&origin=null", headers).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void doctorIsNotThereWhereNobodySwitchesItOn() throws Exception {
    Server plain = DemoServer.create(Path.of("target/webapp"), 0);
    ((WebAppContext) plain.getHandler()).setInitParameter("doctor", "false");
    plain.start();
    try {
      HttpRequest get = HttpRequest.newBuilder(plain.getURI().resolve("doctor")).build();
      assertThat(HttpClient.newHttpClient().send(get, BodyHandlers.discarding()).statusCode())
          .isEqualTo(404);
    } finally {
      plain.stop();
    }
  }

  private static HttpResponse<String> ask(String form, String... headers) throws Exception {
    HttpRequest post =
        HttpRequest.newBuilder(server.getURI().resolve("doctor"))
            .headers(headers)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    return HttpClient.newHttpClient().send(post, BodyHandlers.ofString());
  }

  @Test
  void visitorWithoutNameIsToldWhy() throws Exception {
    try (Visitor nobody = new Visitor(server.getURI(), "40{\"name\":\" \"}")) {
      assertThat(nobody.await("44"))
          .isEqualTo("44{\"message\":\"Your name needs 1 to 24 characters.\"}");
    }
  }

  @Test
  void messageIsTickedByTheServerThenByWhoeverGotItThenByWhoeverSawIt() throws Exception {
    try (Visitor ada = enter("Ada", "ticks");
        Visitor bob = enter("Bob", "ticks")) {
      ada.await("Bob");
      ada.send("421[\"message\",\" hello \"]");
      String post = ada.await("431[").replaceFirst(".*?\"id\":\"([^\"]+)\".*", "$1");

      String message = bob.await("\"message\"");
      assertThat(message).contains(post).endsWith(",\"hello\"]").contains("\"name\":\"Ada\"");
      bob.send("43" + message.replaceFirst("^42(\\d+).*", "$1") + "[]");
      assertThat(ada.await("delivered")).isEqualTo("42[\"delivered\",\"" + post + "\",1]");

      bob.send("42[\"seen\",\"" + post + "\"]");
      assertThat(ada.await("seen")).isEqualTo("42[\"seen\",\"" + post + "\",\"Bob\"]");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[\"message\",\"  \"]", "[\"join\",\"two words\"]"})
  void brokenRuleIsAnsweredInWords(String event) throws Exception {
    try (Visitor ada = enter("Ada", "rules")) {
      ada.send("427" + event);
      assertThat(ada.await("437")).contains("{\"error\":\"").contains("needs 1 to");
    }
  }

  @Test
  void whoLeavesTheRoomOrTheChatIsSeenToLeave() throws Exception {
    try (Visitor ada = enter("Ada", "doors")) {
      try (Visitor bob = enter("Bob", "doors")) {
        ada.await("Bob");
        bob.send("421[\"join\",\"elsewhere\"]");
        assertThat(ada.await("\"people\"")).doesNotContain("Bob");
        bob.send("422[\"join\",\"doors\"]");
        ada.await("Bob");
      }
      assertThat(ada.await("\"people\"")).doesNotContain("Bob");
    }
  }

  private static Visitor enter(String name, String room) throws InterruptedException {
    Visitor visitor =
        new Visitor(server.getURI(), "40{\"name\":\"" + name + "\",\"room\":\"" + room + "\"}");
    visitor.await("\"people\"");
    return visitor;
  }
}
