// One region of a page. Python supplies escaped HTML; this shows it, sends what was pressed, and looks after focus,
// citations, copying and announcements. It adds no text of its own but the few fixed sentences below.

const SEARCHING = "Searching";
const COPIED = "Copied";
const NOT_COPIED = "Copying is blocked here. Select the text and copy it.";
const EMPTY = "Type a question first.";
const WIDE = "(min-width: 1000px)";

// A screen reader hears only what changes in a node that was there before: one node, kept in the body.
function statusNode() {
  let node = document.getElementById("guide-status");
  if (!node) {
    node = document.createElement("div");
    node.id = "guide-status";
    node.setAttribute("role", "status");
    node.className = "guide-unseen";
    document.body.append(node);
  }
  return node;
}

function say(text) {
  const node = statusNode();
  if (node.textContent === text) node.textContent = "";
  node.textContent = text;
}

function byId(root, id) {
  return id ? root.querySelector(`#${CSS.escape(id)}`) : null;
}

// A passage may be longer than its frame: the marked words are seen without scrolling in it.
function showMark(text) {
  const mark = text?.querySelector("mark");
  if (mark) text.scrollTop = mark.offsetTop - text.offsetTop - 48;
}

function showEvidence(root, id, moveFocus) {
  const panel = byId(root, id);
  if (!panel) return;
  const turn = panel.closest("[data-turn]");
  for (const other of turn.querySelectorAll("[data-panel]")) other.hidden = other !== panel;
  for (const button of turn.querySelectorAll("[data-cite]")) {
    button.setAttribute("aria-expanded", String(button.dataset.cite === id));
  }
  showMark(panel.querySelector("[data-text]"));
  if (!moveFocus) return;
  panel.focus({ preventScroll: true });
  if (!window.matchMedia(WIDE).matches) panel.scrollIntoView({ block: "start" });
}

function hideEvidence(turn) {
  for (const panel of turn.querySelectorAll("[data-panel]")) panel.hidden = true;
  for (const button of turn.querySelectorAll("[data-cite]")) button.setAttribute("aria-expanded", "false");
}

function closeEvidence(panel) {
  const turn = panel.closest("[data-turn]");
  const buttons = turn.querySelectorAll(`[data-cite="${CSS.escape(panel.id)}"]`);
  panel.hidden = true;
  for (const button of buttons) button.setAttribute("aria-expanded", "false");
  // A number may stand twice, inside a fold and beside it: the way back leads to the one that was pressed.
  const from = panel.citedBy?.isConnected ? panel.citedBy : buttons[0];
  for (let fold = from?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  from?.focus();
  from?.scrollIntoView({ block: "nearest" });
}

function cite(root, button) {
  const panel = byId(root, button.dataset.cite);
  if (panel) panel.citedBy = button;
  showEvidence(root, button.dataset.cite, true);
}

function showWhole(root, button) {
  const isWhole = byId(root, button.dataset.whole).toggleAttribute("data-shown-whole");
  button.setAttribute("aria-expanded", String(isWhole));
  button.textContent = isWhole ? "Show two lines only" : "Show the whole question";
}

function stepEvidence(root, panel, step) {
  const panels = [...panel.closest("[data-turn]").querySelectorAll("[data-panel]")];
  const next = panels[(panels.indexOf(panel) + step + panels.length) % panels.length];
  showEvidence(root, next.id, true);
}

// The clipboard needs HTTPS or this machine; elsewhere the older way still works.
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const box = document.createElement("textarea");
    box.value = text;
    box.className = "guide-unseen";
    document.body.append(box);
    box.select();
    const done = document.execCommand("copy");
    box.remove();
    return done;
  }
}

async function copyFrom(button, text) {
  const done = await copy(text);
  say(done ? COPIED : NOT_COPIED);
  const label = button.textContent;
  if (!done || label === COPIED) return;
  button.textContent = COPIED;
  setTimeout(() => { button.textContent = label; }, 2000);
}

