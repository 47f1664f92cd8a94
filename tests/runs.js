// Which runs of the script a page has asked for, read off its connection to the server: what the browser sends and hears
// are messages of Streamlit's protocol buffers (BackMsg and ForwardMsg), of which only the few fields below are looked at.
// Runs that a timer of the page asks for are left alone: they never end.

(() => {
  const RERUN = 11, FRAGMENT = 5, BY_TIMER = 6;
  const ABOUT = 2, NEW_RUN = 4, FINISHED = 6, OF_RUN = 6, FRAGMENTS = 2, FOR_ANOTHER = 2;
  const WHOLE = "the whole page", NEXT = "whatever comes next";
  const LOOKS = 3, SINCE_TOUCHED_MS = 150;
  const text = new TextDecoder();

  // The fields of a message by number, each with all its values: numbers, or the bytes of what else it is.
  function fields(bytes) {
    const found = {};
    let at = 0;
    const number = () => {
      let value = 0;
      for (let unit = 1; ; unit *= 128) {
        const byte = bytes[at++];
        value += (byte & 127) * unit;
        if (!(byte & 128)) return value;
      }
    };
    while (at < bytes.length) {
      const key = number();
      let value;
      if (key % 8 === 0) value = number();
      else {
        const size = { 1: 8, 5: 4 }[key % 8] ?? number();
        value = bytes.subarray(at, (at += size));
      }
      (found[key >> 3] ??= []).push(value);
    }
    return found;
  }

  const within = (message, field) => fields(message[field]?.[0] ?? new Uint8Array());

  const asked = new Set();
  let isGoing = false, looks = 0, touched = 0;

  function hasSent(message) {
    if (!message[RERUN]) return;
    const run = within(message, RERUN);
    if (run[BY_TIMER]) return;
    asked.add(run[FRAGMENT] ? text.decode(run[FRAGMENT][0]) : WHOLE);
    looks = 0;
  }

  function hasHeard(message) {
    if (message[NEW_RUN]) {
      const parts = (within(within(message, ABOUT), OF_RUN)[FRAGMENTS] ?? []).map((each) => text.decode(each));
      const before = asked.size;
      if (parts.length) [NEXT, ...parts].forEach((each) => asked.delete(each));
      else asked.clear();
      isGoing ||= !parts.length || asked.size < before;
    } else if (message[FINISHED]) {
      isGoing = false;
      if (message[FINISHED][0] === FOR_ANOTHER) asked.add(NEXT);
    } else return;
    looks = 0;
  }

  // What is pressed or typed asks for its run a few turns later.
  for (const touch of ["click", "keydown", "input", "change"]) {
    window.addEventListener(touch, () => { touched = performance.now(); }, true);
  }

  // The page needs a few turns of its own to draw what it has heard: it is looked at as often before it counts as drawn. A
  // grey shape stands where a part of the toolkit is still being loaded.
  window.guideRuns = {
    areOver() {
      const app = document.querySelector(".stApp")?.dataset;
      const isDrawn = app?.testScriptState === "notRunning" && app.testConnectionState === "CONNECTED"
        && !document.querySelector('[data-testid="stSkeleton"]');
      const isOver = !asked.size && !isGoing && isDrawn && performance.now() - touched > SINCE_TOUCHED_MS;
      looks = isOver ? looks + 1 : 0;
      return looks >= LOOKS;
    },
  };

  const known = new WeakSet();
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (data) {
    if (!known.has(this)) {
      known.add(this);
      asked.clear();
      isGoing = false;
      this.addEventListener("message", (event) => {
        if (event.data instanceof ArrayBuffer) hasHeard(fields(new Uint8Array(event.data)));
      });
    }
    if (ArrayBuffer.isView(data)) hasSent(fields(new Uint8Array(data.buffer, data.byteOffset, data.byteLength)));
    return send.call(this, data);
  };
})();
