// A client with an Origin header, as a page of another origin has one; Node.js lets it choose the header itself.

import { check, connected, equal, run } from "./runner.mjs";

const ALLOWED = "https://my-frontend.com";
const FOREIGN = "https://evil.example";

await run({
  "connects from an origin that is allowed": async (context) => {
    const socket = await context.connect("/", { extraHeaders: { Origin: ALLOWED } });
    check(socket.connected, "not connected");
  },

  "is refused from any other": async (context) => {
    const socket = context.socket("/", { extraHeaders: { Origin: FOREIGN } });
    socket.connect();
    const error = await connected(socket).then(
      () => "connected",
      (failure) => failure.cause.description?.status ?? failure.cause.context?.status ?? failure.cause.description?.message,
    );
    equal(String(error).match(/403/)?.[0], "403", "the refusal");
  },

  "connects without an origin": async (context) => {
    const socket = await context.connect();
    check(socket.connected, "not connected");
  },
});
