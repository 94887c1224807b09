// When the words of all drafts go to the server without a key being pressed: the
// server is back, the window is left, or a tab died before it could send.
import { effect } from "../../vendor/vendor.js";
import { unsent } from "./merge.js";
import { kept, place, taken, watch } from "./shelf.js";
import { me, offline, session } from "./state.js";

/** all: place → draft; atRisk: signal, how many have words that the server does not; draft opens one by its key. */
export function watchOver(all, atRisk, draft) {
  function sweep() {
    if (!session.peek()) return;
    for (const one of all.values()) one.flush();
    for (const key of kept(me.peek().id)) {
      const at = place(me.peek().id, key);
      if (!all.has(at) && Object.keys(unsent(taken(at))).length) draft(key).load();
    }
  }
  const leave = () => { for (const one of all.values()) one.flush(true); };
  // what is with the server may be left without a question
  const ask = (event) => { leave(); event.preventDefault(); };

  watch((at) => all.get(at)?.heard());
  effect(() => { if (session.value && !offline.value) setTimeout(sweep); });
  effect(() => (atRisk.value ? addEventListener : removeEventListener)("beforeunload", ask));
  addEventListener("online", sweep);
  addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => document.hidden && leave());
}
