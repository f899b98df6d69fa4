// The same acts by keyboard: arrows lift the focused session and move it, Enter puts it there, Escape takes it back.
const STEP = 15;
const FINE = 5;

export function keys(page) {
  const { root, cards } = page;
  const ghost = Object.assign(document.createElement("li"), { className: "session ghost" });
  ghost.setAttribute("aria-hidden", "true");
  let lifted = null;
  let turning = false; // another day is being drawn

  root.addEventListener("keydown", (event) => {
    const card = event.target.closest(".card");
    if (!card || event.ctrlKey || event.metaKey) return;
    const session = page.session(card.dataset.ref);
    if (event.key === "Enter" && lifted) {
      event.preventDefault();
      const { spot, level } = lifted;
      if (level === "refuse") return page.say(lifted.text);
      settle();
      return page.place(session, spot);
    }
    if (event.key === "Escape" && lifted) {
      event.preventDefault();
      return leave();
    }
    if (event.key === "Delete" && session.day) {
      event.preventDefault();
      settle();
      return page.movable(session) ? page.wait(session) : undefined;
    }
    const spot = next(event, session);
    if (!spot) return;
    event.preventDefault();
    if (!lifted && !page.movable(session)) return;
    lift(session, spot);
  });
  // Who goes elsewhere leaves it where it was.
  root.addEventListener("focusout", (event) => {
    if (lifted && !turning && !lifted.card.contains(event.relatedTarget)) leave();
  });

  function next(event, session) {
    const step = event.altKey ? FINE : STEP;
    const now = lifted?.spot ?? (session.day ? { room: session.room, day: session.day, start: session.start, length: session.length } : free(session));
    if (!now) return null;
    const fresh = !lifted && !session.day; // the first key lifts it to the first free place
    const change = {
      ArrowUp: () => (event.shiftKey ? { length: Math.max(now.length - step, step) } : { start: now.start - step }),
      ArrowDown: () => (event.shiftKey ? { length: now.length + step } : { start: now.start + step }),
      ArrowLeft: () => beside(now, page.rtl ? 1 : -1),
      ArrowRight: () => beside(now, page.rtl ? -1 : 1),
      PageUp: () => onDay(now, -1),
      PageDown: () => onDay(now, 1),
    }[event.key];
    if (!change || (event.altKey && event.key.match(/Left|Right/))) return null;
    const spot = fresh ? now : { ...now, ...change() };
    const inside = spot.start >= 0 && spot.start + spot.length <= 24 * 60;
    return inside ? spot : now;
  }
  function beside(now, step) {
    const { rooms } = page.sheet;
    const at = rooms.findIndex((each) => each.pk === now.room) + step;
    return { room: rooms[Math.max(0, Math.min(at, rooms.length - 1))].pk };
  }
  function onDay(now, step) {
    const days = page.days.map((each) => each.dataset.day);
    const at = days.indexOf(now.day) + step;
    return { day: days[Math.max(0, Math.min(at, days.length - 1))] };
  }
  function free(session) {
    for (let start = page.first * 60 + 60; start + session.length <= page.last * 60; start += STEP) {
      for (const { pk } of page.sheet.rooms) {
        const spot = { room: pk, day: page.day, start, length: session.length };
        if (!page.taken(session.ref, spot)) return spot;
      }
    }
    return null;
  }
  function lift(session, spot) {
    const card = page.cardOf(session.ref);
    lifted = { session, spot, card, level: "", text: "" };
    page.busy = true;
    if (spot.day !== page.day) {
      turning = true;
      page.show(spot.day);
      keepFocus(session, card);
      turning = false;
    }
    page.hours(Math.floor(spot.start / 60), Math.ceil((spot.start + spot.length) / 60));
    lifted.card.classList.add("lifted");
    ghost.textContent = session.title;
    if (ghost.parentElement !== cards) cards.append(ghost);
    page.put(ghost, spot);
    const mine = lifted;
    page.wouldBreak(session, spot, ({ level, text }) => {
      if (lifted !== mine) return;
      lifted.level = level;
      lifted.text = text;
      ghost.className = `session ghost ${level}`;
      page.put(ghost, spot);
      const said = page.words("lifted", { title: session.title, where: page.where(spot) });
      page.say(`${said} ${text}`);
      ghost.scrollIntoView({ block: "nearest", inline: "nearest" });
      const box = ghost.getBoundingClientRect();
      page.hint(`${page.where(spot)}\n${text}`, level, box.left, box.bottom + 8);
    });
  }
  /** The card of another day is not drawn: it stays in the list, faint, as long as it is lifted. */
  function keepFocus(session, card) {
    if (!card.isConnected) cards.append(card);
    lifted.card = card;
    card.querySelector("a").focus({ preventScroll: true });
  }
  function settle() {
    if (!lifted) return;
    lifted.card.classList.remove("lifted");
    lifted = null;
    page.busy = false;
    ghost.remove();
    page.hint("", "", 0, 0);
  }
  function leave() {
    const { session } = lifted;
    settle();
    if (session.day) page.show(session.day);
    page.draw();
    page.say(page.words("left", session));
    page.focus(session.ref);
  }
}
