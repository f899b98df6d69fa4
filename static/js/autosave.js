// Saves a form some seconds after a change and says so. Until the server has it, the text is kept in this browser.
const PAUSE = 4000;
const PATIENCE = 8000;
const NEVER = new Set(["csrfmiddlewaretoken", "version"]);

export function start(form) {
  const mark = document.querySelector("[data-saved]");
  const key = `draft ${document.body.dataset.reader} ${location.pathname}`;
  let timer = 0;
  let typed = 0;
  let saved = 0;
  let running = null;

  const say = (words, time = "") => {
    if (mark) mark.textContent = mark.dataset[words].replace("TIME", time);
  };
  const texts = () => [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !NEVER.has(name));
  const hold = () => remember(key, JSON.stringify(texts()));
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(save, 4 * PAUSE);
  };

  async function send() {
    const sent = typed;
    const body = new FormData(form);
    for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
    let answer;
    try {
      answer = await fetch(form.dataset.autosaveUrl, {
        method: "POST",
        body,
        headers: { Accept: "application/json" },
        signal: AbortSignal.timeout(PATIENCE),
      });
    } catch {
      say("offline");
      return later();
    }
    if (answer.redirected || answer.status === 403) {
      say("signedOut");
      return later();
    }
    if (answer.status >= 500) {
      say("offline");
      return later();
    }
    if (!answer.ok) return say(answer.status === 409 ? "changed" : "refused");
    const { saved_at: savedAt, ...fields } = await answer.json();
    for (const [name, value] of Object.entries(fields)) {
      if (form.elements[name]?.type === "hidden") form.elements[name].value = value;
    }
    saved = sent;
    if (saved === typed) remember(key, null);
    if (savedAt) say("words", savedAt);
  }

  // One at a time, so that no save is stale because of the one before.
  function save() {
    clearTimeout(timer);
    running ??= send().finally(() => {
      running = null;
    });
    return running;
  }

  function change() {
    typed += 1;
    hold();
    clearTimeout(timer);
    timer = setTimeout(() => (running ? running.then(save) : save()), PAUSE);
  }

  form.addEventListener("input", change);
  addEventListener("online", () => saved < typed && save());
  // What was typed last reaches the server before the form does.
  form.addEventListener("submit", (event) => {
    if (saved >= typed && !running) return;
    event.preventDefault();
    const { submitter } = event;
    (running ? running.then(save) : save()).finally(() => {
      saved = typed;
      clearTimeout(timer);
      form.requestSubmit(submitter);
    });
  });

  const held = remembered(key);
  if (held && JSON.stringify(texts()) !== held) {
    fill(form, JSON.parse(held));
    say("restored");
    change();
  } else if (typedInto(form)) change();
  else remember(key, null);
}

// Somebody may have begun to type before this script was there.
function typedInto(form) {
  const words = [...form.elements].filter((field) => field.name && field.matches("textarea, [type=text]"));
  return words.some((field) => field.value !== field.defaultValue);
}

function remembered(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function remember(key, text) {
  try {
    if (text === null) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch {
    // A browser that keeps nothing still saves to the server.
  }
}

function fill(form, fields) {
  const values = new Map();
  for (const [name, value] of fields) values.set(name, [...(values.get(name) ?? []), value]);
  for (const field of form.elements) {
    if (!field.name || NEVER.has(field.name) || ["file", "hidden", "submit", "password"].includes(field.type)) continue;
    const given = values.get(field.name) ?? [];
    if (field.type === "checkbox" || field.type === "radio") field.checked = given.includes(field.value);
    else if (field.type === "select-multiple") {
      for (const option of field.options) option.selected = given.includes(option.value);
    } else if (given.length) field.value = given[0];
  }
}