function download(name, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function fit(box) {
  box.style.height = "auto";
  box.style.height = `${Math.min(box.scrollHeight + 2, 220)}px`;
}

// A browser works for minutes on thousands of lines that are pasted or replaced, and the page stands still. Set at once they
// take a moment; they cannot be undone.
const MANY_LINES = 200;

function setAtOnce(event) {
  const box = event.target;
  if (!box.matches("textarea") || event.inputType.startsWith("history")) return;
  const text = event.data ?? event.dataTransfer?.getData("text/plain") ?? (event.inputType === "insertLineBreak" ? "\n" : "");
  const replaced = box.value.slice(box.selectionStart, box.selectionEnd);
  if ([text, replaced].every((each) => each.split("\n").length <= MANY_LINES)) return;
  event.preventDefault();
  box.setRangeText(text, box.selectionStart, box.selectionEnd, "end");
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

function submit(form, send) {
  const box = form.querySelector("textarea");
  const problem = form.querySelector("[data-problem]");
  if (form.hasAttribute("data-busy")) return;
  const empty = !box.value.trim();
  problem.textContent = empty ? EMPTY : "";
  box.setAttribute("aria-invalid", String(empty));
  if (empty) {
    say(EMPTY);
    box.focus();
    return;
  }
  setBusy(form, true);
  say(SEARCHING);
  send("ask", { text: box.value, within: form.querySelector("select")?.value ?? "" });
}

function setBusy(form, busy) {
  const button = form.querySelector("button[type=submit]");
  form.toggleAttribute("data-busy", busy);
  button.setAttribute("aria-disabled", String(busy));
  button.textContent = busy ? "Searching …" : "Ask";
}

function askFor(text) {
  const form = document.querySelector("form[data-ask-form]");
  if (!form || form.hasAttribute("data-busy")) return;
  form.querySelector("textarea").value = text;
  form.requestSubmit();
}

// What was searched goes into the box to be changed; nothing is sent.
function edit(text) {
  const box = document.querySelector("form[data-ask-form] textarea");
  if (!box) return;
  box.value = text;
  fit(box);
  box.focus();
}

// Two reports on a number from one browser count once: a random number tells browsers apart, and nothing else.
function reporter(button) {
  if (!button.closest("[data-reporter]")) return {};
  try {
    let kept = localStorage.getItem("guide-reporter");
    if (!kept) {
      kept = [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
      localStorage.setItem("guide-reporter", kept);
    }
    return { reporter: kept };
  } catch {
    return {};
  }
}

// Signing in leaves the guide and comes back to its start. This tab remembers the place, and goes back to it once.
const PLACE = "guide-place";

function rememberPlace() {
  const words = Object.fromEntries(new URLSearchParams(location.search));
  const page = location.pathname.split("/").pop() || "ask";
  try {
    sessionStorage.setItem(PLACE, JSON.stringify({ from: performance.timeOrigin, words, page }));
  } catch { /* without storage a person comes back to the start */ }
}

function backToPlace(send, isAsked) {
  try {
    if (!isAsked) sessionStorage.removeItem(PLACE);
    const kept = JSON.parse(sessionStorage.getItem(PLACE) ?? "null");
    if (!kept || kept.from === performance.timeOrigin) return;
    sessionStorage.removeItem(PLACE);
    send("act", { ...kept.words, act: "return", page: kept.page });
  } catch { /* as above */ }
}

function onClick(root, event) {
  const button = event.target.closest("button, a[data-send]");
  if (!button || !root.contains(button)) return;
  if (button.matches("a")) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
  }
  const held = root.guide;
  const { cite: cited, whole, close, step, copy: copied, link, download: file, send, ask, edit: edited } = button.dataset;
  if (cited !== undefined) cite(root, button);
  else if (whole !== undefined) showWhole(root, button);
  else if (close !== undefined) closeEvidence(button.closest("[data-panel]"));
  else if (step !== undefined) stepEvidence(root, button.closest("[data-panel]"), Number(step));
  else if (copied !== undefined) copyFrom(button, held.texts[copied]);
  else if (link !== undefined) copyFrom(button, new URL(`/${link}`, location.href).href);
  else if (file !== undefined) download(file, held.texts[file]);
  else if (ask !== undefined) askFor(ask);
  else if (edited !== undefined) edit(edited);
  else if (send !== undefined) {
    if (button.dataset.leaves !== undefined) rememberPlace();
    const act = JSON.parse(send);
    if (act.act === "lock") dropTyped();
    held.send("act", { ...act, ...reporter(button) });
  }
}

function onKey(root, event) {
  const panel = event.target.closest("[data-panel]");
  if (event.key === "Escape" && panel) closeEvidence(panel);
  const form = event.target.closest("form[data-ask-form]");
  const plainEnter = event.key === "Enter" && !event.shiftKey && !event.isComposing;
  if (plainEnter && form && event.target.matches("textarea")) {
    event.preventDefault();
    form.requestSubmit();
  }
}

// What a reader opened and where the focus is: kept when a turn is drawn anew, as with a language model's version.
function heldBy(root) {
  const active = root.contains(document.activeElement) ? document.activeElement : null;
  return {
    turns: [...root.querySelectorAll("[data-turn]")].map((turn) => ({
      number: turn.dataset.turn,
      panel: turn.querySelector("[data-panel]:not([hidden])")?.id,
      folds: [...turn.querySelectorAll("details[open] > summary")].map((each) => each.textContent),
    })),
    folds: [...root.querySelectorAll("details.earlier[open]")].length > 0,
    focus: active && { id: active.id, cite: active.dataset.cite, copy: active.dataset.copy, words: active.textContent },
  };
}

function giveBack(root, kept) {
  if (kept.folds) root.querySelector("details.earlier")?.setAttribute("open", "");
  for (const { number, panel, folds } of kept.turns) {
    const turn = root.querySelector(`[data-turn="${CSS.escape(number)}"]`);
    if (!turn) continue;
    if (panel) showEvidence(root, panel, false);
    else hideEvidence(turn);
    for (const summary of turn.querySelectorAll("summary")) {
      if (folds.includes(summary.textContent)) summary.parentElement.open = true;
    }
  }
  const { focus } = kept;
  if (!focus) return;
  const same = [...root.querySelectorAll("button, summary, a, textarea, [tabindex]")].find((each) =>
    focus.id ? each.id === focus.id
      : focus.cite ? each.dataset.cite === focus.cite
      : focus.copy ? each.dataset.copy === focus.copy
      : each.textContent === focus.words);
  (same ?? root.querySelector("[data-turn]:last-of-type .turn-question"))?.focus({ preventScroll: true });
}

function prepare(parent) {
  const root = document.createElement("div");
  root.className = "guide";
  root.guide = { html: null, arrived: null, done: null, texts: {}, send: () => {} };
  parent.append(root);
  root.addEventListener("click", (event) => onClick(root, event));
  root.addEventListener("keydown", (event) => onKey(root, event));
  root.addEventListener("input", (event) => {
    if (event.target.matches("textarea")) fit(event.target);
  });
  root.addEventListener("beforeinput", setAtOnce);
  root.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(event.target, root.guide.send);
  });
  return root;
}

