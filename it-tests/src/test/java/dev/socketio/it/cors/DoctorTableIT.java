package dev.socketio.it.cors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.cors.CorsConfigurationException;
import dev.socketio.cors.CorsFilter;
import dev.socketio.cors.doctor.CorsDoctor;
import dev.socketio.cors.doctor.CorsDoctorRequest;
import dev.socketio.cors.doctor.Diagnosis;
import dev.socketio.cors.doctor.Examination;
import dev.socketio.cors.doctor.Finding;
import dev.socketio.it.container.EmbeddedContainer;
import dev.socketio.server.SocketIoServer;
import dev.socketio.servlet.SocketIoServlet;
import jakarta.servlet.ServletContext;
import java.net.InetAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The doctor examines servers that are set up wrongly, of the reference and ours, and its diagnoses
 * stand in docs/cors.md.
 */
class DoctorTableIT {

  private final StringBuilder table =
      new StringBuilder(
          "| Server | What is wrong | The page uses | Diagnosis | Setting to change |\n"
              + "|---|---|---|---|---|\n");

  @Test
  void everyMistakeIsFoundInEitherServer() throws Exception {
    try (Reference reference = Reference.start()) {
      for (DoctorCase mistake : DoctorCase.values()) {
        Finding theirs = find(mistake, reference.server(mistake.reference), mistake.theirs);
        row(mistake, "Node.js", theirs.diagnosis(), theirs.remedy().nodeOption());
        ours(mistake);
      }
    }
    DocumentedSection.check("doctor", table.toString());
  }

  private void ours(DoctorCase mistake) throws Exception {
    Diagnosis expected = mistake.ours;
    if (expected == null) {
      assertThat(refusal(mistake)).contains("Remedy: ");
      row(mistake, "this", null, "");
      return;
    }
    try (EmbeddedContainer container =
        EmbeddedContainer.start(context -> deploy(context, mistake))) {
      Finding ours = find(mistake, container.uri(), expected);
      row(mistake, "this", ours.diagnosis(), String.join("; ", ours.remedy().initParams()));
    }
  }

  private static String refusal(DoctorCase mistake) {
    try {
      return mistake.policy() + " is deployed";
    } catch (CorsConfigurationException refusal) {
      return String.valueOf(refusal.getMessage());
    }
  }

  private static void deploy(ServletContext context, DoctorCase mistake) {
    context.setAttribute(CorsFilter.POLICY_ATTRIBUTE, mistake.policy());
    SocketIoServer server = SocketIoServer.create(mistake.options());
    SocketIoServlet.register(context, mistake.path(), server);
  }

  private static Finding find(DoctorCase mistake, URI server, Diagnosis expected) throws Exception {
    String url = server.resolve("socket.io/").toString().replace("127.0.0.1", "localhost");
    CorsDoctorRequest.Builder page =
        CorsDoctorRequest.builder(url, DoctorCase.Page.ORIGIN)
            .resolve("my-frontend.com", InetAddress.getLoopbackAddress())
            .resolve("localhost", InetAddress.getByName("127.0.0.1"));
    Examination examination = CorsDoctor.examine(mistake.page.request.apply(page).build());
    Finding first =
        examination
            .obstacle()
            .or(() -> examination.warnings().stream().findFirst())
            .orElseThrow(() -> new AssertionError(examination));
    assertThat(first.diagnosis())
        .as("what the doctor says to \"%s\": %s", mistake.reference, examination)
        .isEqualTo(expected);
    return first;
  }

  private void row(
      DoctorCase mistake, String server, @Nullable Diagnosis diagnosis, String setting) {
    table
        .append("| ")
        .append(server)
        .append(" | ")
        .append(mistake.reference)
        .append(" | ")
        .append(mistake.page.text)
        .append(" | ")
        .append(
            diagnosis == null ? "not deployed, the message has the remedy" : "`" + diagnosis + "`")
        .append(" | ")
        .append(setting.isEmpty() ? "" : "`" + setting + "` ")
        .append("|\n");
  }
}
