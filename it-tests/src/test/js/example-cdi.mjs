// What clients of examples/cdi meet.

import { connected, equal, next, run } from "./runner.mjs";

async function customer(context) {
  const socket = context.socket("/orders", { auth: { token: "let me in" } });
  socket.connect();
  await connected(socket);
  return socket;
}

await run({
  "is refused without a token": async (context) => {
    const socket = context.socket("/orders");
    socket.connect();
    const [error] = await next(socket, "connect_error");
    equal(error.message, "Please log in", "refusal");
  },

  "orders, and everybody hears what is left": async (context) => {
    const ann = await customer(context);
    const bob = await customer(context);
    const stock = next(bob, "stock");
    const receipt = await ann.emitWithAck("order", { item: "tea", count: 2 });
    equal(receipt.item, "tea", "item");
    equal(await stock, ["tea", receipt.left], "what the other heard");
  },

  "is told that there is not enough": async (context) => {
    const ann = await customer(context);
    const { error } = await ann.emitWithAck("order", { item: "tea", count: 1000 });
    equal([error.code, error.message], ["sold_out", "There is not enough tea"], "refusal");
  },
});
