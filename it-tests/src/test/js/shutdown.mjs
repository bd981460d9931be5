// What a client is told when its server goes: it says "ready", and the test takes the application down.

import { check, next, run } from "./runner.mjs";

await run({
  "is told that the connection ended, and would come back": async (context) => {
    const socket = await context.connect();
    const custom = socket.io.socket("/custom");
    custom.connect();
    await next(custom, "connect");
    const ends = [next(socket, "disconnect"), next(custom, "disconnect")];
    context.waitsFor = "the end of the server";

    socket.emit("ready");

    const reasons = (await Promise.all(ends)).map(([reason]) => reason);
    // With "io server disconnect" the client would not try again by itself.
    check(
      reasons.every((reason) => ["transport close", "transport error"].includes(reason)),
      `The client was told: ${reasons}`,
    );
  },
});
