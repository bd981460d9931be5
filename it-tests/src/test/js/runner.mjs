// Runs scenarios with the official client and reports each as one line of JSON on standard output:
// {"name": …, "ok": true, "millis": …} or {"name": …, "ok": false, "error": …, "millis": …}.
// The last line, {"scenarios": …}, counts them.
//
// Called as: node <script> <url of the mount, with a slash at the end> <mode>
// Modes: polling, websocket, upgrade (starts with polling and moves to WebSocket).

import { io } from "socket.io-client";

const LIMIT_MILLIS = 30_000;
const TRANSPORTS = {
  polling: ["polling"],
  websocket: ["websocket"],
  upgrade: ["polling", "websocket"],
};

export class Context {
  constructor(url, mode) {
    this.url = new URL(url);
    this.mode = mode;
    this.sockets = [];
    // What a scenario waits for, to be told if it does so for too long.
    this.waitsFor = "something";
  }

  // The socket of a namespace, on a connection of its own, not connected yet.
  socket(namespace = "/", { origin = this.url.origin, ...options } = {}) {
    const socket = io(origin + namespace, {
      path: this.url.pathname,
      transports: TRANSPORTS[this.mode],
      forceNew: true,
      reconnection: false,
      autoConnect: false,
      ...options,
    });
    this.sockets.push(socket);
    return socket;
  }

  // The same, connected.
  async connect(namespace = "/", options = {}) {
    const socket = this.socket(namespace, options);
    socket.connect();
    await connected(socket);
    return socket;
  }

  close() {
    this.sockets.forEach((socket) => {
      socket.disconnect();
      socket.io.engine?.close();
    });
  }
}

export function connected(socket) {
  return new Promise((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("connect_error", (error) => reject(new Error(`connect_error: ${error.message}`, { cause: error })));
  });
}

// The arguments of the next event of that name.
export function next(emitter, event) {
  return new Promise((resolve) => emitter.once(event, (...args) => resolve(args)));
}

// Waits until the connection has moved to WebSocket.
export async function upgraded(socket) {
  const engine = socket.io.engine;
  if (engine.transport.name !== "websocket") {
    await next(engine, "upgrade");
  }
}

export function check(condition, message) {
  if (!condition) {
    throw new Error(message);
  }
}

export function equal(actual, expected, what) {
  const seen = JSON.stringify(actual);
  const wanted = JSON.stringify(expected);
  check(seen === wanted, `${what}: expected ${abridged(wanted)} but was ${abridged(seen)}`);
}

function abridged(text) {
  return text?.length > 300 ? `${text.slice(0, 300)}… (${text.length} characters)` : text;
}

// limitMillis: what a scenario may take, if that is more than usual.
export async function run(scenarios, { limitMillis = LIMIT_MILLIS } = {}) {
  const [url, mode] = process.argv.slice(2);
  if (!url || !TRANSPORTS[mode]) {
    console.error(`Usage: node ${process.argv[1]} <url> <${Object.keys(TRANSPORTS).join("|")}>`);
    process.exit(2);
  }
  for (const [name, scenario] of Object.entries(scenarios)) {
    await report(name, new Context(url, mode), scenario, limitMillis);
  }
  console.log(JSON.stringify({ scenarios: Object.keys(scenarios).length }));
  process.exit(0);
}

async function report(name, context, scenario, limitMillis) {
  const start = performance.now();
  let timer;
  const limit = new Promise((resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`Waited ${limitMillis} ms for ${context.waitsFor}`)), limitMillis);
  });
  let result = { name, ok: true };
  try {
    await Promise.race([scenario(context), limit]);
  } catch (error) {
    result = { name, ok: false, error: error.stack ?? String(error) };
  }
  clearTimeout(timer);
  context.close();
  console.log(JSON.stringify({ ...result, millis: Math.round(performance.now() - start) }));
}
