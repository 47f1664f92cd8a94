"use strict";
(function () {
  const quiz = JSON.parse(document.getElementById("quiz").textContent);
  const main = document.getElementById("items");
  const summary = document.getElementById("summary");
  const startAgain = document.getElementById("start-again");
  const key = "quiz-" + quiz.version;
  const api = quiz.scorm ? findApi() : null;
  // The first answer to each item, by its id: what the score is made of. Under a platform only its own record of the
  // learner counts: the browser's store may hold what somebody else answered at the same machine.
  const given = api ? {} : remembered();

  function remembered() {
    try { return JSON.parse(localStorage.getItem(key)) || {}; } catch (error) { return {}; }
  }

  function remember() {
    if (!api) {
      try { localStorage.setItem(key, JSON.stringify(given)); } catch (error) { /* A page opened from a file may have no store. */ }
      return;
    }
    // SCORM 1.2 keeps 4096 signs: the places of the answers, in the order of the items, fit for several hundred items.
    api.LMSSetValue("cmi.suspend_data", JSON.stringify([quiz.version].concat(quiz.items.map(placed))));
    api.LMSCommit("");
  }

  function textsOf(item) {
    return item.options.length ? item.options.map(function (option) { return option.text; }) : item.offered;
  }

  function placed(item) {
    return given[item.id] ? given[item.id].map(function (text) { return textsOf(item).indexOf(text); }) : 0;
  }

  function suspended() {
    const kept = JSON.parse(api.LMSGetValue("cmi.suspend_data") || "[]");
    if (kept[0] !== quiz.version) { return {}; }
    const found = {};
    quiz.items.forEach(function (item, at) {
      if (kept[at + 1]) { found[item.id] = kept[at + 1].map(function (place) { return textsOf(item)[place]; }); }
    });
    return found;
  }

  function findApi() {
    for (let place = window, steps = 0; place && steps < 10; steps += 1) {
      if (place.API) { return place.API; }
      if (place.parent === place) { place = place.opener; } else { place = place.parent; }
    }
    return null;
  }

  function element(name, attributes, text) {
    const made = document.createElement(name);
    Object.entries(attributes || {}).forEach(function (pair) { made.setAttribute(pair[0], pair[1]); });
    if (text !== undefined) { made.textContent = text; }
    return made;
  }

  function choiceOf(item, at, text) {
    const many = item.kind === "several";
    const label = element("label", { "class": "choice" });
    const input = element("input", { type: many ? "checkbox" : "radio", name: item.id, value: String(at) });
    label.append(input, element("span", {}, text));
    return label;
  }

  function selectOf(item, at, text, answers) {
    const line = element("div", { "class": "pair" });
    const name = item.id + "-" + at;
    const select = element("select", { id: name });
    select.append(element("option", { value: "" }, "Choose"));
    answers.forEach(function (answer) { select.append(element("option", { value: answer }, answer)); });
    line.append(element("label", { "for": name }, text), select);
    return line;
  }

  function answerOf(item, form) {
    if (item.options.length) {
      return Array.from(form.querySelectorAll("input:checked")).map(function (input) { return item.options[Number(input.value)].text; });
    }
    return Array.from(form.querySelectorAll("select")).map(function (select) { return select.value; });
  }

  // The points of marking.py: the share of places that are right, right choices less wrong ones, else all or nothing.
  function pointsOf(item, answer) {
    if (!item.options.length) {
      return item.answers.filter(function (right, at) { return right === answer[at]; }).length / item.answers.length;
    }
    const right = item.options.filter(function (option) { return option.right; });
    const wrong = item.options.filter(function (option) { return !option.right; });
    const chosen = function (options) { return options.filter(function (option) { return answer.includes(option.text); }).length; };
    if (item.kind !== "several") { return chosen(right); }
    return Math.max(0, chosen(right) / right.length - chosen(wrong) / Math.max(wrong.length, 1));
  }

  function rightOf(item) {
    const right = item.options.filter(function (option) { return option.right; }).map(function (option) { return option.text; });
    const placed = item.asked.map(function (text, at) { return { text: text, answer: item.answers[at] }; });
    if (item.kind === "ordering") {
      placed.sort(function (one, other) { return Number(one.answer) - Number(other.answer); });
      return placed.map(function (one) { return one.answer + ". " + one.text; }).join("; ");
    }
    return right.concat(placed.map(function (one) { return one.text + ": " + one.answer; })).join("; ");
  }

  function isRight(item, answer) {
    return pointsOf(item, answer) === 1;
  }

  function show(item, answer, box, isLater) {
    const good = isRight(item, answer);
    const counted = isLater ? ["Practice only: your first answer counts, and it was " + (isRight(item, given[item.id]) ? "right." : "not right.")] : [];
    // The reason for the right answer is said once; an answer that shares it needs none of its own.
    const isOwn = function (option) { return option.why !== item.why; };
    const reasons = item.options.filter(function (option) { return answer.includes(option.text) && !option.right && isOwn(option); })
      .map(function (option) { return option.told; });
    const missed = item.kind === "several" ? item.options.filter(function (option) { return option.right && !answer.includes(option.text); }) : [];
    const left = missed.map(function (option) { return "You left this out: " + (isOwn(option) ? option.told : option.text); });
    box.className = "feedback " + (good ? "right" : "wrong");
    box.textContent = (good ? ["Right."] : ["Not right.", "Right is: " + rightOf(item)]).concat(counted, reasons, left, [item.why, item.citation]).filter(Boolean).join("\n");
  }

  function report(item, answer) {
    if (!api) { return; }
    const at = api.LMSGetValue("cmi.interactions._count") || "0";
    const type = item.kind === "true_false" ? "true-false" : item.kind === "matching" ? "matching" : item.kind === "ordering" ? "sequencing" : "choice";
    api.LMSSetValue("cmi.interactions." + at + ".id", item.id);
    api.LMSSetValue("cmi.interactions." + at + ".type", type);
    api.LMSSetValue("cmi.interactions." + at + ".student_response", responseOf(item, answer, type));
    api.LMSSetValue("cmi.interactions." + at + ".result", isRight(item, answer) ? "correct" : "wrong");
  }

  function responseOf(item, answer, type) {
    if (type === "true-false") { return answer[0] === "True" ? "t" : "f"; }
    if (!item.options.length) {
      return answer.map(function (text, at) { return at + "." + item.answers.indexOf(text); }).join(",");
    }
    return answer.map(function (text) {
      return String.fromCharCode(97 + item.options.findIndex(function (option) { return option.text === text; }));
    }).join(",");
  }

  function total() {
    const done = quiz.items.filter(function (item) { return given[item.id]; });
    const good = done.filter(function (item) { return isRight(item, given[item.id]); });
    const missed = quiz.items.filter(function (item) { return item.critical && !good.includes(item); });
    const points = done.reduce(function (sum, item) { return sum + pointsOf(item, given[item.id]); }, 0);
    let text = done.length + " of " + quiz.items.length + " answered, " + good.length + " right.";
    startAgain.hidden = Boolean(api) || !done.length;
    if (done.length === quiz.items.length) {
      const enough = 100 * points >= quiz.pass * quiz.items.length - 1e-9;
      const passed = enough && !missed.length;
      text += " Points: " + Number(points.toFixed(2)) + " of " + quiz.items.length + ".";
      const missedNumbers = missed.map(function (item) { return quiz.items.indexOf(item) + 1; }).join(", ");
      text += passed ? " Passed." : enough ? " Not passed, although the points are enough." : " Not passed: the pass mark is " + quiz.pass + " %.";
      if (missed.length) { text += " This had to be right: question " + missedNumbers + "."; }
      if (api) {
        api.LMSSetValue("cmi.core.score.min", "0");
        api.LMSSetValue("cmi.core.score.max", "100");
        api.LMSSetValue("cmi.core.score.raw", String(Math.round(100 * points / quiz.items.length)));
        api.LMSSetValue("cmi.core.lesson_status", passed ? "passed" : "failed");
        api.LMSCommit("");
      }
    }
    summary.textContent = text;
  }

  function restore(item, form) {
    const answer = given[item.id];
    if (!answer) { return false; }
    form.querySelectorAll("input").forEach(function (input) { input.checked = answer.includes(item.options[Number(input.value)].text); });
    form.querySelectorAll("select").forEach(function (select, at) { select.value = answer[at]; });
    return true;
  }

  function draw(item, number) {
    const form = element("form");
    const group = element("fieldset");
    group.append(element("legend", {}, "Question " + number + " of " + quiz.items.length));
    group.append(element("p", { "class": "stem" }, item.stem));
    if (item.mark) { group.append(element("p", { "class": "mark" }, item.mark)); }
    item.options.forEach(function (option, at) { group.append(choiceOf(item, at, option.text)); });
    item.asked.forEach(function (text, at) { group.append(selectOf(item, at, text, item.offered)); });
    const box = element("div", { "class": "feedback", "aria-live": "polite" });
    const button = element("button", { type: "submit" }, "Check answer");
    const shown = function (answer, isLater) {
      button.textContent = "Check another answer";
      show(item, answer, box, isLater);
    };
    group.append(button, box);
    form.append(group);
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      const answer = answerOf(item, form);
      if (!answer.length || answer.includes("")) { box.textContent = "Choose an answer first."; return; }
      const isLater = Boolean(given[item.id]);
      if (!isLater) {
        given[item.id] = answer;
        report(item, answer);
        remember();
        total();
      }
      shown(answer, isLater);
    });
    main.append(form);
    if (restore(item, form)) { shown(given[item.id], false); }
  }

  if (api) {
    api.LMSInitialize("");
    api.LMSSetValue("cmi.core.exit", "suspend");  // Else a platform need not give the first answers back.
    try { Object.assign(given, suspended()); } catch (error) { /* Nothing was kept. */ }
    if (api.LMSGetValue("cmi.core.lesson_status") === "not attempted") { api.LMSSetValue("cmi.core.lesson_status", "incomplete"); }
    window.addEventListener("pagehide", function () { api.LMSCommit(""); api.LMSFinish(""); });
  }
  startAgain.addEventListener("click", function () {
    try { localStorage.removeItem(key); } catch (error) { /* Nothing was kept. */ }
    location.reload();
  });
  quiz.items.forEach(function (item, at) { draw(item, at + 1); });
  total();
}());
