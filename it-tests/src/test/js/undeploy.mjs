// The same as shutdown.mjs where the test cannot hear what the server heard: the script itself says when it is ready.

import { check, next, run, upgraded } from "./runner.mjs";

await run({
  "is told that the connection ended, and would come back": async (context) => {
    const socket = await context.connect();
    const custom = socket.io.socket("/custom");
    custom.connect();
    await next(custom, "connect");
    if (context.mode === "upgrade") {
      await upgraded(socket);
    }
    await custom.emitWithAck("ack");
    const ends = [next(socket, "disconnect"), next(custom, "disconnect")];
    context.waitsFor = "the end of the server";

    console.log(JSON.stringify({ ready: true }));

    const reasons = (await Promise.all(ends)).map(([reason]) => reason);
    // With "io server disconnect" the client would not try again by itself.
    check(
      reasons.every((reason) => ["transport close", "transport error"].includes(reason)),
      `The client was told: ${reasons}`,
    );
  },
});
