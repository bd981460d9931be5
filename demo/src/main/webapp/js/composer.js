import { byId, fileSize } from "./dom.js";

const MAX_IMAGE = 1_000_000;
const TYPES = ["image/png", "image/jpeg", "image/gif", "image/webp"];

const form = byId("composer");
const text = byId("text");
const file = byId("file");
const preview = byId("preview");
let image = null;

/** Wires the composer: `onText(string)`, `onImage(File)`, `onTyping(boolean)`, `onProblem(string)`. */
export function compose({ onText, onImage, onTyping, onProblem }) {
  let typingSince = 0;

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const words = text.value.trim();
    if (image) onImage(image);
    if (words) onText(words);
    typingSince = 0;
    if (words) onTyping(false);
    text.value = "";
    choose(null);
    text.focus();
  });

  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    }
  });

  text.addEventListener("input", () => {
    const typing = text.value.trim() !== "";
    if (typing && Date.now() - typingSince > 2000) {
      typingSince = Date.now();
      onTyping(true);
    } else if (!typing && typingSince) {
      typingSince = 0;
      onTyping(false);
    }
  });

  file.addEventListener("change", () => take(file.files));
  byId("preview-remove").addEventListener("click", () => { choose(null); text.focus(); });
  document.addEventListener("paste", (event) => {
    if (event.clipboardData?.files.length) take(event.clipboardData.files);
  });
  for (const type of ["dragenter", "dragover"]) {
    document.addEventListener(type, (event) => {
      event.preventDefault();
      document.body.classList.add("dropping");
    });
  }
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) document.body.classList.remove("dropping");
  });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    document.body.classList.remove("dropping");
    take(event.dataTransfer.files);
  });

  function take([chosen]) {
    if (!chosen) return;
    if (!TYPES.includes(chosen.type)) {
      onProblem(`${chosen.name} is not a PNG, JPEG, GIF or WebP image.`);
    } else if (chosen.size > MAX_IMAGE) {
      onProblem(`${chosen.name} has ${fileSize(chosen.size)}. Images may have 1 MB at most.`);
    } else {
      onProblem("");
      choose(chosen);
      text.focus();
    }
    file.value = "";
  }
}

function choose(chosen) {
  if (preview.dataset.url) URL.revokeObjectURL(preview.dataset.url);
  image = chosen;
  preview.hidden = !chosen;
  preview.dataset.url = chosen ? URL.createObjectURL(chosen) : "";
  if (!chosen) return;
  byId("preview-image").src = preview.dataset.url;
  byId("preview-name").textContent = chosen.name;
  byId("preview-size").textContent = fileSize(chosen.size);
}
