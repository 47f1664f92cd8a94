// Slides of a quiz: the cover, then each question twice, first asked and then answered with its quotation.
const items = JSON.parse(document.getElementById("quiz").textContent).items;
const cover = document.getElementById("cover");
const slide = document.getElementById("slide");
const place = document.getElementById("place");
const back = document.getElementById("back");
const next = document.getElementById("next");
const last = items.length * 2;
const SMALLEST = 18;
let at = Math.min(Number(location.hash.slice(1)) || 0, last);

function element(name, text, className) {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

function listed(lines) {
  const list = document.createElement("ul");
  for (const line of lines) list.append(line);
  return list;
}

function offered(item, isAnswered) {
  return listed(item.offered.map((one) => {
    const isRight = isAnswered && one.right;
    return element("li", `${one.letter}. ${one.text}${isRight ? " (right)" : ""}`, isRight ? "right" : "");
  }));
}

function draw() {
  const isCover = at === 0;
  cover.hidden = !isCover;
  slide.hidden = isCover;
  slide.replaceChildren();
  back.disabled = isCover;
  next.disabled = at === last;
  const number = Math.ceil(at / 2);
  const isAnswered = !isCover && at % 2 === 0;
  place.textContent = isCover ? "" : `${isAnswered ? "Answer" : "Question"} ${number} of ${items.length}`;
  next.textContent = isCover ? "Begin" : isAnswered ? "Next question" : "Show the answer";
  if (!isCover) fill(items[number - 1], isAnswered);
  const heading = (isCover ? cover : slide).querySelector("h1");
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  fit();
  scrollTo(0, 0);
  history.replaceState(null, "", `#${at}`);
}

// Nobody in the room can scroll: letters as large as the screen allows, smaller where a slide needs it to be seen whole.
function fit() {
  const page = document.documentElement;
  const room = getComputedStyle(page).getPropertyValue("--fits") ? innerHeight : 0;
  for (let size = Math.round(innerHeight / 24); size >= SMALLEST; size -= 1) {
    page.style.setProperty("--size", `${size}px`);
    if (!room || page.scrollHeight <= room) return;
  }
}

function fill(item, isAnswered) {
  slide.append(element("h1", item.stem));
  if (item.critical && !isAnswered) slide.append(element("p", item.critical, "mark"));
  const told = [item.instruction, item.note].filter(Boolean).join(" ");
  if (told && !isAnswered) slide.append(element("p", told, "small"));
  if (item.asked.length && !isAnswered) slide.append(listed(item.asked.map((text) => element("li", text))));
  if (!isAnswered || !item.answer.length) slide.append(offered(item, isAnswered));
  if (!isAnswered) return;
  if (item.answer.length) slide.append(listed(item.answer.map((text) => element("li", text, "right"))));
  slide.append(element("blockquote", item.quote), element("p", item.place, "small"));
}

function go(step) {
  at = Math.max(0, Math.min(last, at + step));
  draw();
}

const STEPS = { ArrowRight: 1, PageDown: 1, " ": 1, ArrowLeft: -1, PageUp: -1, Home: -Infinity, End: Infinity };
addEventListener("keydown", (event) => {
  const isButton = event.target.matches("button") && event.key === " ";
  if (!(event.key in STEPS) || isButton || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  go(STEPS[event.key]);
});
back.addEventListener("click", () => go(-1));
next.addEventListener("click", () => go(1));
addEventListener("resize", fit);
draw();
