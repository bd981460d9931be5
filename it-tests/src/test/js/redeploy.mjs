// Clients that stay while their applications are taken away and brought back: one without CDI at the given address, and
// one with CDI beside it. The script says whenever all of them are connected; then the test takes the applications away.

import { check, equal, run } from "./runner.mjs";

const TIMES = 20;
const TRANSPORTS = { polling: ["polling"], websocket: ["websocket"], upgrade: ["polling", "websocket"] };

class Queue {
  #values = [];
  #takers = [];

  put(value) {
    if (this.#takers.length > 0) {
      this.#takers.shift()(value);
    } else {
      this.#values.push(value);
    }
  }

  take() {
    return this.#values.length > 0
      ? Promise.resolve(this.#values.shift())
      : new Promise((resolve) => this.#takers.push(resolve));
  }

  get size() {
    return this.#values.length;
  }
}

await run(
  {
    "come back each time, over every transport": async (context) => {
      const clients = Object.entries(TRANSPORTS).flatMap(([name, transports]) => [
        client(context, name, transports),
        cdiClient(context, name, transports),
      ]);
      for (let time = 1; time <= TIMES; time++) {
        context.waitsFor = `connections, time ${time}`;
        await Promise.all(clients.map(({ connects }) => connects.take()));
        context.waitsFor = `disconnects, time ${time}`;
        console.log(JSON.stringify({ ready: true }));
        for (const { name, reasons } of clients) {
          const reason = await reasons.take();
          // With "io server disconnect" the client would not try again by itself.
          check(["transport close", "transport error"].includes(reason), `${name} was told, time ${time}: ${reason}`);
        }
      }
      for (const { connects, reasons } of clients) {
        equal([connects.size, reasons.size], [0, 0], "connections and disconnects nobody asked for");
      }
    },
  },
  { limitMillis: 540_000 },
);

function client(context, transport, transports) {
  const socket = context.socket("/custom", options(transports));
  return returning(transport, socket, () => socket.emitWithAck("ack", "here"));
}

function cdiClient(context, transport, transports) {
  const path = context.url.pathname.replace("/goes/", "/goes-cdi/");
  const socket = context.socket("/cdi", { ...options(transports), path, auth: { name: transport } });
  return returning(transport, socket, () => socket.emitWithAck("say", { text: "here", stars: 1 }));
}

function options(transports) {
  return { transports, reconnection: true, reconnectionDelay: 50, reconnectionDelayMax: 200 };
}

// Notes each time that the socket is connected, over its last transport, and has an answer from a handler.
function returning(name, socket, ask) {
  const connects = new Queue();
  const reasons = new Queue();
  socket.on("connect", async () => {
    if (name === "upgrade" && socket.io.engine.transport.name !== "websocket") {
      await new Promise((resolve) => socket.io.engine.once("upgrade", resolve));
    }
    connects.put(await ask());
  });
  socket.on("disconnect", (reason) => reasons.put(reason));
  socket.connect();
  return { name: `${socket.nsp} over ${name}`, connects, reasons };
}
