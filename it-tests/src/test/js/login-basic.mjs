// Clients of an application that asks for a login with BASIC. ann is a member, bob a manager besides, eve is neither.

import { check, connected, equal, next, run, upgraded } from "./runner.mjs";

function as(name, password = `${name}-secret`) {
  return { extraHeaders: { Authorization: `Basic ${btoa(`${name}:${password}`)}` } };
}

// In mode "upgrade" whatever follows is sent over the WebSocket.
async function join(context, namespace, name) {
  const socket = await context.connect(namespace, as(name));
  if (context.mode === "upgrade") {
    await upgraded(socket);
  }
  return socket;
}

// The HTTP status with which the container has turned the client away.
async function statusFor(context, options) {
  const socket = context.socket("/members", options);
  socket.connect();
  const [error] = await next(socket, "connect_error");
  if (context.mode === "websocket") {
    return Number(error.description.message.match(/Unexpected server response: (\d+)/)?.[1]);
  }
  return error.description;
}

await run({
  "is turned away without a login, and hears of it": async (context) => {
    equal(await statusFor(context, {}), 401, "status");
  },

  "is turned away with a wrong password, and without the role of the constraint": async (context) => {
    equal(await statusFor(context, as("ann", "wrong")), 401, "status for a wrong password");
    equal(await statusFor(context, as("eve")), 403, "status without the role");
  },

  "is known to handlers by name": async (context) => {
    const socket = context.socket("/members", as("ann"));
    const welcome = next(socket, "welcome");
    socket.connect();
    await connected(socket);
    equal(await welcome, ["ann"], "the principal that a handler gets");
    if (context.mode === "upgrade") {
      await upgraded(socket);
    }
    equal(await socket.emitWithAck("who"), "ann", "the principal of the handshake");
  },

  "may send an event for managers as a manager only": async (context) => {
    const ann = await join(context, "/members", "ann");
    const bob = await join(context, "/members", "bob");
    equal(await bob.emitWithAck("close"), "closed by bob", "answer to the manager");
    equal((await ann.emitWithAck("close")).error.code, "forbidden", "answer to the member");
    equal(await ann.emitWithAck("who"), "ann", "answer to the next event");
  },

  "may join a namespace for managers as a manager only": async (context) => {
    const bob = await join(context, "/office", "bob");
    equal(await bob.emitWithAck("who"), "bob", "who is there");
    const ann = context.socket("/office", as("ann"));
    ann.connect();
    const [error] = await next(ann, "connect_error");
    equal(error.data?.code, "forbidden", "code of the refusal");
    check(!ann.connected, "The member is in the managers' namespace");
  },
});
