package dev.socketio.cors.doctor;

import dev.socketio.cors.doctor.wire.WebUrl;
import dev.socketio.cors.doctor.wire.WireFailure;
import dev.socketio.cors.doctor.wire.WireResponse;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Something that browsers write to their consoles about. The texts were compared with those of
 * Firefox 153 ({@code security.properties}) and Chromium 156.
 */
sealed interface ConsoleEvent {

  /** The lines Firefox writes. */
  List<String> firefox();

  /** The lines Chrome writes. */
  List<String> chrome();

  /** The lines of each browser. */
  default Map<Browser, List<String>> lines() {
    Map<Browser, List<String>> lines = new EnumMap<>(Browser.class);
    lines.put(Browser.FIREFOX, firefox());
    lines.put(Browser.CHROME, chrome());
    return lines;
  }

  private static String blocked(Object url, String reason) {
    return "Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at "
        + url
        + ". (Reason: "
        + reason
        + ").";
  }

  private static String didNotSucceed(WebUrl url) {
    return blocked(url, "CORS request did not succeed") + " Status code: (null).";
  }

  private static String failedToLoad(String error) {
    return "Failed to load resource: " + error;
  }

  /** No browser writes anything. */
  record Silence() implements ConsoleEvent {
    @Override
    public List<String> firefox() {
      return List.of();
    }

    @Override
    public List<String> chrome() {
      return List.of();
    }
  }

  /**
   * The CORS check or the preflight failed.
   *
   * @param fault why
   * @param preflight whether it was a preflight's answer that failed
   * @param page the page
   * @param origin the origin that was sent, {@code null} after some redirects
   * @param url the URL that was asked
   * @param first the URL before all redirects
   * @param response the answer
   */
  record Blocked(
      CorsFault fault,
      boolean preflight,
      CorsDoctorRequest page,
      String origin,
      WebUrl url,
      WebUrl first,
      WireResponse response)
      implements ConsoleEvent {

    @Override
    public List<String> firefox() {
      List<String> lines = new ArrayList<>();
      boolean redirect = fault.kind() == CorsFault.Kind.REDIRECT;
      FetchChecks cors = FetchChecks.cors(origin, page.withCredentials(), response);
      if (!redirect) {
        lines.add(FirefoxReasons.line(fault, url, response));
      } else if (cors.fault().isPresent()) {
        lines.add(FirefoxReasons.line(cors.fault().get(), url, response));
        lines.add(didNotSucceed(url));
      } else {
        lines.add(blocked(url, "CORS request external redirect not allowed"));
        lines.add(FirefoxReasons.preflightStatus(url, response));
      }
      if (preflight || response.isRedirect()) {
        lines.add(didNotSucceed(first));
      }
      return lines;
    }

    @Override
    public List<String> chrome() {
      String redirected = url.equals(first) ? "" : "(redirected from '" + first + "') ";
      return List.of(
          "Access to XMLHttpRequest at '"
              + url
              + "' "
              + redirected
              + "from origin '"
              + page.origin()
              + "' has been blocked by CORS policy: "
              + ChromeReasons.reason(fault, preflight),
          failedToLoad("net::ERR_FAILED"));
    }
  }

  /**
   * There was no answer.
   *
   * @param kind why not
   * @param url the URL that was asked
   * @param first the URL before all redirects
   * @param preflight whether a preflight was not answered
   */
  record NetworkFailed(WireFailure.Kind kind, WebUrl url, WebUrl first, boolean preflight)
      implements ConsoleEvent {

    @Override
    public List<String> firefox() {
      if (kind == WireFailure.Kind.ANSWER_TIMED_OUT) {
        return List.of(); // It waits longer than the client does.
      }
      return preflight
          ? List.of(didNotSucceed(url), didNotSucceed(first))
          : List.of(didNotSucceed(url));
    }

    @Override
    public List<String> chrome() {
      return kind == WireFailure.Kind.ANSWER_TIMED_OUT
          ? List.of()
          : List.of(failedToLoad(kind.chromeName()));
    }
  }

