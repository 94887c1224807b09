// What stands on the page while the browser prints, instead of the screen.
import { render, useEffect } from "../../vendor/vendor.js";
import { now } from "./state.js";
import { useStyle } from "./style.js";

/** The paper as plain elements. "Today" means nothing on it, so it is written as if from another time. */
function written(make) {
  const place = document.createElement("div"), moment = now.value;
  place.className = "paper";
  now.value = new Date(0);
  render(make(), place);
  now.value = moment;
  const still = place.cloneNode(true);
  render(null, place);
  return still;
}

/** While the browser prints, what make() gives stands on the page; nothing does when it gives null. */
export function usePrinted(make, deps) {
  useStyle("print");
  useEffect(() => {
    let paper;
    const lay = () => { if (make()) document.body.append((paper = written(make))); };
    const clear = () => { paper?.remove(); };
    addEventListener("beforeprint", lay);
    addEventListener("afterprint", clear);
    return () => { removeEventListener("beforeprint", lay); removeEventListener("afterprint", clear); clear(); };
  }, deps);
}
