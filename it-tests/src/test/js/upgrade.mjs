// Events in both directions while the connection moves from polling to WebSocket: none lost, doubled or reordered.
//
// The upgrade goes step by step with the events: each side may send so many, the WebSocket's next step waits until most
// of them have arrived, and then each side may send more. So however fast or slow a machine is, much is said before the
// upgrade, while it happens, and after it.

import { relay } from "./relay.mjs";
import { check, connected, run } from "./runner.mjs";

const EVENTS = 5_000;

// How many events each side may have sent: before the handshake of the WebSocket, before the probe, before the switch.
const ALLOWED = [1_500, 2_500, 4_000];

// How many must have been sent and received before the handshake passes, and before the probe passes.
const WANTED = [1_000, 2_000];

const PER_TICK = 20;

async function reached(condition) {
  while (!condition()) {
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

// Counts in both directions over one connection.
class Conversation {
  sent = 0;
  received = 0;
  step = 0;
  sentBefore = 0;
  moved = false;

  attach(socket) {
    this.socket = socket;
    this.allReceived = new Promise((resolve, reject) => {
      socket.on("count", (i) => {
        if (i !== this.received) {
          reject(new Error(`Expected event ${this.received}, got ${i}`));
        }
        this.received++;
        if (this.received === EVENTS) {
          resolve();
        }
      });
    });
  }

  // Lets the WebSocket take its next step.
  async gate(index) {
    if (index >= WANTED.length) {
      return;
    }
    await reached(() => this.sent >= WANTED[index] && this.received >= WANTED[index]);
    this.step = index + 1;
    this.socket.emit("allow-counts", ALLOWED[this.step]);
  }

  // Sends a few per tick as long as the upgrade lasts, and the rest once it has happened.
  async send() {
    this.socket.io.engine.once("upgrade", () => {
      this.moved = true;
      this.sentBefore = this.sent;
    });
    await reached(() => {
      const most = this.moved ? EVENTS : Math.min(this.sent + PER_TICK, ALLOWED[this.step]);
      while (this.sent < most) {
        this.socket.emit("count", this.sent++);
      }
      return this.sent === EVENTS;
    });
  }
}

function checkSplit(who, before) {
  const [least, most] = [WANTED.at(-1), ALLOWED.at(-1)];
  check(before >= least && before <= most, `${who} sent ${before} of ${EVENTS} before the switch, not ${least} to ${most}`);
}

async function moveWhileTalking(context) {
  const conversation = new Conversation();
  const steps = await relay(context.url, { webSocketGate: (index) => conversation.gate(index) });
  try {
    const socket = context.socket("/", { origin: steps.origin });
    conversation.attach(socket);
    socket.connect();
    await connected(socket);
    check(socket.io.engine.transport.name === "polling", "The connection did not start with polling");
    const counted = socket.emitWithAck("receive-counts", EVENTS);
    const pumped = socket.emitWithAck("send-counts", EVENTS, ALLOWED[0]);
    await conversation.send();
    await conversation.allReceived;
    const verdict = await counted;
    check(verdict === "in order", `The server says: ${verdict}`);
    const { beforeUpgrade } = await pumped;
    checkSplit("The client", conversation.sentBefore);
    checkSplit("The server", beforeUpgrade);
    check(socket.io.engine.transport.name === "websocket", "The connection did not move to WebSocket");
  } finally {
    steps.close();
  }
}

await run({
  "5,000 events each way survive the upgrade": moveWhileTalking,

  "5,000 events each way survive the upgrade of four connections at once": (context) =>
    Promise.all([1, 2, 3, 4].map(() => moveWhileTalking(context))),
});
