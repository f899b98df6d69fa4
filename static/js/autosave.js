// Saves a draft some seconds after a change and says so. What could not be saved stays in the form and is tried again.
const PAUSE = 4000;

export function start(form) {
  const mark = document.querySelector("[data-saved]");
  let timer = 0;
  let version = 0;

  async function save() {
    const sent = version;
    try {
      const answer = await fetch(form.dataset.autosaveUrl, {
        method: "POST",
        body: new FormData(form),
        headers: { Accept: "application/json" },
      });
      if (!answer.ok) return;
      const { saved_at: savedAt, ...fields } = await answer.json();
      for (const [name, value] of Object.entries(fields)) {
        if (form.elements[name]?.type === "hidden") form.elements[name].value = value;
      }
      if (mark && savedAt) mark.textContent = mark.dataset.words.replace("TIME", savedAt);
    } catch {
      if (sent === version) timer = setTimeout(save, 4 * PAUSE);
    }
  }

  form.addEventListener("input", () => {
    version += 1;
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
  form.addEventListener("submit", () => clearTimeout(timer));
}
