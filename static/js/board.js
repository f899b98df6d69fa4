// A pick draws list and balance anew in place; the arrows go from proposal to proposal. Without it each pick loads the page.
export function start(board) {
  const announce = Object.assign(document.createElement("p"), { className: "visually-hidden" });
  announce.setAttribute("aria-live", "polite");
  board.after(announce);

  let line = Promise.resolve();
  board.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-picks]") || !event.submitter) return;
    event.preventDefault();
    const { id } = event.submitter;
    line = line.then(() => pick(id)); // one after the other, each on what the one before has drawn
  });

  async function pick(id) {
    const button = document.getElementById(id);
    if (!button) return;
    const form = button.form;
    board.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form, button), headers: { "X-Fragment": "board" } });
      if (answer.redirected || (!answer.ok && answer.status !== 409)) throw new Error(answer.status);
      const drawn = new DOMParser().parseFromString(await answer.text(), "text/html").body.childNodes;
      const focused = board.contains(document.activeElement) ? document.activeElement.id : ""; // who went on stays there
      board.replaceChildren(...drawn);
      document.getElementById(focused)?.focus();
      announce.textContent = `${board.querySelector(".board-sum")?.textContent ?? ""} ${board.dataset.changed}`;
    } catch {
      const carried = Object.assign(document.createElement("input"), { type: "hidden", name: "pick", value: button.value });
      form.append(carried);
      form.submit();
    } finally {
      board.removeAttribute("aria-busy");
    }
  }

  board.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const button = event.target.closest("td .picks button");
    if (!step || !button) return;
    event.preventDefault();
    const kind = button.id.split("-")[0];
    const all = [...board.querySelectorAll(`td .picks button[id^="${kind}-"]`)];
    all[all.indexOf(button) + step]?.focus();
  });
}
