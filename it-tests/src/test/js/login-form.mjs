// Clients of an application that asks for a login with FORM, of whom the server knows by cookies.

import { check, connected, equal, next, run, upgraded } from "./runner.mjs";

const TRANSPORTS = { polling: ["polling"], websocket: ["websocket"], upgrade: ["polling", "websocket"] };

// What a browser does with cookies, as far as it matters for one site.
class Browser {
  #cookies = new Map();

  constructor(context) {
    this.application = new URL("../", context.url);
  }

  async open(page, options = {}) {
    let url = new URL(page, this.application);
    let response = await this.#request(url, options);
    while ([301, 302, 303, 307].includes(response.status)) {
      url = new URL(response.headers.get("location"), url);
      response = await this.#request(url, {});
    }
    return { status: response.status, text: await response.text() };
  }

  async #request(url, { headers, ...options }) {
    const response = await fetch(url, { ...options, redirect: "manual", headers: { ...headers, Cookie: this.cookies } });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = cookie.match(/^([^=]+)=([^;]*)/);
      if (value === "" || /Max-Age=0/i.test(cookie)) {
        this.#cookies.delete(name);
      } else {
        this.#cookies.set(name, value);
      }
    }
    return response;
  }

  get cookies() {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  async login(name, password = `${name}-secret`) {
    const asked = await this.open("account/home");
    check(asked.text.includes("Please log in"), `Expected the login page but saw: ${asked.text}`);
    return this.open("j_security_check", {
      method: "POST",
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      body: `j_username=${name}&j_password=${password}`,
    });
  }
}

await run({
  "is turned away without a login, over each transport": async (context) => {
    for (const [name, transports] of Object.entries(TRANSPORTS)) {
      context.waitsFor = `the refusal over ${name}`;
      const socket = context.socket("/members", { transports });
      socket.connect();
      await next(socket, "connect_error");
      check(!socket.connected, `There is a connection over ${name}`);
    }
  },

  "comes in with the cookies of the login, and is told to leave when the user logs out": async (context) => {
    const browser = new Browser(context);
    equal((await browser.login("ann")).text, "ann is here", "page after the login");
    const clients = [];
    for (const [name, transports] of Object.entries(TRANSPORTS)) {
      context.waitsFor = `the connection over ${name}`;
      const socket = context.socket("/members", { transports, extraHeaders: { Cookie: browser.cookies } });
      socket.connect();
      await connected(socket);
      if (name === "upgrade") {
        await upgraded(socket);
      }
      equal(await socket.emitWithAck("who"), "ann", `principal over ${name}`);
      clients.push({ name, end: next(socket, "disconnect") });
    }
    const other = new Browser(context);
    await other.login("bob");
    const stays = await context.connect("/office", { extraHeaders: { Cookie: other.cookies } });

    equal((await browser.open("account/logout")).text, "ann is here", "page of the logout");

    for (const { name, end } of clients) {
      context.waitsFor = `the end of the connection over ${name}`;
      const [reason] = await end;
      // Containers close the WebSockets of a session by themselves, and may be first (Jakarta WebSocket 2.1, section 7.2).
      const byContainer = name !== "polling" && reason === "transport close";
      check(reason === "io server disconnect" || byContainer, `reason over ${name}: ${reason}`);
    }
    equal(await stays.emitWithAck("who"), "bob", "who is still there");
  },
});
