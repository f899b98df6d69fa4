// Dragging in the programme editor: a session, its lower edge, or one that waits; to a place, a day, or back to wait.
const STEP = 15;
const FINE = 5;
const FAR = 5; // pixels before a press becomes a drag
const DWELL = 450; // over a day before it is shown
const EDGE = 48;
const LONG = 400; // a finger rests so long before it lifts a session; one that moves earlier scrolls

export function dragging(page) {
  const { root, grid, cards, PX } = page;
  const scroller = grid.parentElement;
  const tray = root.querySelector("[data-tray]");
  const ghost = Object.assign(document.createElement("li"), { className: "session ghost" });
  ghost.setAttribute("aria-hidden", "true");
  let held = null;
  let dwell = 0;
  let resting = 0;
  let over = null;

  root.addEventListener("dragstart", (event) => event.preventDefault());
  root.addEventListener("pointerdown", (event) => {
    const card = event.target.closest(".card");
    if (!card || event.button) return;
    const session = page.session(card.dataset.ref);
    const box = card.getBoundingClientRect();
    held = {
      session, card, x: event.clientX, y: event.clientY, id: event.pointerId,
      resizes: Boolean(event.target.closest(".grip")),
      grab: session.day ? event.clientY - box.top : 8,
      spot: null, moving: false, rests: event.pointerType === "touch" && !event.target.closest(".grip"),
    };
    const mine = held;
    if (held.rests) resting = setTimeout(() => {
      if (held !== mine) return;
      if (!page.movable(session)) { held = null; return; }
      held.rests = false;
      begin();
      follow(event);
    }, LONG);
  });
  root.addEventListener("touchmove", (event) => { if (held && !held.rests) event.preventDefault(); }, { passive: false });
  root.addEventListener("contextmenu", (event) => { if (held?.moving) event.preventDefault(); });
  addEventListener("pointermove", (event) => {
    if (!held || event.pointerId !== held.id) return;
    if (!held.moving) {
      if (Math.hypot(event.clientX - held.x, event.clientY - held.y) < FAR) return;
      if (held.rests) { held = null; return; }
      if (!page.movable(held.session)) { held = null; return; }
      begin();
    }
    event.preventDefault();
    follow(event);
  });
  addEventListener("pointerup", (event) => {
    if (!held || event.pointerId !== held.id) return;
    const { moving, session, spot, level } = held;
    clearTimeout(resting);
    if (!moving) { held = null; return; }
    addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => removeEventListener("click", swallow, { capture: true }), 50);
    end();
    if (spot === "tray") return session.day ? page.wait(session) : page.draw();
    if (!spot || same(spot, session)) return page.draw();
    if (level === "refuse") {
      page.say(ghost.title);
      return page.draw();
    }
    page.place(session, spot);
  });
  addEventListener("pointercancel", stop);
  addEventListener("keydown", (event) => { if (event.key === "Escape" && held?.moving) stop(); });

  function swallow(event) {
    event.preventDefault();
    event.stopPropagation();
  }
  function begin() {
    held.moving = true;
    page.busy = true;
    held.card.classList.add("lifted");
    root.classList.add("dragging");
    getSelection()?.removeAllRanges();
    ghost.textContent = held.session.title;
  }
  function end() {
    held.card.classList.remove("lifted");
    root.classList.remove("dragging");
    ghost.remove();
    tray.classList.remove("over");
    shown(null);
    page.hint("", "", 0, 0);
    page.busy = false;
    held = null;
  }
  function stop() {
    if (!held) return;
    const { session, moving } = held;
    if (!moving) { held = null; return; }
    end();
    page.say(page.words("left", session));
    page.draw();
  }
  function follow(event) {
    scroll(event);
    const beneath = document.elementFromPoint(event.clientX, event.clientY);
    shown(held.resizes ? null : beneath?.closest?.("a[data-day]"));
    const back = !held.resizes && tray.contains(beneath);
    tray.classList.toggle("over", Boolean(back));
    const spot = back ? "tray" : held.resizes ? longer(event) : place(event);
    if (held.spot && spot && spot !== "tray" && held.spot !== "tray" && same(spot, held.spot)) {
      return hint(event);
    }
    held.spot = spot;
    held.level = "";
    if (!spot || spot === "tray") {
      ghost.remove();
      held.text = spot ? page.words("unplaced", held.session) : "";
      return hint(event);
    }
    if (ghost.parentElement !== cards) cards.append(ghost);
    const mine = held;
    page.wouldBreak(held.session, spot, ({ level, text }) => {
      if (held !== mine || held.spot !== spot) return;
      held.level = level;
      ghost.className = `session ghost ${level}`;
      ghost.title = text;
      page.put(ghost, spot);
      held.text = `${page.where(spot)}\n${text}`;
      hint(held.event ?? event);
    });
    hint(event);
  }
  function hint(event) {
    held.event = event;
    page.hint(held.text, held.level, event.clientX + 18, event.clientY + 18);
  }
  /** The room and the time under the pointer. */
  function place(event) {
    const lanes = [...grid.querySelectorAll(".lane")];
    const at = lanes.findIndex((lane) => {
      const box = lane.getBoundingClientRect();
      return event.clientX >= box.left && event.clientX < box.right;
    });
    const frame = scroller.getBoundingClientRect();
    if (at < 0 || event.clientY < frame.top || event.clientY > frame.bottom || event.clientX < frame.left || event.clientX > frame.right) return null;
    const { length } = held.session;
    const step = event.altKey ? FINE : STEP;
    const minutes = page.first * 60 + (event.clientY - held.grab - lanes[at].getBoundingClientRect().top) / PX;
    const start = Math.max(page.first * 60, Math.min(Math.round(minutes / step) * step, page.last * 60 - length));
    return { room: page.sheet.rooms[at].pk, day: page.day, start: Math.max(start, 0), length };
  }
  function longer(event) {
    const { session } = held;
    const step = event.altKey ? FINE : STEP;
    const top = grid.querySelector(".lane").getBoundingClientRect().top;
    const until = Math.round((page.first * 60 + (event.clientY - top) / PX) / step) * step;
    const length = Math.max(step, Math.min(until, page.last * 60) - session.start);
    return { room: session.room, day: session.day, start: session.start, length };
  }
  function same(one, two) {
    return ["room", "day", "start", "length"].every((name) => one[name] === two[name]);
  }
  function shown(tab) {
    if (tab === over) return;
    over?.classList.remove("over");
    clearTimeout(dwell);
    over = tab ?? null;
    if (!over) return;
    over.classList.add("over");
    dwell = setTimeout(() => {
      page.show(over.dataset.day);
      if (held) held.card = page.cardOf(held.session.ref) ?? held.card;
    }, DWELL);
  }
  function scroll(event) {
    const frame = scroller.getBoundingClientRect();
    if (event.clientY > frame.bottom - EDGE) scroller.scrollBy(0, 12);
    else if (event.clientY < frame.top + EDGE + 40 && event.clientY > frame.top) scroller.scrollBy(0, -12);
    if (event.clientX > frame.right - EDGE && event.clientX < frame.right) scroller.scrollBy(12, 0);
    else if (event.clientX < frame.left + EDGE && event.clientX > frame.left) scroller.scrollBy(-12, 0);
  }
}
