// What an application sees of the server through the official client, over each transport.

import { createHash } from "node:crypto";
import { relay } from "./relay.mjs";
import { check, connected, equal, next, run, upgraded } from "./runner.mjs";

const MAX_PAYLOAD = 1_000_000;

const STRINGS = {
  empty: "",
  latin: "äöüß",
  euro: "€",
  astral: "😀🏴󠁧󠁢󠁥󠁮󠁧󠁿",
  "line separators": "a\u2028b\u2029c",
  "record separator": "a\u001eb",
  controls: "\u0000\u0001\b\t\n\v\f\r\u001f\u007f\u0085\u009f",
  "quotes and slashes": "\"'\\/`",
  "lone surrogates": "\ud800 a \udc00 \udbff",
  "byte order mark": "\ufeffx",
  markup: "</script><!-- & -->",
  "looks like a packet": "42[\"echo\"]",
};

function sha256(data) {
  return createHash("sha256").update(data).digest("hex");
}

async function refused(socket) {
  socket.connect();
  const [error] = await next(socket, "connect_error");
  return error;
}

await run({
  "connects, with a public id that is not the session's": async (context) => {
    const socket = await context.connect();

    const who = await socket.emitWithAck("who");

    equal(who.id, socket.id, "id as the server sees it");
    equal(socket.id.length, 20, "length of the id");
    check(socket.id !== socket.io.engine.id, "The socket's id is the session's");
  },

  "uses the transport it is meant to use": async (context) => {
    const socket = await context.connect();
    if (context.mode === "upgrade") {
      await upgraded(socket);
    }

    const who = await socket.emitWithAck("who");

    const expected = context.mode === "polling" ? "polling" : "websocket";
    equal(socket.io.engine.transport.name, expected, "transport of the client");
    equal(who.transport, expected, "transport of the server");
  },

  "shows its handshake to the application": async (context) => {
    const socket = await context.connect("/", {
      auth: { token: "t", nested: { list: [1, null, "ü"] } },
      query: { room: "ä b+c", "€": "1" },
      extraHeaders: { "x-custom": "value" },
    });

    const handshake = await socket.emitWithAck("handshake");

    equal(handshake.auth, { token: "t", nested: { list: [1, null, "ü"] } }, "auth");
    equal(handshake.query.room, "ä b+c", "query parameter");
    equal(handshake.query["€"], "1", "query parameter with a name beyond ASCII");
    equal(handshake.query.EIO, "4", "protocol version");
    equal(handshake.custom, "value", "header");
    equal(handshake.secure, false, "secure");
    check(/127\.0\.0\.1|::1/.test(handshake.address), `Address is ${handshake.address}`);
  },

  "is let in with the right token": async (context) => {
    const socket = await context.connect("/refuse", { auth: (give) => give({ token: "secret" }) });

    equal(await socket.emitWithAck("ack", 1), 1, "answer");
  },

  "is refused with data, and let in on its next try": async (context) => {
    const socket = context.socket("/refuse", { auth: { token: "wrong" } });

    const error = await refused(socket);

    equal(error.message, "not authorized", "message");
    equal(error.data, { content: "Please retry later" }, "data");
    socket.auth = { token: "secret" };
    socket.connect();
    await connected(socket);
  },

  "is refused without data": async (context) => {
    const error = await refused(context.socket("/nodata"));

    equal(error.message, "nodata", "message");
    check(error.data === undefined, `There is data: ${error.data}`);
  },

  "is refused by a middleware that fails, without details": async (context) => {
    const error = await refused(context.socket("/broken"));

    check(!/secret detail/.test(error.message), `The message gives details away: ${error.message}`);
  },

  "is told that a namespace is unknown, and keeps the others": async (context) => {
    const socket = await context.connect();
    const unknown = socket.io.socket("/unknown");

    const error = await refused(unknown);

    equal(error.message, "Invalid namespace", "message");
    equal(await socket.emitWithAck("ack", "still here"), "still here", "answer");
  },

  "keeps namespaces apart on one connection": async (context) => {
    const main = await context.connect();
    const custom = main.io.socket("/custom");
    custom.connect();
    await connected(custom);
    const heard = [];
    main.on("echo", (text) => heard.push(`main ${text}`));
    custom.on("echo", (text) => heard.push(`custom ${text}`));

    main.emit("echo", 1);
    custom.emit("echo", 2);
    await Promise.all([main.emitWithAck("ack"), custom.emitWithAck("ack")]);

    equal(heard.sort(), ["custom 2", "main 1"], "events");
    check(main.id !== custom.id, "Two namespaces gave the same id");
    custom.disconnect();
    equal(await main.emitWithAck("ack", "after"), "after", "answer once the other namespace is left");
  },

  "disconnects and connects again at once": async (context) => {
    const socket = await context.connect();
    const custom = socket.io.socket("/custom");
    custom.connect();
    await connected(custom);
    const first = socket.id;

    socket.disconnect();
    socket.connect();
    await connected(socket);

    check(socket.id !== first, "The id is the same");
    equal(await socket.emitWithAck("ack", 1), 1, "answer");
  },

  "gets every answer it asked for": async (context) => {
    const socket = await context.connect();

    const answers = await Promise.all(Array.from({ length: 100 }, (_, i) => socket.emitWithAck("ack", i)));

    equal(answers, Array.from({ length: 100 }, (_, i) => i), "answers");
    const all = await new Promise((resolve) => socket.emit("ack", 1, "two", [3], (...args) => resolve(args)));
    equal(all, [1, "two", [3]], "answer with several arguments");
  },

  "gives up waiting for an answer": async (context) => {
    const socket = await context.connect();

    const error = await socket.timeout(50).emitWithAck("never").then(
      () => undefined,
      (reason) => reason,
    );

    equal(error?.message, "operation has timed out", "error");
    equal(await socket.emitWithAck("ack", 1), 1, "answer to the next question");
  },

  "answers the server's questions": async (context) => {
    const socket = await context.connect();
    socket.on("question", (a, b, ack) => ack(b, a));

    socket.emit("ask", "x", { y: 1 });

    equal(await next(socket, "answered"), [{ y: 1 }], "first argument of the answer");
  },

  "leaves the server without an answer": async (context) => {
    const socket = await context.connect();

    socket.emit("ask-briefly");

    equal(await next(socket, "unanswered"), ["AckTimeoutException"], "what the server got");
  },

  "answers while a handler of its own waits for the answer": async (context) => {
    const socket = await context.connect();
    socket.on("question", (text, ack) => ack(`${text}!`));

    equal(await socket.emitWithAck("block-ask", "well"), "well!", "answer of the handler that waited");
  },

  "survives a handler that fails": async (context) => {
    const socket = await context.connect();

    socket.emit("boom");

    equal(await socket.emitWithAck("ack", 1), 1, "answer");
  },

  "exchanges every kind of JSON": async (context) => {
    const socket = await context.connect();
    const values = [
      null, true, false, 0, -0.5, 1e21, 1.7976931348623157e308, 5e-324, 9007199254740991, -9007199254740991,
      0.1, 1 / 3, "", [], {}, [[]], [null], { a: { b: { c: [1, { d: null }] } } }, { "": 0, " ": 1, "a.b": 2 },
      { _placeholder: true, num: 0 }, { constructor: 1, toString: 2 },
    ];

    const echoed = next(socket, "echo");
    socket.emit("echo", ...values);

    equal(await echoed, values, "values");
  },

  "exchanges every kind of text": async (context) => {
    const socket = await context.connect();
    for (const [kind, text] of Object.entries(STRINGS)) {
      const [echoed] = await echo(socket, text);
      check(echoed === text, `${kind}: sent ${JSON.stringify(text)}, got ${JSON.stringify(echoed)}`);
    }
    const [together] = await echo(socket, STRINGS);
    equal(together, STRINGS, "texts in one object");
    const keys = Object.fromEntries(Object.values(STRINGS).map((text) => [text, 1]));
    equal((await echo(socket, keys))[0], keys, "texts as keys");
  },

  "exchanges binary values": async (context) => {
    const socket = await context.connect();
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
    const kinds = {
      Buffer: Buffer.from(bytes),
      Uint8Array: bytes,
      ArrayBuffer: bytes.buffer,
      "part of an array": new Uint8Array(bytes.buffer, 0, 256),
    };
    for (const [kind, value] of Object.entries(kinds)) {
      const [echoed] = await echo(socket, value);
      check(Buffer.from(echoed).equals(Buffer.from(bytes)), `${kind} came back changed`);
    }
    const [empty] = await echo(socket, Buffer.alloc(0));
    equal(Buffer.from(empty).length, 0, "length of an empty buffer");
    const [first, second, text] = await echo(socket, { a: [kinds.Buffer, { b: Buffer.from("x") }] }, Buffer.from("y"), "z");
    check(Buffer.from(first.a[0]).equals(kinds.Buffer), "The first attachment came back changed");
    equal(Buffer.from(first.a[1].b).toString(), "x", "second attachment");
    equal(Buffer.from(second).toString(), "y", "third attachment");
    equal(text, "z", "text between attachments");
    const answer = await socket.emitWithAck("ack", Buffer.from("in an answer"));
    equal(Buffer.from(answer).toString(), "in an answer", "attachment of an answer");
  },

  "exchanges ten attachments, the most there may be": async (context) => {
    const socket = await context.connect();
    const buffers = Array.from({ length: 10 }, (_, i) => Buffer.from([i]));

    const [echoed] = await echo(socket, buffers);

    equal(echoed.map((buffer) => Buffer.from(buffer)[0]), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], "attachments");
  },

  "exchanges one megabyte of text": async (context) => {
    const socket = await context.connect();
    const text = "0123456789".repeat(MAX_PAYLOAD / 10).slice(0, MAX_PAYLOAD - 100);

    const [size, digest] = await digestOf(socket, text);

    equal([size, digest], [text.length, sha256(text)], "size and digest at the server");
    const [echoed] = await echo(socket, text);
    check(echoed === text, "The text came back changed");
  },

  "exchanges one megabyte of bytes": async (context) => {
    const socket = await context.connect();
    // Base64 makes four letters of three bytes.
    const limit = context.mode === "websocket" ? MAX_PAYLOAD : 740_000;
    const bytes = Buffer.from(Uint8Array.from({ length: limit }, (_, i) => (i * 7) % 251));

    const [size, digest] = await digestOf(socket, bytes);

    equal([size, digest], [bytes.length, sha256(bytes)], "size and digest at the server");
    const [echoed] = await echo(socket, bytes);
    check(bytes.equals(Buffer.from(echoed)), "The bytes came back changed");
  },

  "receives more than it may send": async (context) => {
    const socket = await context.connect();
    const length = 3 * MAX_PAYLOAD;

    const text = await socket.emitWithAck("give-text", length);
    const bytes = await socket.emitWithAck("give-bytes", length);

    check(text === "x".repeat(length), "The text came changed");
    check(Buffer.from(bytes).equals(Buffer.alloc(length, 7)), "The bytes came changed");
  },

  "keeps the order of text and bytes both ways": async (context) => {
    const socket = await context.connect();
    const heard = [];
    socket.on("echo", (i, bytes) => heard.push(bytes ? Buffer.from(bytes).readUInt16BE() : i));
    for (let i = 0; i < 1000; i++) {
      if (i % 3 === 0) {
        const bytes = Buffer.alloc(2);
        bytes.writeUInt16BE(i);
        socket.emit("echo", i, bytes);
      } else {
        socket.emit("echo", i);
      }
    }

    await socket.emitWithAck("ack");

    equal(heard, Array.from({ length: 1000 }, (_, i) => i), "events");
  },

  "is told when the server disconnects it": async (context) => {
    const socket = await context.connect();
    const last = [];
    socket.on("last", (i) => last.push(i));

    socket.emit("leave-me");

    equal((await next(socket, "disconnect"))[0], "io server disconnect", "reason");
    equal(last, [1, 2], "events before the end");
  },

  "is told when the server closes the connection": async (context) => {
    const socket = await context.connect();
    const custom = socket.io.socket("/custom");
    custom.connect();
    await connected(custom);
    const ends = [next(socket, "disconnect"), next(custom, "disconnect"), next(socket.io.engine, "close")];

    socket.emit("drop-me");

    const [[main], [other]] = await Promise.all(ends);
    equal([main, other], ["io server disconnect", "io server disconnect"], "reasons");
  },

  "tells the server why it left": async (context) => {
    const watcher = await context.connect("/watch");
    const gone = (id) =>
      new Promise((resolve) => watcher.on("gone", (_, who, reason) => who === id && resolve(reason)));

    context.waitsFor = "the first reason";
    const leaving = await context.connect();
    const left = gone(leaving.id);
    leaving.disconnect();
    equal(await left, "client namespace disconnect", "reason after disconnect()");

    context.waitsFor = "the second reason";
    const closing = await context.connect();
    const closed = gone(closing.id);
    closing.io.engine.close();
    equal(await closed, "transport close", "reason after the transport was closed");
  },

  "comes back after the connection was cut": async (context) => {
    const between = await relay(context.url);
    const socket = context.socket("/", {
      origin: between.origin,
      reconnection: true,
      reconnectionDelay: 20,
      reconnectionDelayMax: 100,
    });
    socket.connect();
    await connected(socket);
    await socket.emitWithAck("ack");
    const first = socket.id;

    const disconnected = next(socket, "disconnect");
    // A poll may be on its way to the relay just now, so one cut is not enough.
    const cutting = setInterval(between.cut, 10);
    const [reason] = await disconnected;
    clearInterval(cutting);
    const answers = Promise.all([1, 2, 3].map((i) => socket.emitWithAck("ack", i)));
    await connected(socket);

    check(["transport close", "transport error"].includes(reason), `Reason is ${reason}`);
    check(socket.id !== first, "The id is the same");
    equal(await answers, [1, 2, 3], "answers to what was asked while away");
    between.close();
  },
});

async function echo(socket, ...values) {
  const echoed = next(socket, "echo");
  socket.emit("echo", ...values);
  return echoed;
}

function digestOf(socket, data) {
  return new Promise((resolve) => socket.emit("digest", data, (...args) => resolve(args)));
}
