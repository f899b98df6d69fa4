// Loads a behaviour only where the page carries its mark. Without scripts everything still works.
const behaviours = {
  "[data-fold]": "./fold.js",
  "[data-menu]": "./menu.js",
  "[data-counter]": "./counter.js",
  "[data-error-summary]": "./error-summary.js",
  "[data-autosave-url]": "./autosave.js",
  "[data-editor]": "./editor.js",
  "[data-print]": "./print.js",
  "[data-poll-url]": "./progress.js",
  "[data-passkey]": "./passkey.js",
  "[data-board]": "./board.js",
  "[data-renew]": "./renew.js",
};

for (const [mark, file] of Object.entries(behaviours)) {
  const found = document.querySelectorAll(mark);
  if (found.length) import(file).then((behaviour) => found.forEach(behaviour.start));
}
addEventListener("submit", (event) => {
  if (!event.target.hasAttribute("data-sign-out")) return;
  for (const key of Object.keys(localStorage)) if (key.startsWith("draft ")) localStorage.removeItem(key);
});
if (!/(?:^|; )here=/.test(document.cookie)) import("./zone.js");
