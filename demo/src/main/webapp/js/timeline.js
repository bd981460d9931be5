import { avatar, byId, element, icon } from "./dom.js";

const KEPT = 300;
const TOGETHER = 3 * 60_000;
const ONLY_EMOJI = /^(?:\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\ufe0f|\u200d\p{Extended_Pictographic})*\s*){1,3}$/u;
const STAGES = {
  waiting: ["waiting", "Sending"],
  sent: ["tick", "The server has it"],
  delivered: ["ticks", "Delivered"],
  seen: ["ticks", "Seen"],
  failed: ["failed", "Not sent"],
};

const scroller = byId("scroller");
const list = byId("timeline");
const toEnd = byId("to-end");
const seenOnScreen = new IntersectionObserver(onScreen, { root: scroller, threshold: 0.5 });
const whenSeen = new Map();
let last = null;
let pinned = true;

toEnd.addEventListener("click", scrollToEnd);
scroller.addEventListener("scroll", () => {
  pinned = isAtEnd();
  if (pinned) toEnd.hidden = true;
});
// Something above or below took room, or gave it back: whoever was at the end stays there.
new ResizeObserver(() => { if (pinned) scrollToEnd(); }).observe(scroller);
document.addEventListener("visibilitychange", () => {
  // Observing again reports what is on the screen at this moment.
  for (const node of document.hidden ? [] : whenSeen.keys()) {
    seenOnScreen.unobserve(node);
    seenOnScreen.observe(node);
  }
});

/** Empties the list, for another room. */
export function clear() {
  while (list.firstElementChild) drop(list.firstElementChild);
  last = null;
  toEnd.hidden = true;
}

/** A line in the middle: somebody came, somebody left. */
export function note(text) {
  append(element("li", { class: "note" }, text), false);
  last = null;
}

/** A message of somebody else: `{ author, at, text or image }`. `onSeen` is called once it has been on the screen. */
export function show({ author, text, image, at }, onSeen) {
  const item = line(author, at, false);
  item.bubble.prepend(image ? picture(image, author.name) : words(item, text));
  whenSeen.set(item.node, onSeen);
  append(item.node, false);
  seenOnScreen.observe(item.node);
}

/** A message of our own; gives the handle that moves its ticks. */
export function showOwn({ author, text, image }) {
  const item = line(author, Date.now(), true);
  const ticks = element("span", { class: "ticks", role: "img" });
  item.meta.append(ticks);
  item.bubble.prepend(image ? picture(image, "you") : words(item, text));
  append(item.node, true);
  const seenBy = new Set();

  function stage(name, detail) {
    const [glyph, label] = STAGES[name];
    ticks.dataset.stage = name;
    ticks.title = detail ?? label;
    ticks.setAttribute("aria-label", ticks.title);
    ticks.replaceChildren(icon(glyph));
  }
  stage("waiting");

  return {
    stage,
    delivered(count) {
      if (seenBy.size === 0) stage("delivered", `Delivered to ${count} ${count === 1 ? "other" : "others"}`);
    },
    seen(name) {
      seenBy.add(name);
      stage("seen", `Seen by ${[...seenBy].join(", ")}`);
    },
    failed(reason, retry) {
      stage("failed");
      const button = element("button", { class: "retry", type: "button" }, `${reason} `, element("u", {}, "Try again"));
      button.addEventListener("click", () => { button.remove(); stage("waiting"); retry(); });
      item.node.append(button);
      if (pinned) scrollToEnd();
    },
  };
}

function line(author, at, own) {
  const first = !last || last.id !== author.id || at - last.at > TOGETHER;
  last = { id: author.id, at };
  const time = new Date(at);
  const meta = element("span", { class: "meta" },
    element("time", { datetime: time.toISOString() }, time.toLocaleTimeString([], { timeStyle: "short" })));
  const bubble = element("div", { class: "bubble" }, meta);
  const node = element("li", { class: `message${own ? " own" : ""}${first ? " first" : ""}` },
    avatar(author.name), element("p", { class: "author" }, author.name), bubble);
  return { node, bubble, meta };
}

function words(item, text) {
  if (ONLY_EMOJI.test(text)) item.node.classList.add("only-emoji");
  return element("span", { class: "text" }, text);
}

function picture({ url, name }, author) {
  const image = element("img", { src: url, alt: `${name || "Image"}, from ${author}` });
  image.addEventListener("load", () => { if (pinned) scrollToEnd(); });
  const open = element("button", { class: "open", type: "button", "aria-label": `Enlarge ${name || "the image"}` }, image);
  open.addEventListener("click", () => {
    byId("viewer-image").src = url;
    byId("viewer-image").alt = image.alt;
    byId("viewer").showModal();
  });
  const holder = element("span", {}, open);
  queueMicrotask(() => holder.closest(".bubble").classList.add("picture"));
  return holder;
}

function append(node, always) {
  const stay = always || pinned;
  list.append(node);
  while (list.childElementCount > KEPT) drop(list.firstElementChild);
  if (stay) scrollToEnd();
  else toEnd.hidden = false;
}

function drop(node) {
  for (const image of node.querySelectorAll("img")) URL.revokeObjectURL(image.src);
  seenOnScreen.unobserve(node);
  whenSeen.delete(node);
  node.remove();
}

function onScreen(entries) {
  if (document.hidden) return;
  for (const { target, isIntersecting } of entries) {
    if (!isIntersecting) continue;
    seenOnScreen.unobserve(target);
    whenSeen.get(target)?.();
    whenSeen.delete(target);
  }
}

const isAtEnd = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 40;

function scrollToEnd() {
  scroller.scrollTop = scroller.scrollHeight;
  pinned = true;
  toEnd.hidden = true;
}
