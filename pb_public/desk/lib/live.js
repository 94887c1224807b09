// What others change, as it happens. Events missed while away are never
// replayed, so each (re)connection reads again. Hidden tabs let go of their
// connection: a browser allows six per server on plain http, for all tabs.
import { effect } from "../../vendor/vendor.js";
import { pb } from "./api.js";
import { followCase, unfollow } from "./follow.js";
import { changes, lastChange, offline, route } from "./state.js";

let timer, listening = false;

function changed(id) {
  lastChange.value = id;
  clearTimeout(timer);
  // several records change in one step of a case: read once
  timer = setTimeout(() => { changes.value++; }, 120);
}

async function listen() {
  if (listening || document.hidden || !pb.authStore.isValid) return;
  listening = true;
  try {
    await pb.realtime.subscribe("PB_CONNECT", () => { offline.value = false; changed(""); });
    await pb.collection("complaints").subscribe("*", (event) => changed(event.record.id));
    await followCase(changed);
  } catch {
    listening = false;
    unfollow();
    // no connection now; the browser's "online" or the next visit tries again
  }
}

async function release() {
  listening = false;
  unfollow();
  try { await pb.realtime.unsubscribe(); } catch { /* already gone: that is what was wanted */ }
}

export function startLive() {
  pb.realtime.onDisconnect = (subscriptions) => { if (subscriptions.length && !document.hidden) offline.value = true; };
  document.addEventListener("visibilitychange", () => (document.hidden ? release() : listen()));
  // another case on the screen is another one to listen to; without connection it is later
  effect(() => { if (route.value && listening) followCase(changed).catch(() => unfollow()); });
  addEventListener("offline", () => { offline.value = true; });
  addEventListener("online", () => { changed(""); listen(); });
  return listen();
}

export const stopLive = release;
