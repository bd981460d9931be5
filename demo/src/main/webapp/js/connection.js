import { io } from "../vendor/socket.io-client/socket.io.esm.min.js";

const TRANSPORTS = {
  upgrade: ["polling", "websocket"],
  websocket: ["websocket"],
  polling: ["polling"],
};

/**
 * The connection to the chat, and what there is to say about it. `onStatus` gets
 * `{ state, transport, latency, id, problem }` whenever one of them changes; state is one of connecting, connected,
 * reconnecting, offline, refused.
 */
export class Connection {
  #status = { state: "connecting" };
  #onStatus;

  constructor(auth, transport, onStatus) {
    this.#onStatus = onStatus;
    this.socket = io({
      // The application may live below any context path: /socket.io/ or /parlour/socket.io/.
      path: new URL("socket.io/", document.baseURI).pathname,
      transports: TRANSPORTS[transport],
      // Asked again at each reconnection, so that we come back to the room we are in.
      auth: (give) => give(auth()),
      reconnectionDelayMax: 4000,
      forceNew: true,
      autoConnect: false,
    });
    this.#watch(this.socket, this.socket.io);
    this.clock = setInterval(() => this.#measure(), 4000);
  }

  open() {
    this.#change({ state: "connecting", problem: undefined });
    this.socket.connect();
  }

  close() {
    clearInterval(this.clock);
    this.socket.removeAllListeners();
    this.socket.disconnect();
  }

  /** Comes back with another choice of transports. */
  switchTo(transport) {
    this.socket.io.opts.transports = TRANSPORTS[transport];
    this.socket.disconnect();
    this.open();
  }

  #watch(socket, manager) {
    manager.on("open", () => {
      const engine = manager.engine;
      engine.on("upgrade", (transport) => this.#change({ transport: transport.name }));
    });
    socket.on("connect", () => {
      const transport = manager.engine.transport.name;
      this.#change({ state: "connected", transport, id: socket.id, latency: undefined, problem: undefined });
      this.#measure();
    });
    socket.on("connect_error", (error) => {
      if (socket.active) {
        this.#change({ state: "reconnecting", problem: "The server cannot be reached. Trying again…" });
      } else {
        socket.disconnect();
        this.#change({ state: "refused", problem: error.message });
      }
    });
    socket.on("disconnect", (reason) => {
      const problem = reason === "io client disconnect" ? undefined : `Connection lost (${reason}).`;
      this.#change({
        state: socket.active ? "reconnecting" : "offline",
        transport: undefined, latency: undefined, id: undefined,
        problem: problem && (socket.active ? `${problem} Trying again…` : `${problem} Choose a transport to come back.`),
      });
    });
  }

  /** Measures a round trip through the server's handlers: an event and its acknowledgement. */
  #measure() {
    if (!this.socket.connected) return;
    const start = performance.now();
    this.socket.timeout(4000).emit("latency", (error) => {
      if (!error) this.#change({ latency: performance.now() - start });
    });
  }

  #change(change) {
    this.#status = { ...this.#status, ...change };
    this.#onStatus(this.#status);
  }
}
