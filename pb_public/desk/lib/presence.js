// Who else has this case open: said every 15 seconds while the tab is looked at,
// and heard at once. A hidden tab is gone, and a tab that dies is forgotten.
import { effect, signal, useEffect, useMemo } from "../../vendor/vendor.js";
import { pb, post } from "./api.js";

const beat = 15000; // ms; the server forgets after two of them
const tab = Math.random().toString(36).slice(2, 12);

/** What somebody is doing whose last key was pressed at that moment. Pure. */
export const doing = (typed, now) => (now - typed < beat ? "writing" : "looking");

/** Says what is done with a case until the returned function is called; others gets [{id, name, state}]. */
export function attend(id, typed, others) {
  const topic = `presence/${id}`, mine = () => doing(typed.peek(), Date.now());
  let timer, off, said = "";
  async function say(state) {
    said = state;
    try {
      const answer = await post(`complaints/${id}/presence`, { state, tab }, state === "gone");
      if (said !== "gone") others.value = answer.others;
    } catch { /* offline or no longer to be seen: the screen says so elsewhere, and the next word tries again */ }
  }
  async function come() {
    if (document.hidden || timer) return;
    timer = setInterval(() => say(mine()), beat);
    say(mine());
    try { off = await pb.realtime.subscribe(topic, (event) => { others.value = event.others; }); } catch { /* the answers of the beat tell too */ }
  }
  function go() {
    if (!timer) return;
    clearInterval(timer);
    timer = null;
    others.value = [];
    say("gone");
    off?.().catch(() => {}); // the connection may be gone already: that is what was wanted
    off = null;
  }
  const turn = () => (document.hidden ? go() : come());
  const unbind = effect(() => { if (typed.value && timer && said !== "writing") say("writing"); });
  document.addEventListener("visibilitychange", turn);
  addEventListener("pagehide", go);
  come();
  return () => {
    unbind();
    document.removeEventListener("visibilitychange", turn);
    removeEventListener("pagehide", go);
    go();
  };
}

/** The others at a case while a component is on the screen. */
export function usePresence(id, typed) {
  const others = useMemo(() => signal([]), [id]);
  useEffect(() => attend(id, typed, others), [id]);
  return others.value;
}
