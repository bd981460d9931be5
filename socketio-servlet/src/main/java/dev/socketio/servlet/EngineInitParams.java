package dev.socketio.servlet;

import dev.socketio.engine.EngineOptions;

/** The init-params of an {@link EngineIoServlet}: the reference's names where it has the option. */
final class EngineInitParams {

  private EngineInitParams() {}

  /**
   * What they are applied to.
   *
   * @param options of the sessions to be
   * @param servlet of the servlet
   */
  record Target(EngineOptions.Builder options, ServletParams servlet) {}

  /** {@return all that are known} */
  static OptionTable<Target> table() {
    OptionTable<Target> table =
        new OptionTable<Target>()
            .option("pingInterval", OptionType.MILLISECONDS, (t, v) -> t.options().pingInterval(v))
            .option("pingTimeout", OptionType.MILLISECONDS, (t, v) -> t.options().pingTimeout(v))
            .option(
                "upgradeTimeout", OptionType.MILLISECONDS, (t, v) -> t.options().upgradeTimeout(v))
            .option(
                "maxHttpBufferSize",
                OptionType.SMALL_BYTES,
                (t, v) -> t.options().maxHttpBufferSize(v))
            .option("transports", OptionType.TRANSPORTS, (t, v) -> t.options().transports(v))
            .option("allowUpgrades", OptionType.SWITCH, (t, v) -> t.options().allowUpgrades(v))
            .option("bodyTimeout", OptionType.MILLISECONDS, (t, v) -> t.options().bodyTimeout(v))
            .option("closeTimeout", OptionType.MILLISECONDS, (t, v) -> t.options().closeTimeout(v))
            .option("sendQueueBytes", OptionType.BYTES, (t, v) -> t.options().sendQueueBytes(v))
            .option("sendQueueAge", OptionType.MILLISECONDS, (t, v) -> t.options().sendQueueAge(v));
    return refusing(ServletParams.addTo(table, Target::servlet));
  }

  /**
   * Adds the reference's options that mean nothing here, with what to do instead.
   *
   * @param table the table
   * @param <B> what it is applied to
   */
  static <B> OptionTable<B> refusing(OptionTable<B> table) {
    return table
        .refused("path", "map the servlet to it, for example to /socket.io/*")
        .refused(
            "cors",
            "set cors.origin and, where needed, cors.credentials and so on; or declare the filter"
                + " dev.socketio.cors.CorsFilter")
        .refused(
            "allowRequest",
            "it is a function; set it on the options in a configurer or a subclass of the servlet")
        .refused("allowEIO3", "clients before Socket.IO 3 cannot connect; remove it")
        .refused("cookie", "the server sets none; a load balancer has its own for sticky sessions")
        .refused("httpCompression", "switch compression on in the container or the proxy")
        .refused("wsEngine", "WebSockets are the container's; remove it")
        .refused("initialPacket", "send it when the client has connected")
        .refused("destroyUpgrade", "other WebSockets are not touched; remove it")
        .refused("destroyUpgradeTimeout", "other WebSockets are not touched; remove it");
  }
}
