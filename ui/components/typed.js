// What is typed into the toolkit's own fields and not saved yet: held when somebody leaves it behind, kept over the browser's
// way back, handed over in pauses and before a shortcut. Read before region.js, as one script with it.

const KEPT_TYPED = "The changed words are kept in this tab: open the item again to save or undo them.";

// Words typed for a quiz item and not saved, beside its own words: what would leave them behind is stopped. The buttons
// of the item's own form are not: they send the words along, and the server looks at them.
const ITEM_FORM = ".st-key-reviewing [data-testid=stForm]";
const LEAVING = ["[data-send]", ...["stButton", "stDownloadButton", "stFormSubmitButton"].map((id) => `[data-testid=${id}] button`)].join();

function unsavedField() {
  const own = document.querySelector("[data-own]");
  if (!own || !document.querySelector("[data-unsaved]")) return undefined;
  const typed = document.querySelectorAll(`${ITEM_FORM} :is(textarea, input[type=text])`);
  const words = (text) => text.trim().replace(/\s+/g, " ");
  const texts = JSON.parse(own.dataset.own);
  return [...typed].find((field, at) => at < texts.length && words(field.value) !== words(texts[at]));
}

function holdUnsaved(event) {
  const pressed = event.target.closest?.(LEAVING);
  const field = pressed && !pressed.closest(ITEM_FORM) && unsavedField();
  if (!field) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  document.querySelector("[data-unsaved]").hidden = false;
  field.focus();
}

// The browser's own ways back and forward cannot be stopped: the toolkit hears of them first. What is typed is kept for this
// tab, over a reload too, and stands in the fields again when they are drawn for the same item. Locking the desk drops it.
const TYPED = "guide-typed";
const typedFor = (window.guideTyped ??= new Map(JSON.parse(sessionStorage.getItem(TYPED) ?? "[]")));

function noteTyped() {
  if (typedFor.size) sessionStorage.setItem(TYPED, JSON.stringify([...typedFor]));
  else sessionStorage.removeItem(TYPED);
}

function dropTyped() {
  typedFor.clear();
  noteTyped();
}

function keepTyped() {
  if (!unsavedField()) return;
  const fields = [...document.querySelectorAll(`${ITEM_FORM} :is(textarea, input[type=text])`)];
  typedFor.set(document.querySelector("[data-own]").dataset.own, fields.map((field) => field.value));
  noteTyped();
  say(KEPT_TYPED);
}

function giveBackTyped(tries) {
  const own = document.querySelector("[data-own]")?.dataset.own;
  const typed = document.querySelector("[data-unsaved]") && typedFor.get(own);
  if (!typed) return;
  const fields = document.querySelectorAll(`${ITEM_FORM} :is(textarea, input[type=text])`);
  if (fields.length < typed.length) {
    if (tries) setTimeout(() => giveBackTyped(tries - 1), 100);
    return;
  }
  typedFor.delete(own);
  noteTyped();
  for (const [at, field] of [...fields].entries()) {
    if (field.value === typed[at]) continue;
    // The toolkit keeps its own copy of a field, which only a person's typing changes; so it is told of some.
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value").set.call(field, typed[at]);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  document.querySelector("[data-unsaved]").hidden = false;
}

if (!window.guideHoldsUnsaved) {
  window.guideHoldsUnsaved = true;
  document.addEventListener("click", holdUnsaved, true);
  window.addEventListener("popstate", keepTyped);
  window.addEventListener("beforeunload", (event) => { if (unsavedField()) event.preventDefault(); });
}

// A field of the toolkit outside a form sends what is typed when it is left. A shortcut pressed inside it would act on the
// words of before: so the field is left first. The next listener, the toolkit's, runs once that is done.
function leaveField(event) {
  const isShortcut = event.altKey && !event.ctrlKey && !event.metaKey && !event.getModifierState("AltGraph");
  if (!isShortcut || !event.code.startsWith("Key") || !event.target.matches?.("textarea, input")) return;
  if (event.target.closest("[data-testid=stForm]")) return;
  const letter = ` ${event.code.slice(3)}`;
  const marks = [...document.querySelectorAll('[aria-label^="Shortcut "]')];
  if (marks.some((mark) => mark.getAttribute("aria-label").endsWith(letter))) event.target.blur();
}

// A text area of the toolkit hands over what is typed when it is left, or at Ctrl and Enter. Where words are kept before
// they are saved, a reload must not lose a long question that nobody left yet: it is handed over in every pause.
const KEPT_UNSAVED = ".st-key-case-writing";
const PAUSE_MS = 700;
let pause;

function handOver(event) {
  const field = event.target;
  if (event.isComposing || !field.matches?.(`${KEPT_UNSAVED} textarea`)) return;
  clearTimeout(pause);
  pause = setTimeout(() => {
    const keys = { key: "Enter", code: "Enter", ctrlKey: true, bubbles: true, cancelable: true };
    if (document.activeElement === field) field.dispatchEvent(new KeyboardEvent("keydown", keys));
  }, PAUSE_MS);
}

if (!window.guideHandsOver) {
  window.guideHandsOver = true;
  document.addEventListener("input", handOver);
}

if (!window.guideLeavesFields) {
  window.guideLeavesFields = true;
  window.addEventListener("keydown", leaveField, { capture: true });
}
