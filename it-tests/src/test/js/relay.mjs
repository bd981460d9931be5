// A TCP relay in front of a server: its connections can be cut, and WebSockets can be made slow.

import net from "node:net";

// Starts a relay to the host of a URL.
// webSocketDelay: milliseconds by which everything a client sends on a WebSocket is late.
export async function relay(url, { webSocketDelay = 0 } = {}) {
  const pairs = new Set();
  const server = net.createServer((near) => {
    const far = net.connect(Number(url.port), url.hostname);
    const pair = { near, far };
    pairs.add(pair);
    near.on("data", delayed(far, webSocketDelay));
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

function delayed(far, delay) {
  let late = false;
  return (chunk) => {
    late ||= delay > 0 && /^Upgrade: websocket\r$/im.test(chunk.toString("latin1"));
    if (late) {
      setTimeout(() => far.destroyed || far.write(chunk), delay);
    } else {
      far.write(chunk);
    }
  };
}
