// Fetches the page again each minute while somebody looks at it, and puts the new piece in the place of the old one.
// Not while the reader's focus is inside: nothing is taken away under a finger.
const MINUTE = 60_000;

export function start(piece) {
  setInterval(async () => {
    if (document.hidden || piece.contains(document.activeElement)) return;
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
    if (!answer?.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-renew]");
    if (fresh) piece.replaceChildren(...fresh.childNodes);
  }, MINUTE);
}
