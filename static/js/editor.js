// The programme editor: drags, keys and polling over the page that the server drew. Every act is one of its forms.
import { dragging } from "./editor-drag.js";
import { keys } from "./editor-keys.js";

const POLL = 3000;
const PX = 14 / 15; // of a minute
const HOUR = 60;
const JSON_ONLY = { Accept: "application/json" };

export async function start(root) {
  const find = (mark, within = root) => within.querySelector(`[data-${mark}]`);
  const grid = find("grid");
  const cards = find("cards");
  const tray = find("waiting-cards");
  const saying = document.querySelector("[data-said]");
  const csrf = document.querySelector("[name=csrfmiddlewaretoken]")?.value;
  const hint = find("hint");
  const dialog = find("ask");
  const page = {
    root, grid, cards, PX,
    mayAct: "mayAct" in root.dataset,
    rtl: getComputedStyle(root).direction === "rtl",
    day: root.dataset.day,
    first: Number(root.dataset.first),
    last: Number(root.dataset.first) + grid.querySelectorAll(".hour").length,
    sheet: { sessions: [], rooms: [] },
    busy: false, // something is lifted: what comes in is drawn afterwards
    days: [...document.querySelectorAll("a[data-day]")].sort((one, two) => one.dataset.day.localeCompare(two.dataset.day)),
  };
  const wide = matchMedia("(min-width: 64rem)");
  let words = {};
  let token = "";
  let timer = 0;
  let open = "";
  const known = new Map();

  // --- words ---------------------------------------------------------------------------------------------------
  page.words = (name, values = {}) => words[name].replace(/\[(\w+)\]/g, (_all, key) => values[key] ?? "");
  page.say = (text) => { saying.textContent = text; };
  const clock = (minutes) => `${String(Math.floor(minutes / 60) % 24).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
  const dayWords = (iso) => page.days.find((each) => each.dataset.day === iso)?.querySelector("b").textContent ?? iso;
  const roomOf = (pk) => page.sheet.rooms.find((each) => each.pk === pk);
  page.where = (spot) => page.words("where", {
    day: dayWords(spot.day), start: clock(spot.start), end: clock(spot.start + spot.length), room: roomOf(spot.room)?.name ?? "",
  });
  page.session = (ref) => page.sheet.sessions.find((each) => each.ref === ref);
  page.cardOf = (ref) => root.querySelector(`.card[data-ref="${CSS.escape(ref)}"]`);
  page.movable = (session) => {
    if (session.fixed) page.say(page.words("fixed", session));
    else if (session.pinned) page.say(page.words("is_pinned", session));
    return page.mayAct && !session.fixed && !session.pinned;
  };

  // --- drawing -------------------------------------------------------------------------------------------------
  page.put = (card, spot) => {
    const column = page.sheet.rooms.findIndex((each) => each.pk === spot.room) + 1;
    const quarters = Math.max(Math.ceil(spot.length / 15), 1);
    card.className = card.className.replace(/\b(?:q|col|for)-\S*/g, "").replace(/\bbrief\b/, "").trim();
    card.classList.add("placed", `col-${column}`, `for-${quarters}`);
    card.classList.toggle("brief", quarters < 5);
    card.style.setProperty("--top", (spot.start - page.first * HOUR) * PX);
    card.style.setProperty("--tall", spot.length * PX);
  };
  const part = (card, name) => card.querySelector(`[data-part="${name}"]`);
  function fill(card, session) {
    card.dataset.ref = session.ref;
    card.className = `session card ${session.look}`;
    card.classList.toggle("is-pinned", session.pinned);
    card.classList.toggle("is-fixed", session.fixed);
    if (session.level) card.classList.add(`has-${session.level}`);
    const title = part(card, "title");
    title.textContent = session.title;
    title.href = session.url;
    if (session.mark) title.lang = session.mark; else title.removeAttribute("lang");
    part(card, "kind").textContent = session.kind;
    if (!session.day) {
      card.classList.add("waiting");
      card.dataset.kind = session.kind;
      part(card, "length").textContent = page.words("minutes", { count: session.length });
      return;
    }
    part(card, "time").textContent = page.words("hours", { start: clock(session.start), end: clock(session.start + session.length) });
    part(card, "pinned").hidden = !session.pinned;
    part(card, "public").hidden = !session.public;
    for (const mark of card.querySelectorAll("[data-level]")) mark.hidden = mark.dataset.level !== session.level;
    page.put(card, session);
  }
  function draw(list, template, wanted) {
    const there = new Map([...list.children].map((each) => [each.dataset.ref, each]));
    const order = wanted.map((session) => {
      const card = there.get(session.ref) ?? template.content.firstElementChild.cloneNode(true);
      fill(card, session);
      there.delete(session.ref);
      return card;
    });
    for (const gone of there.values()) gone.remove();
    order.forEach((card, at) => { if (list.children[at] !== card) list.insertBefore(card, list.children[at] ?? null); });
  }
  page.hours = (from, until) => {
    if (from >= page.first && until <= page.last) return;
    page.first = Math.min(from, page.first);
    page.last = Math.max(until, page.last);
    for (const old of grid.querySelectorAll(".hour")) old.remove();
    grid.style.setProperty("--hours", page.last - page.first);
    for (let hour = page.first; hour < page.last; hour++) {
      const label = document.createElement("div");
      label.className = `hour h-${hour - page.first + 1}`;
      label.append(Object.assign(document.createElement("b"), { textContent: clock(hour * HOUR) }));
      cards.before(label);
    }
  };
  page.draw = () => {
    const focused = document.activeElement?.closest?.(".card")?.dataset.ref;
    const today = page.sheet.sessions.filter((each) => each.day === page.day && roomOf(each.room));
    page.hours(
      Math.min(page.first, ...today.map((each) => Math.floor(each.start / HOUR))),
      Math.min(24, Math.max(page.last, ...today.map((each) => Math.ceil((each.start + each.length) / HOUR)))),
    );
    const columns = new Map(page.sheet.rooms.map((each, at) => [each.pk, at]));
    today.sort((one, two) => one.start - two.start || columns.get(one.room) - columns.get(two.room));
    draw(cards, find("card"), today);
    const waiting = page.sheet.sessions.filter((each) => !each.day);
    draw(tray, find("waiting-card"), waiting);
    find("waiting").textContent = waiting.length;
    find("empty").hidden = waiting.length > 0;
    sift();
    for (const tab of page.days) {
      tab.querySelector("[data-count]").textContent = page.sheet.counts[tab.dataset.day] ?? "";
      if (tab.dataset.day === page.day) tab.setAttribute("aria-current", "true"); else tab.removeAttribute("aria-current");
    }
    for (const name of ["undo", "redo"]) {
      const form = document.querySelector(`form[data-act="${name}"]`);
      if (!form) continue;
      const next = page.sheet[name];
      form.elements.number.value = next?.number ?? "";
      form.elements.day.value = page.day;
      form.querySelector("button").disabled = !next;
      form.querySelector("button").title = next ? page.words(name, next) : "";
      document.getElementById(`${name}-what`).textContent = next ? page.words(name, next) : page.words(`nothing_${name}`);
    }
    if (focused && document.activeElement?.closest?.(".card")?.dataset.ref !== focused) page.focus(focused);
  };
  page.focus = (ref) => page.cardOf(ref)?.querySelector("a").focus({ preventScroll: false });
  page.show = (day) => {
    if (!day || day === page.day) return;
    page.day = day;
    history.replaceState(null, "", `?day=${day}`);
    page.draw();
  };
  function sift() {
    const asked = find("find").value.trim().toLocaleLowerCase();
    const kind = find("kinds").value;
    for (const card of tray.children) {
      card.hidden = (kind && card.dataset.kind !== kind) || !card.textContent.toLocaleLowerCase().includes(asked);
    }
  }

  // --- what a place would break ----------------------------------------------------------------------------------
  page.taken = (ref, spot) => page.sheet.sessions.find((each) => each.ref !== ref && each.day === spot.day && each.room === spot.room
    && each.start < spot.start + spot.length && spot.start < each.start + each.length);
  let asking = 0;
  /** Calls back at once with what the page knows, then with what the server finds. */
  page.wouldBreak = (session, spot, tell) => {
    clearTimeout(asking);
    const other = page.taken(session.ref, spot);
    if (other) {
      const values = { title: other.title, start: clock(other.start), end: clock(other.start + other.length) };
      return tell({ level: "refuse", text: page.words("taken", values) });
    }
    const query = new URLSearchParams({ session: session.ref, room: spot.room, day: spot.day, start: clock(spot.start), length: spot.length });
    const key = `${token} ${query}`;
    if (known.has(key)) return tell(known.get(key));
    tell({ level: "", text: page.words("asking") });
    asking = setTimeout(async () => {
      try {
        const answer = await fetch(`${root.dataset.wouldBreak}?${query}`, { headers: JSON_ONLY });
        if (answer.status !== 200) return;
        const { findings } = await answer.json();
        const level = findings[0]?.level ?? "";
        known.set(key, { level, text: findings.length ? findings.map((each) => each.text).join("\n") : page.words("free") });
        tell(known.get(key));
      } catch {
        page.say(page.words("offline"));
      }
    }, 120);
  };
  page.hint = (text, level, x, y) => {
    hint.hidden = !text;
    hint.textContent = text;
    hint.className = `editor-hint ${level}`;
    const left = Math.max(8, Math.min(x, innerWidth - hint.offsetWidth - 8));
    const top = Math.max(8, Math.min(y, innerHeight - hint.offsetHeight - 8));
    hint.style.translate = `${page.rtl ? left - (innerWidth - hint.offsetWidth) : left}px ${top}px`;
  };

  // --- acts --------------------------------------------------------------------------------------------------------
  let line = Promise.resolve();
  /** One after the other, each with what is known when its turn comes, so that nobody is stale against themselves. */
  page.send = (url, fields, options = {}) => { line = line.then(() => send(url, fields(), options)).catch(() => page.say(page.words("offline"))); };
  async function send(url, fields, { focus = "", done = () => {}, refused = () => {} }) {
    const body = fields instanceof FormData ? fields : new FormData();
    if (body !== fields) for (const [name, value] of Object.entries(fields)) body.set(name, value);
    body.set("csrfmiddlewaretoken", csrf);
    let answer;
    try {
      answer = await fetch(url, { method: "POST", body, headers: JSON_ONLY });
    } catch {
      refused();
      page.say(page.words("offline"));
      return page.draw();
    }
    if (answer.redirected || answer.status === 403) return page.say(page.words("signed_out"));
    const told = await answer.json();
    if (answer.ok) {
      done(told);
      if (open && told.version && open === url.replace(/(un)?(pin|schedule)\/$/, "")) {
        for (const each of find("panel").querySelectorAll("[name=version]")) each.value = told.version;
      }
    } else refused();
    page.say(told.said);
    if (told.html) ask(told.html, focus);
    await poll();
    if (!page.busy) page.draw();
    // Who went elsewhere meanwhile, or lifted another session, stays there.
    if (focus && !told.html && document.activeElement === document.body) page.focus(focus);
    if (open) panel(open);
  }
  page.place = (session, spot) => {
    const was = { room: session.room, day: session.day, start: session.start, length: session.length };
    Object.assign(session, spot); // shown at once; what the server says is drawn after it
    page.draw();
    page.send(
      session.url,
      () => ({ room: spot.room, day: spot.day, start: clock(spot.start), length: spot.length, version: session.version }),
      { focus: session.ref, done: (told) => { session.version = told.version; }, refused: () => Object.assign(session, was) },
    );
  };
  page.wait = (session) => page.send(`${session.url}unschedule/`, () => ({ version: session.version }), { focus: session.ref });
  function ask(html, ref) {
    dialog.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
    dialog.dataset.ref = ref;
    dialog.setAttribute("aria-labelledby", "ask-title");
    if (!dialog.open) dialog.showModal();
  }
  dialog.addEventListener("close", () => {
    dialog.replaceChildren();
    dialog.removeAttribute("aria-labelledby");
    page.draw();
    page.focus(dialog.dataset.ref);
  });
  async function panel(url) {
    open = url;
    const box = find("panel");
    const answer = await fetch(url);
    const found = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-editor-panel]");
    if (!found || open !== url) return;
    const title = found.querySelector("h1");
    const heading = Object.assign(document.createElement("h2"), { className: "panel-title", tabIndex: -1 });
    heading.append(...title.childNodes);
    title.replaceWith(heading);
    found.className = "editor-panel";
    const fresh = box.hidden || box.firstElementChild?.dataset.url !== url;
    found.dataset.url = url;
    found.prepend(closing());
    box.replaceChildren(found);
    box.hidden = false;
    if (fresh) heading.focus();
  }
  function closing() {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "button small", textContent: page.words("close") });
    button.dataset.closePanel = "";
    return button;
  }
  function closePanel() {
    const ref = page.sheet.sessions.find((each) => each.url === open)?.ref;
    open = "";
    find("panel").hidden = true;
    find("panel").replaceChildren();
    if (ref) page.focus(ref);
  }

  root.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-put]");
    if (!form) return;
    event.preventDefault();
    const ref = dialog.contains(form) ? dialog.dataset.ref : "";
    const sent = dialog.contains(form) ? new FormData(form) : null; // what the dialog holds goes with it
    dialog.close();
    page.send(new URL(form.action).pathname, () => sent ?? new FormData(form), { focus: ref });
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.dataset.act) return;
    event.preventDefault();
    page.send(event.target.action, () => new FormData(event.target));
  });
  root.addEventListener("click", (event) => {
    if (event.target.closest("[data-close]")) { event.preventDefault(); return dialog.close(); }
    if (event.target.closest("[data-close-panel]")) return closePanel();
    const card = event.target.closest(".card");
    if (!card || !wide.matches || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    panel(page.session(card.dataset.ref).url);
  });
  find("find").addEventListener("input", sift);
  find("kinds").addEventListener("change", sift);
  for (const tab of page.days) tab.addEventListener("click", (event) => {
    if (!wide.matches) return;
    event.preventDefault();
    page.show(tab.dataset.day);
  });
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return;
    if (dialog.open || event.target.closest("input, textarea, select")) return;
    event.preventDefault();
    const form = document.querySelector(`form[data-act="${event.shiftKey ? "redo" : "undo"}"]`);
    const nothing = page.words(event.shiftKey ? "nothing_redo" : "nothing_undo");
    line.then(() => { if (form?.elements.number.value) form.requestSubmit(); else page.say(nothing); });
  });

  // --- others ------------------------------------------------------------------------------------------------------
  function take(data) {
    token = data.token;
    if (data.here) {
      const [one, ...others] = data.here;
      document.querySelector("[data-here]").textContent = data.here.length
        ? page.words("here", { names: others.reduce((said, two) => page.words("and", { one: said, two }), one) })
        : page.words("alone");
    }
    if (!data.sessions) return;
    page.sheet = { ...page.sheet, ...data };
    known.clear();
    if (!wide.matches) renew();
    if (page.busy) return;
    page.draw();
    for (const each of data.changes) {
      const session = page.sheet.sessions.find(({ pk }) => pk === each.pk);
      if (!session) continue;
      page.say(page.words("theirs", { who: each.who, title: session.title }));
      const card = page.cardOf(session.ref);
      if (!card) continue;
      card.classList.add("flash");
      setTimeout(() => card.classList.remove("flash"), 2400);
    }
  }
  /** The list that narrow pages show is the server's. */
  async function renew() {
    const answer = await fetch(`?day=${page.day}`);
    const list = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-list]");
    if (list) find("list").replaceChildren(...list.childNodes);
  }
  let polling = null;
  async function asked() {
    try {
      const answer = await fetch(`${root.dataset.url}?since=${encodeURIComponent(token)}`, { headers: JSON_ONLY });
      if (answer.status === 304) return;
      if (answer.redirected || answer.status === 403) return page.say(page.words("signed_out"));
      if (answer.status === 200) take(await answer.json());
    } catch {
      if (words.offline) page.say(page.words("offline"));
    }
  }
  async function poll() {
    clearTimeout(timer);
    if (polling) await polling;
    polling = asked();
    await polling;
    polling = null;
    clearTimeout(timer);
    timer = setTimeout(poll, document.hidden ? 5 * POLL : POLL);
  }
  document.addEventListener("visibilitychange", () => { if (!document.hidden) poll(); });

  const first = await fetch(root.dataset.url, { headers: JSON_ONLY });
  if (first.status !== 200) return;
  const data = await first.json();
  words = data.words;
  take(data);
  root.classList.add("scripted");
  root.dataset.ready = "";
  if (page.mayAct) {
    dragging(page);
    keys(page);
  }
  timer = setTimeout(poll, POLL);
}
