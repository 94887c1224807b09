// A server that was upgraded has other files than a tab of yesterday. Whoever goes
// to another screen then gets the new ones: what was being written is a draft, and
// a page that holds more than that asks before it is left.
import { effect } from "../../vendor/vendor.js";
import { files } from "./files.js";
import { offline } from "./state.js";

let old = false;

/** Whether the server has another version than this tab; false when it does not answer. */
export async function outdated() {
  try {
    const page = await fetch("/desk/", { cache: "no-cache" });
    if (page.ok) old = !(await page.text()).includes(files);
  } catch { /* it answers another time */ }
  return old;
}

// what was just typed goes first, so that nobody is asked whether to leave
const renew = () => import("./drafts.js").then((drafts) => drafts.settle()).catch(() => {}).then(() => location.reload());

/** Looks after each lost connection, and when the tab is looked at again. */
export function watch() {
  let lost = false;
  effect(() => {
    if (lost && !offline.value) outdated();
    lost = offline.value;
  });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) outdated(); });
  addEventListener("hashchange", () => { if (old) renew(); });
}
