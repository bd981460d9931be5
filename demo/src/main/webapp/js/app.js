import { avatar, byId, element } from "./dom.js";
import { compose } from "./composer.js";
import { Connection } from "./connection.js";
import { showLatest, showPackets } from "./wire.js";
import * as timeline from "./timeline.js";

/** Who we are and where; lives as long as the page. */
const me = { name: "", room: "lobby" };
const sent = new Map();
const typists = new Map();
let connection = null;
let people = [];
let revisions = { people: 0, rooms: 0 };
let unread = 0;
let lastProblem;

// ---- Coming and going -------------------------------------------------------------------------------------------

byId("name").value = sessionStorage.getItem("name") ?? "";
byId("enter").addEventListener("submit", (event) => {
  event.preventDefault();
  const fields = new FormData(event.target);
  me.name = fields.get("name").trim();
  me.room = fields.get("room").trim() || "lobby";
  enter(fields.get("transport"));
});

function enter(transport) {
  connection?.close();
  connection = new Connection(() => ({ name: me.name, room: me.room }), transport, showStatus);
  for (const choice of document.getElementsByName("switch")) choice.checked = choice.value === transport;
  listen(connection.socket);
  showPackets(connection.socket.io);
  connection.open();
}

function welcomed() {
  sessionStorage.setItem("name", me.name);
  byId("welcome").hidden = true;
  byId("chat").hidden = false;
  enterRoom();
  byId("text").focus();
}

byId("leave").addEventListener("click", () => {
  connection.close();
  byId("chat").hidden = true;
  byId("welcome").hidden = false;
  document.title = "Parlour – a Socket.IO chat";
  byId("name").focus();
});

// ---- What the server says ---------------------------------------------------------------------------------------

function listen(socket) {
  socket.on("connect", () => {
    people = [];
    revisions = { people: 0, rooms: 0 };
  });
  socket.on("message", (post, text, acknowledge) => receive({ ...post, text }, acknowledge));
  socket.on("image", (post, { name, type }, bytes, acknowledge) => {
    const url = URL.createObjectURL(new Blob([bytes], { type }));
    receive({ ...post, image: { url, name } }, acknowledge);
  });
  socket.on("delivered", (id, count) => sent.get(id)?.delivered(count));
  socket.on("seen", (id, name) => sent.get(id)?.seen(name));
  socket.on("typing", showTyping);
  socket.on("people", showPeople);
  socket.on("rooms", showRooms);

  function receive(message, acknowledge) {
    acknowledge();
    showTyping(message.author, false);
    timeline.show(message, () => socket.emit("seen", message.id));
    if (document.hidden) showTitle(unread + 1);
  }
}

function showPeople(revision, room, latest) {
  // Lists may overtake one another; the highest revision is the latest.
  if (revision <= revisions.people || room !== me.room) return;
  revisions.people = revision;
  const others = (list) => list.filter((person) => person.id !== connection.socket.id);
  const missing = (from, list) => others(from).filter(({ id }) => !list.some((person) => person.id === id));
  if (people.length) {
    for (const person of missing(latest, people)) timeline.note(`${person.name} came in`);
    for (const person of missing(people, latest)) {
      timeline.note(`${person.name} left`);
      showTyping(person, false);
    }
  }
  people = latest;
  const names = others(people).map((person) => person.name).sort((a, b) => a.localeCompare(b));
  byId("people").replaceChildren(
    ...[me.name, ...names].map((name, index) =>
      element("li", {}, avatar(name), element("span", { class: "who" }, name),
        index === 0 ? element("small", {}, "you") : "")));
  byId("room-people").textContent = names.length === 0 ? "Nobody else is here" : `${names.join(", ")} and you`;
}

function showRooms(revision, counts) {
  if (revision <= revisions.rooms) return;
  revisions.rooms = revision;
  byId("rooms").replaceChildren(...Object.entries(counts).map(([name, count]) => {
    const button = element("button", { type: "button", "aria-current": name === me.room && "true" },
      element("span", { class: "name" }, name),
      element("span", { class: "count", "aria-hidden": "true" }, count || ""),
      element("span", { class: "visually-hidden" }, `, ${count} here`));
    button.addEventListener("click", () => goTo(name));
    return element("li", {}, button);
  }));
}

function showTyping(person, typing) {
  clearTimeout(typists.get(person.id)?.timer);
  typists.delete(person.id);
  if (typing) {
    typists.set(person.id, { name: person.name, timer: setTimeout(() => showTyping(person, false), 5000) });
  }
  const names = [...typists.values()].map(({ name }) => name);
  byId("typing").replaceChildren(...(names.length === 0 ? [] : [
    element("span", { class: "dots", "aria-hidden": "true" }, element("i"), element("i"), element("i")),
    names.length > 3 ? "Several people are typing" : `${names.join(", ")} ${names.length === 1 ? "is" : "are"} typing`,
  ]));
}

