package dev.socketio.it.browser;

import java.util.List;

/** The host names of the tests; each is this machine. */
final class Hosts {

  /** Serves Socket.IO. */
  static final String API = "api.example.com";

  static final String EXAMPLE = "example.com";

  /** A page of the same site as {@link #API}, but of another origin. */
  static final String APP = "app.example.com";

  /** Also of the same site, but what others have written. */
  static final String USERS = "users.example.com";

  static final String FRONTEND = "my-frontend.com";
  static final String OTHER_FRONTEND = "my-other-frontend.com";

  /** A page of somebody else. */
  static final String EVIL = "evil.attacker.test";

  /** Begins as the frontend's host does. */
  static final String SUFFIXED = "my-frontend.com.attacker.test";

  /** Ends as the frontend's host does. */
  static final String PREFIXED = "evil-my-frontend.com";

  /** Matches the frontend's host where a dot stands for any character. */
  static final String DOTLESS = "my-frontendxcom";

  static final String SUBDOMAIN = "evil.my-frontend.com";

  static final List<String> ALL =
      List.of(
          API,
          EXAMPLE,
          APP,
          USERS,
          FRONTEND,
          OTHER_FRONTEND,
          EVIL,
          SUFFIXED,
          PREFIXED,
          DOTLESS,
          SUBDOMAIN);

  private Hosts() {}
}
