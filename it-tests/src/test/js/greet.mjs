// An application whose handler asks an object of the application's framework.

import { equal, run } from "./runner.mjs";

await run({
  "is greeted by name": async (context) => {
    const socket = await context.connect("/greetings");

    equal(await socket.emitWithAck("greet", "Ann"), "Hello, Ann!", "greeting");
  },
});
