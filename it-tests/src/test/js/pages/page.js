// What the browser tests have their pages do. Each function returns a promise of JSON text.

const LIMIT_MILLIS = 15_000;

// Connects the official client, asks the server what it has seen of the handshake, and disconnects.
async function connect(url, options) {
  const socket = io(url, { forceNew: true, reconnection: false, timeout: LIMIT_MILLIS, ...options });
  try {
    return JSON.stringify(await outcome(socket, options.transports.length > 1));
  } finally {
    socket.disconnect();
    socket.io.engine?.close();
  }
}

async function outcome(socket, upgrades) {
  const upgrade = new Promise((resolve) => {
    socket.io.on("open", () => socket.io.engine.once("upgrade", resolve));
  });
  const refused = await new Promise((resolve) => {
    socket.once("connect", () => resolve(undefined));
    socket.once("connect_error", (error) => resolve(error));
  });
  if (refused) {
    return { connected: false, error: refused.message };
  }
  if (upgrades) {
    await limited(upgrade, "the upgrade");
  }
  const seen = await socket.timeout(LIMIT_MILLIS).emitWithAck("what have you seen?");
  return { connected: true, transport: socket.io.engine.transport.name, ...seen };
}

function limited(promise, what) {
  const limit = new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error(`Waited ${LIMIT_MILLIS} ms for ${what}`)), LIMIT_MILLIS);
  });
  return Promise.race([promise, limit]);
}

// The same as connect, done by a page in a sandboxed frame, whose origin is opaque.
async function connectFromSandbox(url, options) {
  const frame = document.createElement("iframe");
  frame.sandbox = "allow-scripts";
  frame.src = "/";
  const loaded = new Promise((resolve) => frame.addEventListener("load", resolve));
  document.body.append(frame);
  await limited(loaded, "the frame");
  const answer = new Promise((resolve) => addEventListener("message", (event) => resolve(event.data), { once: true }));
  frame.contentWindow.postMessage({ url, options }, "*");
  return limited(answer, "the frame's answer");
}

if (window.parent !== window) {
  addEventListener("message", async (event) => {
    const answer = await connect(event.data.url, event.data.options).catch((error) =>
      JSON.stringify({ connected: false, error: String(error) }));
    event.source.postMessage(answer, "*");
  });
}

// Connects and stays connected; the answer is the id of the Engine.IO session.
async function stay(url, options) {
  window.held = io(url, { forceNew: true, reconnection: false, ...options });
  await limited(new Promise((resolve, reject) => {
    held.once("connect", resolve);
    held.once("connect_error", reject);
  }), "the connection");
  return JSON.stringify({ sid: held.io.engine.id });
}

// Sends an event over the connection that stays, and waits until the server has it.
async function say(text) {
  await held.timeout(LIMIT_MILLIS).emitWithAck("say", text);
  return "{}";
}

// A POST that needs no preflight, with the user's cookies; the page cannot read the answer.
async function post(url, body) {
  const answer = await fetch(url, { method: "POST", mode: "no-cors", credentials: "include", body });
  return JSON.stringify({ type: answer.type });
}

// Opens a WebSocket without the client.
async function openWebSocket(url) {
  const socket = new WebSocket(url);
  const opened = await limited(new Promise((resolve) => {
    socket.addEventListener("open", () => resolve(true));
    socket.addEventListener("error", () => resolve(false));
  }), "the WebSocket");
  socket.close();
  return JSON.stringify({ opened });
}
