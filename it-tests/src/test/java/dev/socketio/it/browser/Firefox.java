package dev.socketio.it.browser;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Firefox, by WebDriver BiDi. */
final class Firefox implements Browser {

  private static final Pattern ANNOUNCEMENT =
      Pattern.compile("WebDriver BiDi listening on (ws://\\S+)");

  private final BrowserProcess process;
  private final Remote remote;

  private Firefox(BrowserProcess process) {
    this.process = process;
    this.remote = Remote.connect(process.address() + "/session");
    remote.call(
        "session.new",
        Map.of("capabilities", Map.of("alwaysMatch", Map.of("acceptInsecureCerts", true))));
    remote.call("session.subscribe", Map.of("events", List.of("log.entryAdded")));
  }

  /**
   * Starts the browser.
   *
   * @param executable its path
   * @param hosts names that are this machine
   */
  static Firefox start(String executable, List<String> hosts) throws IOException {
    Path profile = BrowserProcess.newProfile();
    Files.writeString(
        profile.resolve("user.js"),
        """
        user_pref("network.dns.localDomains", "%s");
        user_pref("network.proxy.type", 0);
        user_pref("network.captive-portal-service.enabled", false);
        user_pref("network.connectivity-service.enabled", false);
        user_pref("app.normandy.enabled", false);
        user_pref("app.update.enabled", false);
        user_pref("browser.shell.checkDefaultBrowser", false);
        user_pref("datareporting.policy.dataSubmissionEnabled", false);
        user_pref("services.settings.server", "data:,");
        """
            .formatted(String.join(",", hosts)));
    List<String> command =
        List.of(
            executable,
            "--headless",
            "--no-remote",
            "--profile",
            profile.toString(),
            "--remote-debugging-port=0");
    return new Firefox(BrowserProcess.start(command, profile, ANNOUNCEMENT));
  }

  @Override
  public Page newPage() {
    String user = remote.call("browser.createUserContext", Map.of()).getString("userContext");
    JsonObject created =
        remote.call("browsingContext.create", Map.of("type", "tab", "userContext", user));
    return new Tab(user, created.getString("context"));
  }

  @Override
  public void close() {
    remote.close();
    process.close();
  }

  private final class Tab extends Page {

    private final String user;
    private final String context;

    Tab(String user, String context) {
      this.user = user;
      this.context = context;
      remote.onEvent(this::onEvent);
    }

    private void onEvent(JsonObject event) {
      JsonObject params = event.getJsonObject("params");
      if (event.getString("method").equals("log.entryAdded")
          && context.equals(params.getJsonObject("source").getString("context", ""))) {
        wrote(params.getString("text"));
      }
    }

    @Override
    void go(String url) {
      remote.call(
          "browsingContext.navigate", Map.of("context", context, "url", url, "wait", "complete"));
    }

    @Override
    String evaluate(String expression) {
      JsonObject answer =
          remote.call(
              "script.evaluate",
              Map.of(
                  "expression",
                  expression,
                  "awaitPromise",
                  true,
                  "target",
                  Map.of("context", context)));
      if (!answer.getString("type").equals("success")) {
        throw new AssertionError(expression + " fails: " + answer);
      }
      return answer.getJsonObject("result").getString("value");
    }

    @Override
    public void close() {
      remote.call("browser.removeUserContext", Map.of("userContext", user));
    }
  }
}
