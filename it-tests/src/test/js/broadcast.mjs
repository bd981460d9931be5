// Many clients in one room: each gets every broadcast once, in order; the others get none.

import { equal, run } from "./runner.mjs";

const CLIENTS = 200;
const BYSTANDERS = 5;
const BROADCASTS = 30;

const EXPECTED = Array.from({ length: BROADCASTS }, (_, i) => i);

function listen(socket) {
  const heard = [];
  socket.on("said", (i, bytes) => heard.push(bytes === undefined || Buffer.from(bytes)[0] === i ? i : `broken ${i}`));
  return heard;
}

async function join(context, count, room) {
  const members = await Promise.all(Array.from({ length: count }, () => context.connect()));
  await Promise.all(members.map((socket) => socket.emitWithAck("join", room)));
  return members.map((socket) => ({ socket, heard: listen(socket) }));
}

// An answer comes behind all that was sent to the client before.
async function settled(members) {
  await Promise.all(members.map(({ socket }) => socket.emitWithAck("ack")));
}

await run({
  "each of 200 clients gets every broadcast exactly once": async (context) => {
    const room = `room-${process.pid}`;
    const members = await join(context, CLIENTS, room);
    const bystanders = await join(context, BYSTANDERS, `${room}-next-door`);

    await members[0].socket.emitWithAck("broadcast", room, BROADCASTS);
    await settled([...members, ...bystanders]);

    members.forEach(({ heard }, i) => equal(heard, EXPECTED, `broadcasts at client ${i}`));
    bystanders.forEach(({ heard }, i) => equal(heard, [], `broadcasts at bystander ${i}`));
  },

  "clients that leave while others are spoken to harm nobody": async (context) => {
    const room = `leaving-${process.pid}`;
    const members = await join(context, 20, room);
    const leaving = members.slice(10);
    const staying = members.slice(0, 10);

    const spoken = staying[0].socket.emitWithAck("broadcast", room, BROADCASTS);
    leaving.forEach(({ socket }) => socket.disconnect());
    await spoken;
    await settled(staying);

    staying.forEach(({ heard }, i) => equal(heard, EXPECTED, `broadcasts at client ${i}`));
  },

  "all clients answer a broadcast": async (context) => {
    const room = `answers-${process.pid}`;
    const members = await join(context, 50, room);
    members.forEach(({ socket }, i) => socket.on("question", (ack) => ack(i)));

    const answers = await members[0].socket.emitWithAck("poll-room", room);

    equal(answers.sort((a, b) => a - b), Array.from({ length: 50 }, (_, i) => i), "answers");
  },
});
