// What the beans of a CDI application do for their clients.

import { check, connected, equal, next, run } from "./runner.mjs";

async function join(context, name) {
  const socket = context.socket("/cdi", { auth: { name } });
  const hello = next(socket, "hello");
  socket.connect();
  await connected(socket);
  equal(await hello, [name], "greeting");
  return socket;
}

await run({
  "lets in who says a name, and remembers it for the life of the socket": async (context) => {
    const ann = await join(context, "Ann");
    const bob = await join(context, "Bob");
    equal((await ann.emitWithAck("say", { text: "hi", stars: 3 })).from, "Ann", "name of the first");
    equal((await bob.emitWithAck("say", { text: "hi", stars: 3 })).from, "Bob", "name of the second");
  },

  "tells observers who has come, and later those that observe asynchronously": async (context) => {
    const socket = context.socket("/cdi", { auth: { name: "Ann" } });
    const seen = next(socket, "seen");
    const noted = next(socket, "noted");
    socket.connect();
    await connected(socket);
    equal([await seen, await noted], [["at once"], ["on another thread"]], "what the observers sent");
  },

  "has a bean set the server up": async (context) => {
    const socket = context.socket("/made");
    socket.connect();
    await connected(socket);
    equal(await socket.emitWithAck("who"), "a configurer", "answer");
  },

  "refuses with message and data": async (context) => {
    const socket = context.socket("/cdi");
    socket.connect();
    const [error] = await next(socket, "connect_error");
    equal([error.message, error.data], ["Who are you?", { missing: "name" }], "refusal");
  },

  "binds a record, answers with one, and tells the room": async (context) => {
    const ann = await join(context, "Ann");
    const bob = await join(context, "Bob");
    const said = next(bob, "said");
    equal(
      await ann.emitWithAck("say", { text: "hello", stars: 5 }),
      { from: "Ann", text: "hello", stars: 5 },
      "answer",
    );
    equal(await said, ["Ann", "hello"], "what the room heard");
  },

  "takes binary in a private method and answers later": async (context) => {
    const ann = await join(context, "Ann");
    equal(await ann.emitWithAck("bytes", Uint8Array.of(1, 2, 3)), 3, "length");
  },

  "has a request scope for each call": async (context) => {
    const ann = await join(context, "Ann");
    equal([await ann.emitWithAck("count"), await ann.emitWithAck("count")], [3, 3], "counts");
    equal(await ann.emitWithAck("servers"), true, "whether the injected server is this one");
  },

  "says what is wrong with arguments, and lives on": async (context) => {
    const ann = await join(context, "Ann");
    const answer = await ann.emitWithAck("say", { text: "hi", stars: "many" });
    equal([answer.error.code, answer.error.event], ["bad_arguments", "say"], "refusal");
    check(answer.error.message.startsWith("argument 0: "), answer.error.message);
    equal((await ann.emitWithAck("say", { text: "hi", stars: 1 })).stars, 1, "the next answer");
    const error = next(ann, "error");
    ann.emit("say");
    equal((await error)[0].code, "bad_arguments", "error event");
  },

  "tells nothing of a handler's exception": async (context) => {
    const ann = await join(context, "Ann");
    const { error } = await ann.emitWithAck("fail");
    equal(error, { code: "failed", event: "fail", message: 'The server could not handle "fail"' }, "answer");
    equal((await ann.emitWithAck("refuse")).error.message, "Come back later", "a refusal of its own");
  },

  "hears of who leaves": async (context) => {
    const ann = await join(context, "Ann");
    const bob = await join(context, "Bob");
    const gone = next(ann, "gone");
    bob.disconnect();
    equal(await gone, ["Bob"], "who left");
  },
});
