// Events in both directions while the connection moves from polling to WebSocket: none lost, doubled or reordered.

import { relay } from "./relay.mjs";
import { check, connected, run } from "./runner.mjs";

const EVENTS = 5_000;
const KEPT_FOR_THE_END = 1_000;
const PER_TICK = 20;

// Makes the upgrade last, so that much is said meanwhile.
const WEBSOCKET_DELAY_MILLIS = 150;

// Sends numbers, a few per tick as long as the upgrade lasts, the last thousand once it has happened.
function send(socket, total) {
  let sent = 0;
  let before = 0;
  let moved = false;
  return new Promise((resolve) => {
    const some = (count) => {
      for (let i = 0; i < count && sent < total; i++) {
        socket.emit("count", sent++);
      }
    };
    const tick = () => {
      some(moved ? total : Math.min(PER_TICK, total - KEPT_FOR_THE_END - sent));
      if (sent < total) {
        setTimeout(tick, 1);
      } else {
        resolve({ before, after: total - before });
      }
    };
    socket.io.engine.once("upgrade", () => {
      moved = true;
      before = sent;
    });
    tick();
  });
}

function receive(socket, total) {
  let expected = 0;
  return new Promise((resolve, reject) => {
    socket.on("count", (i) => {
      if (i !== expected) {
        reject(new Error(`Expected event ${expected}, got ${i}`));
      }
      expected++;
      if (expected === total) {
        resolve();
      }
    });
  });
}

async function moveWhileTalking(context, { origin }) {
  const socket = context.socket("/", { origin });
  const received = receive(socket, EVENTS);
  socket.connect();
  await connected(socket);
  check(socket.io.engine.transport.name === "polling", "The connection did not start with polling");
  const counted = socket.emitWithAck("receive-counts", EVENTS);
  const pumped = socket.emitWithAck("send-counts", EVENTS, KEPT_FOR_THE_END);
  const { before, after } = await send(socket, EVENTS);
  await received;
  const verdict = await counted;
  check(verdict === "in order", `The server says: ${verdict}`);
  const { beforeUpgrade } = await pumped;
  check(before > 0 && after >= KEPT_FOR_THE_END, `The client sent ${before} before and ${after} after the upgrade`);
  check(beforeUpgrade > 0, "The server sent nothing before the upgrade");
  check(socket.io.engine.transport.name === "websocket", "The connection did not move to WebSocket");
}

async function withRelay(context, action) {
  const slow = await relay(context.url, { webSocketDelay: WEBSOCKET_DELAY_MILLIS });
  try {
    await action(slow);
  } finally {
    slow.close();
  }
}

await run({
  "5,000 events each way survive the upgrade": (context) =>
    withRelay(context, (slow) => moveWhileTalking(context, slow)),

  "5,000 events each way survive the upgrade of four connections at once": (context) =>
    withRelay(context, (slow) => Promise.all([1, 2, 3, 4].map(() => moveWhileTalking(context, slow)))),
});
