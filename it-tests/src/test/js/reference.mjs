// Runs a server of the reference for each configuration below, each on a port of its own, until standard input ends.
// Writes one line of JSON: the ports by the name of the configuration.

import { createServer } from "node:http";
import { Server } from "socket.io";

const EXAMPLE = "https://example.com";
const LIST = [EXAMPLE, "https://example.org"];

// The options of the cors package, for the comparison of headers.
const CORS = {
  "no `cors`": undefined,
  "`cors: {}`": {},
  "`origins` (misspelt)": { origins: EXAMPLE },
  "`origin: \"*\"`": { origin: "*" },
  "`origin: \"*\"`, `credentials`": { origin: "*", credentials: true },
  "`origin: \"https://example.com\"`": { origin: EXAMPLE },
  "`origin: true`": { origin: true },
  "`origin: true`, `credentials`": { origin: true, credentials: true },
  "`origin: false`": { origin: false },
  "`origin: […]`": { origin: LIST },
  "`origin: [\"*\"]`": { origin: ["*"] },
  "`origin: []`": { origin: [] },
  "`origin: /example\\.com$/`": { origin: /example\.com$/ },
  "`origin: /^https:…\\.com$/`": { origin: /^https:\/\/example\.com$/ },
  "`origin` with a slash": { origin: [`${EXAMPLE}/`, "https://example.org"] },
  "`origin: (…) => true or false`": { origin: (origin, callback) => callback(null, origin === EXAMPLE) },
  "`origin: (…) => error`": { origin: (origin, callback) => callback(new Error("no")) },
  "`cors: (req, …) => options`": (request, callback) => callback(null, { origin: LIST }),
  "`methods: [\"GET\", \"POST\"]`": { origin: LIST, methods: ["GET", "POST"] },
  "`methods: []`": { origin: LIST, methods: [] },
  "`allowedHeaders: [\"my-custom-header\"]`": { origin: LIST, allowedHeaders: ["my-custom-header"] },
  "`allowedHeaders: []`": { origin: LIST, allowedHeaders: [] },
  "`exposedHeaders: [\"etag\"]`": { origin: LIST, exposedHeaders: ["etag"] },
  "`credentials: true`": { origin: LIST, credentials: true },
  "`credentials: \"true\"`": { origin: LIST, credentials: "true" },
  "`maxAge: 600`": { origin: LIST, maxAge: 600 },
  "`maxAge: 0`": { origin: LIST, maxAge: 0 },
  "`maxAge: NaN`": { origin: LIST, maxAge: NaN },
  "`preflightContinue: true`": { origin: LIST, preflightContinue: true },
  "`optionsSuccessStatus: 200`": { origin: LIST, optionsSuccessStatus: 200 },
};

// What goes wrong with them, for the doctor.
const FRONTEND = "https://my-frontend.com";
const WRONG = {
  "no policy": {},
  "another origin": { cors: { origin: EXAMPLE } },
  "other origins": { cors: { origin: LIST } },
  "a slash behind the origin": { cors: { origin: [`${FRONTEND}/`] } },
  "the origin without its scheme": { cors: { origin: "my-frontend.com" } },
  "any origin": { cors: { origin: "*" } },
  "no credentials": { cors: { origin: [FRONTEND] } },
  "another header": { cors: { origin: [FRONTEND], allowedHeaders: ["content-type"] } },
  "preflights passed on": { cors: { origin: [FRONTEND], preflightContinue: true } },
  "WebSocket from anywhere": { cors: { origin: [FRONTEND] } },
  "any origin with credentials": { cors: { origin: true, credentials: true } },
  "an expression without its beginning": { cors: { origin: /my-frontend\.com$/ } },
  "a function that fails": { cors: { origin: (origin, callback) => callback(new Error("no")) } },
  "allowRequest without Origin": {
    cors: { origin: [FRONTEND] },
    allowRequest: (request, callback) => callback(null, request.headers.origin === undefined),
  },
  "another path": { cors: { origin: [FRONTEND] }, path: "/chat/socket.io/" },
  "polling switched off": { cors: { origin: [FRONTEND] }, transports: ["websocket"] },
};

function serve(options) {
  const http = createServer((request, response) => response.writeHead(404).end());
  new Server(http, { serveClient: false, ...options });
  return new Promise((resolve) => http.listen(0, "127.0.0.1", () => resolve(http.address().port)));
}

const ports = {};
for (const [name, cors] of Object.entries(CORS)) {
  ports[name] = await serve({ cors });
}
for (const [name, options] of Object.entries(WRONG)) {
  ports[name] = await serve(options);
}
console.log(JSON.stringify(ports));
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