  /**
   * Redirects without an end.
   *
   * @param url the URL that was asked last
   */
  record TooManyRedirects(WebUrl url) implements ConsoleEvent {
    @Override
    public List<String> firefox() {
      return List.of(didNotSucceed(url));
    }

    @Override
    public List<String> chrome() {
      return List.of(failedToLoad("net::ERR_TOO_MANY_REDIRECTS"));
    }
  }

  /**
   * An answer that may be read, but is an error.
   *
   * @param response the answer
   */
  record HttpError(WireResponse response) implements ConsoleEvent {
    @Override
    public List<String> firefox() {
      return List.of();
    }

    @Override
    public List<String> chrome() {
      return List.of(
          failedToLoad(
              "the server responded with a status of "
                  + response.status()
                  + " ("
                  + response.reason()
                  + ")"));
    }
  }

  /**
   * A page of https asked for http.
   *
   * @param origin the page's origin
   * @param url what it asked for
   * @param webSocket whether it wanted a WebSocket
   */
  record MixedContent(PageOrigin origin, WebUrl url, boolean webSocket) implements ConsoleEvent {
    @Override
    public List<String> firefox() {
      return webSocket ? List.of() : List.of("Blocked loading mixed active content “" + url + "”");
    }

    @Override
    public List<String> chrome() {
      String start = "Mixed Content: The page at '" + origin + "/' was loaded over HTTPS, but ";
      return List.of(
          webSocket
              ? start
                  + "attempted to connect to the insecure WebSocket endpoint '"
                  + url.toWebSocketString()
                  + "'. This request has been blocked; this endpoint must be available over WSS."
              : start
                  + "requested an insecure XMLHttpRequest endpoint '"
                  + url
                  + "'. This request has been blocked; the content must be served over HTTPS.");
    }
  }

  /**
   * Chrome did not let a page into the local network.
   *
   * @param page the page
   * @param url what it asked for
   * @param space where that is
   * @param webSocket whether it wanted a WebSocket
   */
  record LocalNetwork(CorsDoctorRequest page, WebUrl url, AddressSpace space, boolean webSocket)
      implements ConsoleEvent {
    @Override
    public List<String> firefox() {
      return List.of();
    }

    @Override
    public List<String> chrome() {
      if (webSocket) {
        return new WebSocketFailed(
                url,
                "Error in connection establishment: net::ERR_BLOCKED_BY_LOCAL_NETWORK_ACCESS_CHECKS")
            .chrome();
      }
      String why =
          page.origin().isSecureContext()
              ? "Permission was denied for this request to access the `"
                  + space.title()
                  + "` address space."
              : "The request client is not a secure context and the resource is in more-private address space `"
                  + space.title()
                  + "`.";
      return List.of(
          "Access to XMLHttpRequest at '"
              + url
              + "' from origin '"
              + page.origin()
              + "' has been blocked by CORS policy: "
              + why,
          failedToLoad("net::ERR_FAILED"));
    }
  }

  /**
   * A WebSocket did not open.
   *
   * @param url its URL
   * @param why in Chrome's words
   */
  record WebSocketFailed(WebUrl url, String why) implements ConsoleEvent {
    @Override
    public List<String> firefox() {
      return List.of(
          "Firefox can’t establish a connection to the server at " + url.toWebSocketString() + ".");
    }

    @Override
    public List<String> chrome() {
      return List.of("WebSocket connection to '" + url.toWebSocketString() + "' failed: " + why);
    }
  }

  /**
   * A script tried to set a header that it may not set.
   *
   * @param name the header
   */
  record HeaderRefused(String name) implements ConsoleEvent {
    @Override
    public List<String> firefox() {
      return List.of();
    }

    @Override
    public List<String> chrome() {
      return List.of("Refused to set unsafe header \"" + name + "\"");
    }
  }
}
