// A TCP relay in front of a server: its connections can be cut, and WebSockets can be made slow.

import net from "node:net";

// Starts a relay to the host of a URL.
// webSocketGate: called with 0 before the handshake of a WebSocket is passed on, with 1 before the next bytes from its
// client, and so on; they wait for the promise it returns.
export async function relay(url, { webSocketGate } = {}) {
  const pairs = new Set();
  const server = net.createServer((near) => {
    const far = net.connect(Number(url.port), url.hostname);
    const pair = { near, far };
    pairs.add(pair);
    near.on("data", gated(far, webSocketGate));
    far.on("data", (chunk) => near.write(chunk));
    for (const end of [near, far]) {
      end.setNoDelay(true);
      end.on("error", () => {});
      end.on("close", () => {
        pairs.delete(pair);
        near.destroy();
        far.destroy();
      });
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    cut: () => pairs.forEach(({ near, far }) => (near.resetAndDestroy(), far.resetAndDestroy())),
    close: () => server.close(),
  };
}

function gated(far, gate) {
  let isWebSocket = false;
  let passed = 0;
  let before = Promise.resolve();
  return (chunk) => {
    isWebSocket ||= gate !== undefined && /^Upgrade: websocket\r$/im.test(chunk.toString("latin1"));
    if (isWebSocket) {
      const index = passed++;
      before = before.then(() => gate(index)).then(() => far.destroyed || far.write(chunk));
    } else {
      far.write(chunk);
    }
  };
}
