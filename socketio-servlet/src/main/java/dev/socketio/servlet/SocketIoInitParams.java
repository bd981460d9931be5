package dev.socketio.servlet;

import dev.socketio.server.Dispatch;
import dev.socketio.server.SocketIoOptions;
import jakarta.servlet.ServletException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The init-params of a {@link SocketIoServlet}: the reference's names where it has the option. */
final class SocketIoInitParams {

  private static final OptionType<Dispatch> DISPATCH =
      OptionType.oneOf(
          text -> text.equals("auto") ? Dispatch.auto() : Dispatch.direct(), "auto", "direct");

  private SocketIoInitParams() {}

  /**
   * What they are applied to.
   *
   * @param options of the server to be
   * @param servlet of the servlet
   */
  record Target(SocketIoOptions.Builder options, ServletParams servlet) {}

  /** {@return all that are known} */
  static OptionTable<Target> table() {
    OptionTable<Target> table =
        ServletParams.addTo(serverTable(), Target::servlet)
            .option("configurer", OptionType.TEXT, (t, v) -> t.servlet().configurer(v))
            .option("server", OptionType.TEXT, (t, v) -> t.servlet().server(v))
            .option("jmx", OptionType.SWITCH, (t, on) -> t.servlet().jmx = on)
            .refused("adapter", "it is an object; set it on the options in a SocketIoConfigurer")
            .refused("parser", "only the standard encoding of packets is spoken; remove it")
            .refused("serveClient", "serve the client's script as a file of the web application")
            .refused("connectionStateRecovery", "sessions are not recovered; remove it")
            .refused("cleanupEmptyChildNamespaces", "namespaces are not made on demand; remove it");
    return EngineInitParams.refusing(table);
  }

  private static OptionTable<Target> serverTable() {
    return new OptionTable<Target>()
        .option("pingInterval", OptionType.MILLISECONDS, (t, v) -> t.options().pingInterval(v))
        .option("pingTimeout", OptionType.MILLISECONDS, (t, v) -> t.options().pingTimeout(v))
        .option("upgradeTimeout", OptionType.MILLISECONDS, (t, v) -> t.options().upgradeTimeout(v))
        .option(
            "maxHttpBufferSize", OptionType.SMALL_BYTES, (t, v) -> t.options().maxHttpBufferSize(v))
        .option("transports", OptionType.TRANSPORTS, (t, v) -> t.options().transports(v))
        .option("allowUpgrades", OptionType.SWITCH, (t, v) -> t.options().allowUpgrades(v))
        .option("bodyTimeout", OptionType.MILLISECONDS, (t, v) -> t.options().bodyTimeout(v))
        .option("closeTimeout", OptionType.MILLISECONDS, (t, v) -> t.options().closeTimeout(v))
        .option("sendQueueBytes", OptionType.BYTES, (t, v) -> t.options().sendQueueBytes(v))
        .option("sendQueueAge", OptionType.MILLISECONDS, (t, v) -> t.options().sendQueueAge(v))
        .option("connectTimeout", OptionType.MILLISECONDS, (t, v) -> t.options().connectTimeout(v))
        .option("ackTimeout", OptionType.MILLISECONDS, (t, v) -> t.options().ackTimeout(v))
        .option("receiveQueueBytes", OptionType.BYTES, (t, v) -> t.options().receiveQueueBytes(v))
        .option("maxAttachments", OptionType.COUNT, (t, v) -> t.options().maxAttachments(v))
        .option("dispatch", DISPATCH, (t, v) -> t.options().dispatch(v));
  }

  /**
   * Refuses options that come too late.
   *
   * @param params of a servlet whose server exists already
   * @throws ServletException if one of them should set up that server
   */
  static void refuseServerOptions(Map<String, String> params) throws ServletException {
    TreeSet<String> late = new TreeSet<>(params.keySet());
    List<String> ofServer = serverTable().names();
    late.retainAll(ofServer);
    if (!late.isEmpty()) {
      throw new ServletException(
          "Options "
              + late
              + " cannot be set on this servlet: its server exists already. Set them where it is made, with"
              + " SocketIoServer.create(SocketIoOptions)");
    }
  }

  /**
   * Refuses options that say something else than a complete configuration made in code.
   *
   * @param servlet name of the servlet
   * @param params of the servlet
   * @param made the configuration made in code
   * @throws ServletException naming every such option
   */
  static void refuseContradictions(String servlet, Map<String, String> params, SocketIoOptions made)
      throws ServletException {
    TreeSet<String> contradictions = new TreeSet<>();
    for (String name : serverTable().names()) {
      String text = params.get(name);
      if (text != null && changes(name, text, made)) {
        contradictions.add(name);
      }
    }
    if (!contradictions.isEmpty()) {
      throw new ServletException(
          "Servlet \""
              + servlet
              + "\": the init-params "
              + contradictions
              + " contradict the SocketIoOptions that the application produces. Remove them, or"
              + " produce the same values");
    }
  }

  private static boolean changes(String name, String text, SocketIoOptions made)
      throws ServletException {
    SocketIoOptions.Builder builder = made.toBuilder();
    serverTable().apply(Map.of(name, text), new Target(builder, new ServletParams()));
    try {
      return !builder.build().equals(made);
    } catch (IllegalArgumentException outOfRange) {
      return false; // which is refused for a better reason
    }
  }
}
