// Filters are open; on a small screen they fold to one line unless one is set.
export function start(details) {
  if (matchMedia("(max-width: 39.99rem)").matches && !("set" in details.dataset)) details.open = false;
}
