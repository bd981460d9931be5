package dev.socketio.it.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.it.containers.callers.Callers;
import dev.socketio.it.wire.Endpoint;
import dev.socketio.it.wire.PollingProbe;
import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.net.http.HttpClient;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Two users log in, and no handler of one ever runs as the other. */
@InContainer
@EnabledIfSystemProperty(
    named = "socketio.it.server",
    matches = "wildfly",
    disabledReason = "Only the users of WildFly are set up by a file of its configuration")
class CallerIT {

  private static final int TRIES = 100;

  @ArquillianResource private URI application;

  @Deployment(testable = false)
  static WebArchive war() {
    return CdiWars.of("callers.war", Callers.class.getPackage()).setWebXML("callers/web.xml");
  }

  private Endpoint endpoint(String user, String path) {
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .authenticator(
                new Authenticator() {
                  @Override
                  protected PasswordAuthentication getPasswordAuthentication() {
                    return new PasswordAuthentication(
                        user, Person.named(user).password().toCharArray());
                  }
                })
            .build();
    return new Endpoint(application.resolve(path), client);
  }

  private PollingProbe join(String user) {
    return join(user, "socket.io/");
  }

  private PollingProbe join(String user, String path) {
    PollingProbe probe = PollingProbe.open(endpoint(user, path));
    probe.connect();
    return probe;
  }

  private static String ask(PollingProbe client, String event) {
    client.send("421[\"" + event + "\"]");
    return client.next();
  }

  private static String askUntil(PollingProbe client, String event, String answer) {
    String last = ask(client, event);
    for (int i = 0; i < TRIES && !last.contains(answer); i++) {
      last = ask(client, event);
    }
    return last;
  }

  @Test
  void handlersRunAsNobodyElse() {
    PollingProbe ann = join("ann");
    PollingProbe bob = join("bob");

    assertThat(ask(bob, "ask")).isEqualTo("431[\"asked: bob as anonymous\"]");
    assertThat(ask(ann, "ask")).isEqualTo("431[\"asked: ann as anonymous\"]");
    assertThat(ask(ann, "alone")).isEqualTo("431[\"alone: ann as anonymous\"]");

    assertThat(bob.next()).isEqualTo("41");
    assertThat(askUntil(ann, "seen", "gone"))
        .contains("came: ann as anonymous", "came: bob as anonymous", "gone: bob as anonymous");
  }

  @Test
  void notEvenAsTheUserWhoseRequestSetsThemOff() {
    PollingProbe bob = join("bob");

    assertThat(endpoint("ann", "door").get("").body()).isEqualTo("closed by ann");

    assertThat(bob.next()).isEqualTo("41");
    PollingProbe ann = join("ann");
    assertThat(askUntil(ann, "seen", "gone: bob"))
        .contains("gone: bob as anonymous")
        .doesNotContain("as ann", "as bob");
  }

  @Test
  void norAsTheUserWhoseRequestStartedTheServlet() {
    PollingProbe ann = join("ann", "late/");
    PollingProbe bob = join("bob", "late/");

    assertThat(ask(ann, "ask")).isEqualTo("431[\"asked: ann as anonymous\"]");
    assertThat(ask(bob, "ask")).isEqualTo("431[\"asked: bob as anonymous\"]");
  }

  @Test
  void handlersHaveTheApplicationsClassesAndNames() {
    PollingProbe ann = join("ann");
    PollingProbe bob = join("bob");

    assertThat(ask(ann, "surroundings")).isEqualTo("431[\"hello true\"]");
    assertThat(ask(bob, "surroundings")).isEqualTo("431[\"hello true\"]");
  }
}
