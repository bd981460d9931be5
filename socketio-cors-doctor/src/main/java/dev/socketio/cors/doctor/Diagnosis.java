package dev.socketio.cors.doctor;

import java.util.List;

/**
 * The closed list of what can be wrong. Each says why it happens and what to do; {@link
 * #settings()} names the settings of a CORS policy that matter, if any do.
 */
public enum Diagnosis {
  /** No sign of CORS in any answer. */
  CORS_NOT_ENABLED(
      Severity.BLOCKS,
      "The server knows nothing of CORS.",
      "No answer has a CORS header, for any origin: the server has no CORS policy, or its filter is not"
          + " mapped to this path.",
      "Configure the origin of the page at the server.",
      "origin",
      "credentials"),
  /** There is a policy, but not for this origin. */
  ORIGIN_NOT_ALLOWED(
      Severity.BLOCKS,
      "The server does not allow the page's origin.",
      "The server has a CORS policy, or an allowRequest that looks at Origin, and the page's origin is not"
          + " in it. Scheme, host and port all count, on localhost too.",
      "Add the origin of the page to the policy, without a slash or path behind it.",
      "origin",
      "credentials"),
  /** Another origin is allowed. */
  ALLOW_ORIGIN_MISMATCH(
      Severity.BLOCKS,
      "The server allows another origin than the page's.",
      "Access-Control-Allow-Origin names one origin, whoever asks, and it is not the page's. Browsers compare"
          + " the two letter by letter.",
      "Write the origin exactly as the browser sends it, or list several, each of which is then answered with"
          + " itself.",
      "origin",
      "credentials"),
  /** Another origin is named, but not by what checks origins. */
  ALLOW_ORIGIN_FROM_ELSEWHERE(
      Severity.BLOCKS,
      "Access-Control-Allow-Origin does not come from what checks origins.",
      "The server lets the page's origin in and refuses an invented one, yet both get the same"
          + " Access-Control-Allow-Origin: a proxy or filter overwrites the header, or a policy with a single"
          + " origin stands beside an allowRequest that knows more.",
      "Remove the header from the proxy (add_header, Header set) or the other filter; where it comes from the"
          + " server's own policy, list the page's origin there."),
  /** Any origin is allowed, but the page wants credentials. */
  ALLOW_ORIGIN_WILDCARD_WITH_CREDENTIALS(
      Severity.BLOCKS,
      "The server allows any origin by '*', which excludes credentials.",
      "The page sets withCredentials, and browsers do not send credentials where Access-Control-Allow-Origin"
          + " is '*'.",
      "Name the origins that may send credentials; or, if no cookie is needed, drop withCredentials in the"
          + " client.",
      "origin",
      "credentials"),
  /** The server does not allow credentials. */
  ALLOW_CREDENTIALS_NOT_TRUE(
      Severity.BLOCKS,
      "The server does not allow credentials.",
      "The page sets withCredentials, but Access-Control-Allow-Credentials is missing or is not exactly"
          + " 'true'.",
      "Allow credentials at the server; or, if no cookie is needed, drop withCredentials in the client.",
      "origin",
      "credentials"),
  /** More than one value. */
  ALLOW_ORIGIN_MULTIPLE(
      Severity.BLOCKS,
      "Access-Control-Allow-Origin has more than one value.",
      "Two layers answer for CORS: two filters, or the server and a proxy in front of it. Or a list was"
          + " written where one origin belongs.",
      "Let one layer answer: remove the header from the proxy (add_header, Header set), or the second filter"
          + " (Tomcat's CorsFilter, @CrossOrigin), or this server's policy. List several origins in the"
          + " policy, not in the header."),
  /** No origin at all. */
  ALLOW_ORIGIN_INVALID(
      Severity.BLOCKS,
      "Access-Control-Allow-Origin is not an origin.",
      "The value is not a scheme, a host and perhaps a port. Browsers know neither patterns nor lists"
          + " there.",
      "Write the origin with its scheme, or use a pattern in the policy, which answers with the matching"
          + " origin.",
      "origin",
      "credentials"),
  /** The value is null. */
  ALLOW_ORIGIN_NULL(
      Severity.BLOCKS,
      "Access-Control-Allow-Origin is 'null'.",
      "'null' stands for sandboxed frames and local files, not for any or no origin; and it would let any"
          + " page in that puts itself into such a frame.",
      "Name the origin of the page instead.",
      "origin",
      "credentials"),
  /** The preflight is answered with a status outside 200 to 299. */
  PREFLIGHT_STATUS(
      Severity.BLOCKS,
      "The preflight is not answered with an ok status.",
      "OPTIONS reaches something that does not know preflights: a servlet, a proxy, a router; or the policy"
          + " passes preflights on.",
      "Let the CORS filter answer OPTIONS before anything else does, and do not pass preflights on.",
      "preflightContinue"),
  /** The preflight is redirected. */
  PREFLIGHT_REDIRECT(
      Severity.BLOCKS,
      "The preflight is redirected.",
      "Browsers do not follow redirects of preflights. Usual reasons: http to https, a missing slash, a"
          + " login page.",
      "Give the client the URL that the redirect leads to, and exclude OPTIONS from the login."),
  /** A list in the preflight's answer cannot be read. */
  PREFLIGHT_UNREADABLE(
      Severity.BLOCKS,
      "Access-Control-Allow-Methods or -Headers cannot be read.",
      "The value is not a list of names with commas between them.",
      "Write the names with commas between them, without quotes or brackets.",
      "allowedHeaders"),
  /** The preflight does not allow the method. */
  PREFLIGHT_METHOD(
      Severity.BLOCKS,
      "The preflight does not allow the method.",
      "Access-Control-Allow-Methods does not name it. GET, HEAD and POST need not be named, so Socket.IO's"
          + " client never meets this.",
      "Name the method in the policy.",
      "methods"),
  /** All methods are allowed by '*', but the page wants credentials. */
  PREFLIGHT_METHOD_WILDCARD(
      Severity.BLOCKS,
      "'*' in Access-Control-Allow-Methods does not count with credentials.",
      "With withCredentials browsers take '*' for a method of that name.",
      "Name the methods in the policy.",
      "methods"),
  /** The preflight does not allow a header. */
  PREFLIGHT_HEADER(
      Severity.BLOCKS,
      "The preflight does not allow a request header.",
      "The page sends a header of its own (extraHeaders), and Access-Control-Allow-Headers does not name"
          + " it.",
      "Name the header in the policy, or leave the setting out, which allows what the page asks for.",
      "allowedHeaders"),
  /** All headers are allowed by '*', but the page wants credentials. */
  PREFLIGHT_HEADER_WILDCARD(
      Severity.BLOCKS,
      "'*' in Access-Control-Allow-Headers does not count with credentials.",
      "With withCredentials browsers take '*' for a header of that name.",
      "Name the headers in the policy.",
      "allowedHeaders"),
  /** The header Authorization is not covered by '*'. */
  PREFLIGHT_AUTHORIZATION_WILDCARD(
      Severity.WARNS,
      "'*' in Access-Control-Allow-Headers does not cover Authorization.",
      "The Fetch standard asks for Authorization by name. Today's browsers still let it pass, and announce"
          + " that they will stop.",
      "Name the headers in the policy.",
      "allowedHeaders"),
  /** A cache may serve one origin's answer to another. */
  VARY_MISSING(
      Severity.WARNS,
      "The answer depends on the origin, but Vary does not say so.",
      "A cache may give the answer for one origin to a page of another, which then fails by chance.",
      "Let the server send Vary: Origin on every answer of this path; the CORS filter does."),
  /** Every origin gets access with credentials. */
  ANY_ORIGIN_WITH_CREDENTIALS(
      Severity.WARNS,
      "The server lets pages of any origin act with the user's cookies.",
      "It answered an invented origin with access and with Access-Control-Allow-Credentials: true.",
      "Name the origins that may send credentials.",
      "origin",
      "credentials"),
  /** An origin that only looks alike is allowed, or null. */
  ORIGIN_MATCH_TOO_WIDE(
      Severity.WARNS,
      "The server allows origins that are not the page's.",
      "It answered an origin with access that has the page's host only as its beginning or end, or the"
          + " origin 'null': somebody else can own that one.",
      "Compare whole origins: list them, or use a pattern that spans from the scheme to the port.",
      "origin",
      "credentials"),
  /** The WebSocket handshake is refused because of the origin. */
  WEBSOCKET_ORIGIN_REFUSED(
      Severity.BLOCKS,
      "The server refuses the page's origin on WebSocket.",
      "The handshake succeeds without an Origin header and fails with the page's.",
      "Add the origin of the page to the policy; where an allowRequest compares origins, to that.",
      "origin",
      "credentials"),
  /** The WebSocket handshake is refused, and nothing shows that it is for the origin. */
  WEBSOCKET_REFUSED(
      Severity.BLOCKS,
      "The server refuses the WebSocket handshake.",
      "The answer is an error, and nothing shows that the origin is its reason: the application's allowRequest,"
          + " a login, a WAF.",
      "Look into the server's log for the refusal; let the handshake pass the login. If users are known by a"
          + " cookie, give it to the doctor (--cookie)."),
  /** The request for a WebSocket is treated as a plain one. */
  WEBSOCKET_NOT_UPGRADED(
      Severity.BLOCKS,
      "The WebSocket handshake is answered as a plain request.",
      "A proxy does not pass Upgrade and Connection on, or the server has no WebSocket at this path.",
      "Let the proxy speak HTTP/1.1 to the server and pass Upgrade and Connection on; check that the"
          + " container's WebSocket module is there."),
  /** The answer to the WebSocket handshake breaks the protocol. */
  WEBSOCKET_HANDSHAKE_INVALID(
      Severity.BLOCKS,
      "The answer to the WebSocket handshake breaks the protocol.",
      "Something between browser and server changes the handshake, or does not know RFC 6455.",
      "Look for a proxy or filter that drops or adds headers of the 101."),
  /** The WebSocket opened, but nothing of Socket.IO came. */
  WEBSOCKET_SILENT(
      Severity.BLOCKS,
      "The WebSocket opens, but does not speak Engine.IO.",
      "Another WebSocket service answers at this path, or a proxy buffers or closes the connection.",
      "Check the path, and the proxy's time-outs and buffering."),
  /** Any page may open a WebSocket. */
  CROSS_SITE_WEBSOCKET_HIJACKING(
      Severity.WARNS,
      "The server opens WebSockets without looking at the origin.",
      "Browsers do not apply CORS to WebSocket, and send cookies with the handshake: any page can act for a"
          + " user who visits it.",
      "Let the server check the origin of the handshake. Our CORS filter does, from the same policy; with"
          + " Node.js compare it in allowRequest.",
      "rejectDisallowed"),
  /** The host's name has no address. */
  HOST_UNKNOWN(
      Severity.BLOCKS,
      "Not CORS: the host is unknown.",
      "Its name has no address in the DNS, as seen from here.",
      "Correct the host in the client's URL, or add it to the DNS."),
  /** Nobody listens. */
  CONNECTION_REFUSED(
      Severity.BLOCKS,
      "Not CORS: the server cannot be reached.",
      "Nobody listens on that port, or a firewall is in between. Firefox calls it a CORS error all the same.",
      "Check that the server runs, and on this port; in a container also that the port is published."),
  /** The connection ends before there is an answer. */
  CONNECTION_LOST(
      Severity.BLOCKS,
      "Not CORS: the connection ends without an answer.",
      "The server or a proxy closes the connection: it crashed, expects TLS, or refuses the client.",
      "Look into the logs of proxy and server."),
  /** There is no answer in time. */
  TIMED_OUT(
      Severity.BLOCKS,
      "Not CORS: there is no answer in time.",
      "A firewall drops the packets, the server hangs, or the path is wrong: a bare Node.js server does not"
          + " answer paths that it does not know.",
      "Check the way to the server and its thread dump; every filter before the servlet needs asynchronous"
          + " support."),
  /** TLS fails. */
  TLS_FAILED(
      Severity.BLOCKS,
      "Not CORS: TLS fails.",
      "The certificate is expired, for another host or not trusted, or there is no TLS on this port."
          + " Browsers do not ask the user when a script connects.",
      "Install a certificate for this host that browsers trust; open the URL in a tab to see their view."),
  /** What answers does not speak HTTP. */
  NOT_HTTP(
      Severity.BLOCKS,
      "Not CORS: what answers does not speak HTTP.",
      "Another service listens on the port, or it expects TLS.",
      "Correct port and scheme in the client's URL."),
  /** An https page connects to an http server. */
  MIXED_CONTENT(
      Severity.BLOCKS,
      "Not CORS: a page of https may not connect to http.",
      "Browsers block mixed content before any request is sent, localhost aside.",
      "Serve Socket.IO over https, and give the client an https URL."),
  /** A plain http page connects to a private address. */
  LOCAL_NETWORK_BLOCKED(
      Severity.BLOCKS,
      "Not CORS: a public page without TLS may not connect to a private address.",
      "Chrome's Local Network Access: only pages of https may ask for it. No header of the server helps.",
      "Serve the page over https, or from the same network."),
  /** An https page connects to a private address. */
  LOCAL_NETWORK_PROMPT(
      Severity.WARNS,
      "Chrome asks the user before a public page connects to a private address.",
      "Local Network Access: if the user does not allow it, the page fails with a message about CORS. No"
          + " header of the server helps.",
      "Tell users to allow it, or give the server a public address."),
  /** The path leads nowhere. */
  NOT_FOUND(
      Severity.BLOCKS,
      "Not CORS: there is no Socket.IO server at this path.",
      "The answer is 404: the context path of the application is missing or wrong, the client's option path"
          + " differs from the servlet's mapping, or the proxy does not pass the path on. A path in the URL"
          + " given to io() is a namespace.",
      "Give the client the option path with the application's context path, such as"
          + " path: \"/app/socket.io/\"."),
  /** Something demands a login before CORS is looked at. */
  REFUSED_BEFORE_CORS(
      Severity.BLOCKS,
      "Not CORS: something refuses the request before the CORS filter sees it.",
      "The answer is 401 or 403 without CORS headers: a security constraint of the container, a proxy or a"
          + " WAF. Preflights carry neither cookies nor Authorization and cannot log in.",
      "Exclude OPTIONS from the security constraint (http-method-omission); with Tomcat set"
          + " allowCorsPreflight=\"always\". Let the CORS filter run before logins."),
  /** The request is redirected, and not allowed to be read there. */
  REDIRECTED(
      Severity.BLOCKS,
      "The request is redirected.",
      "A redirect needs CORS headers as any answer does, and to another host the browser sends Origin: null."
          + " Usual reasons: http to https, a missing slash, a login page.",
      "Give the client the URL that the redirect leads to."),
  /** The request is redirected, and it works. */
  REDIRECT_FOLLOWED(
      Severity.WARNS,
      "Each request is redirected.",
      "Polling works, but every request takes two round trips, and WebSocket handshakes are not redirected.",
      "Give the client the URL that the redirect leads to."),
  /** A proxy cannot reach the server. */
  PROXY_ERROR(
      Severity.BLOCKS,
      "Not CORS: a proxy gets no answer from the server.",
      "The answer is 502, 503 or 504, and proxies do not put CORS headers on their errors.",
      "Check that the server runs and that the proxy knows its address; its read time-out must be longer than"
          + " pingInterval."),
  /** Any other error. */
  SERVER_ERROR(
      Severity.BLOCKS,
      "Not CORS: the server answers with an error.",
      "The status is neither 200 nor one that CORS explains.",
      "Look into the server's log."),
  /** The answer is no handshake of Engine.IO. */
  NOT_SOCKET_IO(
      Severity.BLOCKS,
      "Not CORS: what answers is no Socket.IO server.",
      "The body is no open packet of Engine.IO; perhaps a page that a web server gives for any path.",
      "Correct host, port and the client's option path; let the proxy pass the path on to Socket.IO."),
  /** The server speaks another version. */
  PROTOCOL_UNSUPPORTED(
      Severity.BLOCKS,
      "Not CORS: the server does not speak the protocol of client 4 (EIO=4).",
      "It is a server of version 2 or older, or one that only takes other clients.",
      "Use the client that fits the server, or update the server."),
  /** The transport is switched off. */
  TRANSPORT_DISABLED(
      Severity.BLOCKS,
      "Not CORS: the server does not offer this transport.",
      "It answers \"Transport unknown\": its option transports leaves this one out.",
      "Give the client and the server the same transports."),
  /** The application refuses the handshake. */
  HANDSHAKE_REFUSED(
      Severity.BLOCKS,
      "The server refuses the handshake.",
      "It answers with an error of Engine.IO: the application's allowRequest, or a CORS function that failed.",
      "Look into the server's log for the refusal."),
  /** The next request reached another node. */
  STICKY_SESSION_LOST(
      Severity.BLOCKS,
      "Not CORS: the session is unknown to the node that got the next request.",
      "The answer is 'Session ID unknown' right after the handshake: a load balancer spreads the requests of"
          + " one session over several nodes.",
      "Make the load balancer sticky: by the client's address, or by a cookie, which a page of another site"
          + " returns only with withCredentials and SameSite=None; Secure. Or use transports:"
          + " [\"websocket\"]."),
  /** A cookie does not come back. */
  COOKIE_NOT_RETURNED(
      Severity.WARNS,
      "The server's cookie does not come back.",
      "Browsers ignore cookies of requests without withCredentials, and to another site they send only those"
          + " with SameSite=None; Secure.",
      "If stickiness or logins depend on it: set withCredentials in the client, allow credentials, and give the"
          + " cookie SameSite=None; Secure.",
      "origin",
      "credentials"),
  /** The application refuses the connection to the namespace. */
  CONNECT_REFUSED(
      Severity.WARNS,
      "The application refuses the connection to the namespace.",
      "The transport works. The client gets this as connect_error: the namespace does not exist, or a"
          + " middleware wants other credentials.",
      "Give the doctor the client's auth (--auth), or check the namespace."),
  /** The page may not set a header. */
  HEADER_FORBIDDEN(
      Severity.WARNS,
      "The browser does not let a page set this header.",
      "It is one of Fetch's forbidden request-header names; extraHeaders has no effect on it.",
      "Use another name, or send the value by auth.");

  private final Severity severity;
  private final String summary;
  private final String cause;
  private final String advice;
  private final String settings;

  Diagnosis(Severity severity, String summary, String cause, String advice, String... settings) {
    this.severity = severity;
    this.summary = summary;
    this.cause = cause;
    this.advice = advice;
    this.settings = String.join(",", settings);
  }

  /**
   * {@return whether it keeps the page from connecting} A finding about a transport that the client
   * can do without only warns.
   */
  public Severity severity() {
    return severity;
  }

  /** {@return what it is, in a sentence} */
  public String summary() {
    return summary;
  }

  /** {@return why it happens} */
  public String cause() {
    return cause;
  }

  /** {@return what to do} */
  public String advice() {
    return advice;
  }

  /** {@return the init-parameters of the CORS filter that matter; empty if none do} */
  public List<String> settings() {
    return settings.isEmpty() ? List.of() : List.of(settings.split(",", -1));
  }
}
