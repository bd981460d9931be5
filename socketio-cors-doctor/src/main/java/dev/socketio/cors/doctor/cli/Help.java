package dev.socketio.cors.doctor.cli;

/** The text of {@code --help}. */
final class Help {

  static final String TEXT =
      """
      Tells why a browser does not connect to a Socket.IO server, and which setting to change.

      Usage: java -jar socketio-cors-doctor.jar <url> --origin <origin> [options]

        <url>                   what the page gives to io(), or the server's path: a URL that ends in
                                /socket.io/ or has EIO=4, such as one from a browser's message
        --origin <origin>       origin of the page, or its URL; "null" for a sandboxed frame

      What the page gives to Socket.IO's client
        --with-credentials      withCredentials: true
        --header <name:value>   one of extraHeaders; may be repeated
        --transports <list>     transports, in order: polling,websocket (default)
        --path <path>           path (default /socket.io/)
        --auth <json>           auth, for applications that refuse others

      What the browser is like
        --cookie <name=value>   a cookie it holds for the server; may be repeated
        --browser <name>        firefox, chrome or both (default)

      How to examine
        --json                  write JSON
        --resolve <host:addr>   use this address for a host; may be repeated
        --timeout <seconds>     for each connection and each answer (default 10)
        --insecure              take any TLS certificate
        --no-probes             send nothing but what the page would send

      Exit code: 0 the page would connect, 1 it would not, 2 wrong arguments, 3 the doctor failed.

      Example:
        java -jar socketio-cors-doctor.jar https://api.example.com --origin https://my-frontend.com \\
            --with-credentials --header my-custom-header:abcd
      """;

  private Help() {}
}
