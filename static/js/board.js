// A pick draws list and balance anew in place; the arrows go from proposal to proposal. Without it each pick loads the page.
export function start(board) {
  const announce = Object.assign(document.createElement("p"), { className: "visually-hidden" });
  announce.setAttribute("aria-live", "polite");
  board.after(announce);

  board.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches("[data-picks]") || !event.submitter) return;
    event.preventDefault();
    const body = new FormData(form, event.submitter);
    const focus = event.submitter.id;
    board.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Fragment": "board" } });
      if (answer.redirected || (!answer.ok && answer.status !== 409)) throw new Error(answer.status);
      board.replaceChildren(...new DOMParser().parseFromString(await answer.text(), "text/html").body.childNodes);
      document.getElementById(focus)?.focus();
      announce.textContent = `${board.querySelector(".board-sum")?.textContent ?? ""} ${board.dataset.changed}`;
    } catch {
      const carried = Object.assign(document.createElement("input"), { type: "hidden", name: "pick", value: event.submitter.value });
      form.append(carried);
      form.submit();
    } finally {
      board.removeAttribute("aria-busy");
    }
  });

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
