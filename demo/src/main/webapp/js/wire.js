import { byId, element } from "./dom.js";

const KEPT = 200;
const DIGITS = { open: "0", close: "1", ping: "2", pong: "3", message: "4", upgrade: "5", noop: "6" };
const list = byId("packets");

/** Shows the Engine.IO packets of a connection as they come and go. */
export function showPackets(manager) {
  manager.on("open", () => {
    const engine = manager.engine;
    add(element("li", { class: "mark-line" }, `connected over ${engine.transport.name}`));
    engine.on("packetCreate", (packet) => addPacket("out", packet));
    engine.on("packet", (packet) => addPacket("in", packet));
    engine.on("upgrade", (transport) => {
      add(element("li", { class: "mark-line" }, `upgraded to ${transport.name}`));
    });
  });
  manager.on("close", (reason) => add(element("li", { class: "mark-line" }, `closed: ${reason}`)));
}

/** Shows the latest packets, after the list was out of sight. */
export function showLatest() {
  list.scrollTop = list.scrollHeight;
}

function addPacket(direction, { type, data }) {
  const binary = data instanceof ArrayBuffer || ArrayBuffer.isView(data);
  const text = binary ? "binary" : DIGITS[type] + (data ?? "");
  const size = binary ? data.byteLength : new TextEncoder().encode(text).length;
  add(
    element(
      "li",
      { class: direction, title: text.slice(0, 500) },
      element("b", {}, direction === "in" ? "↓" : "↑"),
      element("code", {}, type === "message" ? text.slice(0, 120) : `${text}  ${type}`),
      element("small", {}, `${size} B`),
    ),
  );
}

function add(line) {
  const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 40;
  list.append(line);
  while (list.childElementCount > KEPT) list.firstElementChild.remove();
  if (atEnd) showLatest();
}