// Something new is on the page: bring it into view, move focus to it and say so, once.
function arrive(root, data) {
  const held = document.activeElement;
  const isHeld = held !== document.body && !held.matches('[tabindex="-1"]') && held.checkVisibility();
  if (data.gently && isHeld && !held.closest(data.gently)) {
    say(data.say);
    return;
  }
  const field = data.field && document.querySelector(`:is(textarea, input)[aria-label="${CSS.escape(data.field)}"]`);
  const target = field || byId(root, data.focus ?? "");
  if (data.top) document.querySelector('[data-testid="stMain"]')?.scrollTo({ top: 0, behavior: "instant" });
  target?.focus({ preventScroll: true });
  const whole = target?.closest(".arriving");
  if (whole) whole.scrollIntoView({ block: "start" });
  else if (target && !data.top) target.scrollIntoView({ block: "center" });
  if (data.say) say(data.say);
}

export default function region({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(":scope > .guide") ?? prepare(parentElement);
  const held = root.guide;
  statusNode();
  held.send = setTriggerValue;
  held.texts = data.texts ?? {};
  if (data.html !== held.html) {
    const typed = root.querySelector("textarea")?.value;
    const kept = heldBy(root);
    root.innerHTML = data.html;
    held.html = data.html;
    if (typed) root.querySelector("textarea").value = typed;
    // What was opened in a document is seen in it on a narrow screen too: it is the answer.
    const opens = window.matchMedia(WIDE).matches ? "[data-open-first]" : "[data-open-first][data-opened]";
    for (const first of root.querySelectorAll(opens)) showEvidence(root, first.dataset.openFirst, false);
    for (const text of root.querySelectorAll(".item .evidence-text")) showMark(text);
    giveBack(root, kept);
  }
  const returns = root.querySelector("[data-returns]")?.dataset.returns;
  if (returns) backToPlace(setTriggerValue, returns === "once");
  const form = root.querySelector("form[data-ask-form]");
  if (form && data.done !== Number(form.dataset.done ?? -1)) {
    const isAnswer = held.done !== null && data.done !== held.done;
    held.done = data.done;
    form.dataset.done = data.done;
    setBusy(form, false);
    if (isAnswer && !data.keep) form.querySelector("textarea").value = "";
    fit(form.querySelector("textarea"));
  }
  if (data.arrived && data.arrived !== held.arrived) {
    held.arrived = data.arrived;
    arrive(root, data);
  }
  if (typedFor.size) giveBackTyped(50);
}
