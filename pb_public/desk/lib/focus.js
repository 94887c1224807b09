// Who works with the keyboard is never put back to the top of the page: when what had
// the focus goes away, the focus goes to what stands nearest to its place.
const able = ":is(a[href], button, input, select, textarea, summary):not([disabled], [tabindex='-1'], [hidden])";
let trail = [], byKey = false;

/** The element to go to after the first of a trail (an element and its ancestors, from
    the inside out) has gone: the first that can have the focus in the nearest ancestor left. Pure. */
export function nearest(trail) {
  for (const one of trail.filter((each) => each.isConnected)) {
    if (one.matches("main, .desk, .calm, #app, body, html")) break;
    const found = [...one.querySelectorAll(able)].find((each) => each.checkVisibility());
    if (found) return found;
  }
  return document.querySelector("main h1[tabindex]") || document.querySelector("main");
}

function remember(event) {
  trail = [];
  for (let one = event.target; one?.matches; one = one.parentElement) trail.push(one);
}

function restore() {
  if (!byKey || document.activeElement !== document.body || !trail.length || trail[0].isConnected) return;
  const to = nearest(trail);
  to?.focus({ preventScroll: to.matches("main, h1") });
}

export function startFocus() {
  document.addEventListener("focusin", remember);
  document.addEventListener("keydown", () => { byKey = true; }, true);
  document.addEventListener("pointerdown", () => { byKey = false; }, true);
  // a moment later: whoever took it away may have a better place for the focus
  new MutationObserver(() => setTimeout(restore)).observe(document.body, { childList: true, subtree: true });
}
