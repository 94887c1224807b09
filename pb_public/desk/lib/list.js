// Walking a list of cases: j and k move the focus from title to title, so that
// Enter, Tab and a screen reader need nothing special.
import { useEffect } from "../../vendor/vendor.js";
import { useKeys } from "./keys.js";
import { lastRow } from "./state.js";

const titles = () => [...document.querySelectorAll("main .row .title")];

function move(step) {
  const all = titles();
  if (!all.length) return;
  const at = all.indexOf(document.activeElement);
  const last = all.findIndex((one) => one.closest(".row").dataset.id === lastRow.value);
  const from = at >= 0 ? at : last >= 0 ? last - step : step > 0 ? -1 : all.length;
  const target = all[Math.min(Math.max(from + step, 0), all.length - 1)];
  target.focus();
  target.scrollIntoView({ block: "nearest" });
}

/** Keys of a list; ready says that its rows are there, and brings back the row that was left. */
export function useList(ready, keys = {}) {
  useKeys({ j: () => move(1), k: () => move(-1), arrowdown: () => move(1), arrowup: () => move(-1), ...keys });
  useEffect(() => {
    if (ready && lastRow.value) document.querySelector(`main .row[data-id="${CSS.escape(lastRow.value)}"] .title`)?.focus();
  }, [ready]);
}

export const remember = (event) => { lastRow.value = event.target.closest(".row")?.dataset.id || ""; };
