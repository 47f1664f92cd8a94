// Where the focus goes: into the menu and out of it on a narrow screen, to a new page's heading, back to a button that
// handed out a file.

const OVERLAID = "(max-width: 767px)";
const SIDEBAR = "[data-testid=stSidebar]";
const OPENS = "[data-testid=stExpandSidebarButton]";
const CLOSES = "[data-testid=stSidebarCollapseButton] button";
const DOWNLOADS = "[data-testid=stDownloadButton] button";
const PATIENCE = { openMs: 2000, fileMs: 30000, pageMs: 60000, againMs: 2000, everyMs: 50 };
const menu = (window.guideMenu ??= { isLeft: false, timer: 0, presses: 0 });

// The toolkit draws later than the press: looked for again and again, until it is there or this long has gone by.
function soon(found, then, ms = PATIENCE.openMs) {
  const node = found();
  if (node) then(node);
  else if (ms > 0) setTimeout(() => soon(found, then, ms - PATIENCE.everyMs), PATIENCE.everyMs);
}

function isOpen() {
  return document.querySelector(SIDEBAR)?.dataset.collapsed === "false";
}

function liesOver() {
  return isOpen() && window.matchMedia(OVERLAID).matches;
}

// isLeft: the focus belongs elsewhere, not on the button that opens the menu.
function closeMenu(isLeft) {
  menu.isLeft = isLeft;
  document.querySelector(CLOSES)?.click();
  menu.isLeft = false;
}

function onMenuClick(event) {
  const pressed = event.target.closest?.("button, a");
  if (!pressed) return;
  menu.presses += 1;
  if (pressed.matches(DOWNLOADS)) followDownload(pressed);
  if (pressed.matches(OPENS)) soon(() => isOpen() && document.querySelector(`${SIDEBAR} nav a`), (link) => link.focus());
  if (pressed.matches(CLOSES) && !menu.isLeft) soon(() => !isOpen() && document.querySelector(OPENS), (button) => button.focus());
  const isNewTab = event.ctrlKey || event.metaKey || event.shiftKey;
  if (pressed.matches(`${SIDEBAR} nav a`) && liesOver() && !isNewTab) closeMenu(true);
}

function onMenuKey(event) {
  if (event.key !== "Escape" || !liesOver()) return;
  event.preventDefault();
  closeMenu(false);
}

// Behind the open menu nothing can be seen, so nothing there may hold the focus while it is open.
function onMenuLeft(event) {
  if (liesOver() && !event.target.closest?.(SIDEBAR)) closeMenu(true);
}

function heading() {
  const first = document.querySelector("[data-testid=stMain] h1");
  if (!first?.classList.contains("guide-unseen")) return first;
  return [...document.querySelectorAll("[data-testid=stMain] .turn-question")].pop() ?? first;
}

// A file is made when it is asked for. Meanwhile its button is out of use, which takes the focus from it. Who has pressed
// something else by then is left there.
function followDownload(button) {
  const words = button.innerText.trim();
  const presses = menu.presses;
  const made = () => menu.presses === presses && [...document.querySelectorAll(DOWNLOADS)].find((each) =>
    each.innerText.trim() === words && !each.disabled && document.activeElement === document.body);
  soon(made, (again) => {
    again.focus({ preventScroll: true });
    say(`${words}: done.`);
  }, PATIENCE.fileMs);
}

// A button that led to another page is gone, and with it the focus: the heading gets it, unless the page itself says where.
function followPage() {
  clearInterval(menu.timer);
  const from = { path: location.pathname, heading: heading(), focus: document.activeElement };
  let until = Date.now() + PATIENCE.pageMs;
  let isThere = false;
  menu.timer = setInterval(() => {
    if (Date.now() > until) clearInterval(menu.timer);
    const now = heading();
    if (location.pathname === from.path || !now || now === from.heading) return;
    const active = document.activeElement;
    if (active === now) return;
    if (active !== document.body && active !== from.focus) {
      clearInterval(menu.timer);
      return;
    }
    if (!isThere) {
      document.querySelector("[data-testid=stMain]")?.scrollTo({ top: 0, behavior: "instant" });
      until = Date.now() + PATIENCE.againMs;
    }
    isThere = true;
    now.tabIndex = -1;
    now.focus({ preventScroll: true });
  }, PATIENCE.everyMs);
}

if (!menu.isWatched) {
  menu.isWatched = true;
  document.addEventListener("click", onMenuClick);
  document.addEventListener("click", (event) => { if (event.target.closest?.("button, a")) followPage(); }, true);
  document.addEventListener("keydown", onMenuKey);
  document.addEventListener("focusin", onMenuLeft);
}
