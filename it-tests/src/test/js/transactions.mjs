// What clients meet whose events are handled in transactions. The server remembers how each transaction ended, those of
// earlier scenarios included; it has ended before the answer comes.

import { equal, run } from "./runner.mjs";

async function outcome(socket) {
  return (await socket.emitWithAck("outcomes")).at(-1);
}

await run({
  "has no transaction where none is asked for": async (context) => {
    const socket = await context.connect("/ledger");
    equal(await socket.emitWithAck("status"), "none", "status");
  },

  "is answered after the handler's transaction is committed": async (context) => {
    const socket = await context.connect("/ledger");
    equal(await socket.emitWithAck("write"), "active", "status while it is handled");
    equal(await outcome(socket), "committed", "outcome");
    equal(await socket.emitWithAck("status"), "none", "status of the next event");
  },

  "has it rolled back by an exception, and is told that the event failed": async (context) => {
    const socket = await context.connect("/ledger");
    const { error } = await socket.emitWithAck("fail");
    equal(error, { code: "failed", event: "fail", message: 'The server could not handle "fail"' }, "answer");
    equal(await outcome(socket), "rolled back", "outcome");
    equal(await socket.emitWithAck("write"), "active", "status of the next");
  },

  "has it rolled back by a refusal, and is told why": async (context) => {
    const socket = await context.connect("/ledger");
    const { error } = await socket.emitWithAck("refuse");
    equal([error.code, error.message], ["no_money", "There is not enough on your account"], "answer");
    equal(await outcome(socket), "rolled back", "outcome");
  },
});
