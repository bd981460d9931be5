// What the page of examples/plain does, with the client of these tests.

import { check, connected, equal, next, run } from "./runner.mjs";

// The page stands beside the mount.
const page = (context) => new URL("../index.html", context.url);

async function text(url) {
  const answer = await fetch(url);
  equal(answer.status, 200, `status of ${url}`);
  return answer.text();
}

await run({
  "gets a page, and the client that the page imports": async (context) => {
    const html = await text(page(context));
    const [, script] = html.match(/import \{ io \} from "(.*)";/);
    check((await text(new URL(script, page(context)))).startsWith("/*!\n * Socket.IO v4."), `${script} is no client`);
  },

  "finds the server beside the page": async (context) => {
    const html = await text(page(context));
    const [, relative] = html.match(/path: new URL\("(.*)", document\.baseURI\)\.pathname/);
    const socket = context.socket("/", { path: new URL(relative, page(context)).pathname });
    socket.connect();
    await connected(socket);
  },

  "is heard by others, and told that it was": async (context) => {
    const ann = await context.connect();
    const bob = await context.connect();
    const heard = next(bob, "chat");
    equal(await ann.emitWithAck("chat", "hello"), "delivered", "answer");
    equal(await heard, [ann.id, "hello"], "what the other heard");
  },
});
