package dev.socketio.it.browser;

import dev.socketio.it.wire.Patience;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Pattern;

/** Chromium, by the DevTools protocol. */
final class Chromium implements Browser {

  private static final Pattern ANNOUNCEMENT = Pattern.compile("DevTools listening on (ws://\\S+)");

  private static final List<String> FLAGS =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--disable-dev-shm-usage",
          "--no-first-run",
          "--no-proxy-server",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--ignore-certificate-errors",
          "--host-resolver-rules=MAP * 127.0.0.1",
          "--remote-debugging-port=0");

  /**
   * Tabs that share no cookies count as private windows, where Chromium's default is to keep
   * cookies of other sites away. In ordinary windows it does not.
   */
  private static final String PREFERENCES =
      """
      {"profile": {"cookie_controls_mode": 0, "block_third_party_cookies": false}}
      """;

  private final BrowserProcess process;
  private final Remote remote;

  private Chromium(BrowserProcess process) {
    this.process = process;
    this.remote = Remote.connect(process.address());
  }

  /**
   * Starts the browser.
   *
   * @param executable its path
   */
  static Chromium start(String executable) throws IOException {
    Path profile = BrowserProcess.newProfile();
    Path preferences = Files.createDirectory(profile.resolve("Default")).resolve("Preferences");
    Files.writeString(preferences, PREFERENCES);
    List<String> command = new ArrayList<>(List.of(executable));
    command.addAll(FLAGS);
    command.add("--user-data-dir=" + profile);
    command.add("about:blank");
    return new Chromium(BrowserProcess.start(command, profile, ANNOUNCEMENT));
  }

  @Override
  public Page newPage() {
    String context =
        remote.call("Target.createBrowserContext", Map.of()).getString("browserContextId");
    JsonObject target =
        remote.call(
            "Target.createTarget", Map.of("url", "about:blank", "browserContextId", context));
    JsonObject attached =
        remote.call(
            "Target.attachToTarget",
            Map.of("targetId", target.getString("targetId"), "flatten", true));
    return new Tab(context, attached.getString("sessionId"));
  }

  @Override
  public void close() {
    remote.close();
    process.close();
  }

  private final class Tab extends Page {

    private final String context;
    private final String session;
    private final BlockingQueue<String> loaded = new LinkedBlockingQueue<>();

    Tab(String context, String session) {
      this.context = context;
      this.session = session;
      remote.onEvent(this::onEvent);
      call("Page.enable", Map.of());
      call("Page.setLifecycleEventsEnabled", Map.of("enabled", true));
      call("Runtime.enable", Map.of());
      call("Log.enable", Map.of());
    }

    private JsonObject call(String method, Map<String, Object> params) {
      return remote.call(method, params, Map.of("sessionId", session));
    }

    private void onEvent(JsonObject event) {
      if (!session.equals(event.getString("sessionId", ""))) {
        return;
      }
      JsonObject params = event.getJsonObject("params");
      switch (event.getString("method")) {
        case "Page.lifecycleEvent" -> {
          if (params.getString("name").equals("load")) {
            loaded.add(params.getString("loaderId"));
          }
        }
        case "Log.entryAdded" -> wrote(params.getJsonObject("entry").getString("text"));
        case "Runtime.consoleAPICalled" ->
            wrote(params.getJsonArray("args").getJsonObject(0).getString("value", ""));
        case "Runtime.exceptionThrown" ->
            wrote(params.getJsonObject("exceptionDetails").toString());
        default -> {
          // Of no interest.
        }
      }
    }

    @Override
    void go(String url) {
      JsonObject navigation = call("Page.navigate", Map.of("url", url));
      if (navigation.containsKey("errorText")) {
        throw new AssertionError(url + " does not load: " + navigation.getString("errorText"));
      }
      String loader = navigation.getString("loaderId");
      String next = Patience.take("end of loading " + url, loaded);
      while (!next.equals(loader)) {
        next = Patience.take("end of loading " + url, loaded);
      }
    }

    @Override
    String evaluate(String expression) {
      JsonObject answer =
          call(
              "Runtime.evaluate",
              Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
      if (answer.containsKey("exceptionDetails")) {
        throw new AssertionError(expression + " fails: " + answer);
      }
      return answer.getJsonObject("result").getString("value");
    }

    @Override
    public void close() {
      remote.call("Target.disposeBrowserContext", Map.of("browserContextId", context));
    }
  }
}