// ---- What we say ------------------------------------------------------------------------------------------------

compose({
  onText(text) {
    const item = timeline.showOwn({ author: self(), text });
    deliver(item, "message", text);
  },
  async onImage(file) {
    const item = timeline.showOwn({ author: self(), image: { url: URL.createObjectURL(file), name: file.name } });
    deliver(item, "image", { name: file.name.slice(-80), type: file.type }, await file.arrayBuffer());
  },
  onTyping: (typing) => connection.socket.volatile.emit("typing", typing),
  onProblem: (problem) => showBanner(problem, "error"),
});

/** Sends an event; its acknowledgement is the first tick. */
function deliver(item, ...event) {
  connection.socket.timeout(10_000).emit(...event, (timedOut, receipt) => {
    const problem = timedOut ? "The server did not answer." : receipt.error;
    if (problem) return item.failed(problem, () => deliver(item, ...event));
    sent.set(receipt.id, item);
    item.stage("sent");
  });
}

const self = () => ({ id: "self", name: me.name });

// ---- Rooms ------------------------------------------------------------------------------------------------------

byId("new-room").addEventListener("submit", (event) => {
  event.preventDefault();
  const name = byId("new-room-name").value.trim().toLowerCase();
  if (name) goTo(name);
});

function goTo(room) {
  openMenu(false);
  if (room === me.room) return;
  connection.socket.timeout(10_000).emit("join", room, (timedOut, answer) => {
    const problem = timedOut ? `The server did not answer. You are still in ${me.room}.` : answer.error;
    if (problem) return showBanner(problem, "error");
    me.room = room;
    byId("new-room-name").value = "";
    enterRoom();
  });
}

function enterRoom() {
  timeline.clear();
  sent.clear();
  people = [];
  showBanner("");
  byId("room-title").textContent = me.room;
  showTitle(0);
  timeline.note(`This is the beginning of #${me.room}, as far as you have seen it`);
}

// ---- Connection state -------------------------------------------------------------------------------------------

const STATES = {
  connecting: "Connecting", connected: "Connected", reconnecting: "Reconnecting", offline: "Offline", refused: "Refused",
};

function showStatus({ state, transport, latency, id, problem }) {
  const atDoor = byId("chat").hidden;
  if (atDoor && state === "connected") welcomed();
  byId("enter-problem").textContent = byId("chat").hidden ? problem ?? "" : "";
  byId("enter").querySelector(".primary").textContent =
    state === "connecting" || state === "reconnecting" ? "Connecting…" : "Enter";

  const shown = state === "connected" ? transport : STATES[state];
  const roundTrip = latency === undefined ? "" : `${latency < 10 ? latency.toFixed(1) : Math.round(latency)} ms`;
  byId("status").dataset.state = state;
  // Written only when it changes, because screen readers read it out.
  if (byId("status-text").textContent !== shown) byId("status-text").textContent = shown;
  byId("status-latency").textContent = roundTrip;
  byId("state").textContent = STATES[state];
  byId("transport").textContent = transport ?? "–";
  byId("latency").textContent = roundTrip || "–";
  byId("socket-id").textContent = id ?? "–";
  if (!byId("chat").hidden && problem !== lastProblem) showBanner(problem ?? "", "warning");
  lastProblem = problem;
}

byId("switch").addEventListener("change", (event) => connection.switchTo(event.target.value));

// ---- The rest of the page ---------------------------------------------------------------------------------------

function showBanner(text, kind) {
  byId("banner-text").textContent = text;
  byId("banner").hidden = !text;
  byId("banner").dataset.kind = kind;
}

byId("banner-close").addEventListener("click", () => {
  showBanner("");
  byId("text").focus();
});

function showTitle(count) {
  unread = count;
  document.title = `${count ? `(${count}) ` : ""}#${me.room} – Parlour`;
}

document.addEventListener("visibilitychange", () => { if (!document.hidden && !byId("chat").hidden) showTitle(0); });

function openMenu(open) {
  byId("sidebar").classList.toggle("open", open);
  byId("shade").hidden = !open;
  byId("open-menu").setAttribute("aria-expanded", open);
  if (open) byId("close-menu").focus();
}

byId("open-menu").addEventListener("click", () => openMenu(true));
for (const id of ["close-menu", "shade"]) {
  byId(id).addEventListener("click", () => { openMenu(false); byId("open-menu").focus(); });
}
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && byId("sidebar").classList.contains("open")) byId("close-menu").click();
});

byId("toggle-wire").addEventListener("click", ({ currentTarget }) => {
  byId("wire").hidden = !byId("wire").hidden;
  currentTarget.setAttribute("aria-expanded", !byId("wire").hidden);
  showLatest();
});

const root = document.documentElement;
root.dataset.theme = localStorage.getItem("theme") ?? "";
byId("theme").addEventListener("click", () => {
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  localStorage.setItem("theme", root.dataset.theme);
});
