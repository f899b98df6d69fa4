// Asks how far long work is: {done, total, message, state, url}; ends with a link, or with the page anew.
const PAUSE = 1500;

export function start(box) {
  const words = box.querySelector("[data-count]");
  const fill = box.querySelector(".fill");

  async function ask() {
    try {
      const answer = await fetch(box.dataset.pollUrl, { headers: { Accept: "application/json" } });
      if (!answer.ok) return;
      const job = await answer.json();
      if (fill && job.total) fill.setAttribute("width", (200 * Math.min(job.done / job.total, 1)).toFixed(1));
      if (job.message && words.textContent !== job.message) words.textContent = job.message;
      if (job.url || ["done", "failed", "stopped"].includes(job.state)) {
        if (job.state !== box.dataset.state) location.assign(job.url || location.href);
        return;
      }
    } catch {
      // The line is down; ask again.
    }
    setTimeout(ask, PAUSE);
  }

  setTimeout(ask, PAUSE);
}
