// What others change, as it happens. Events missed while away are never
// replayed, so each (re)connection reads again. Hidden tabs let go of their
// connection: a browser allows six per server on plain http, for all tabs. Where
// the browser may tell of news outside, one hidden tab goes on listening to those.
import { effect } from "../../vendor/vendor.js";
import { pb } from "./api.js";
import { followCase, unfollow } from "./follow.js";
import { arrived, outside, recount } from "./notify.js";
import { changes, lastChange, offline, route, touched } from "./state.js";

let timer, all = false, ids = new Set(), listening = false, watching = null, hearing = null;

function changed(id) {
  lastChange.value = id;
  all ||= !id;
  ids.add(id);
  clearTimeout(timer);
  // several records, and several cases, change in one step: read once
  timer = setTimeout(() => {
    if (all) lastChange.value = "";
    touched.value = all ? null : ids;
    all = false;
    ids = new Set();
    changes.value++;
  }, 120);
}

function told({ action, record }) {
  if (action === "create") arrived(record);
  // a hidden tab reads nothing but the figure in its title
  if (document.hidden) recount();
  else changed(record.complaint);
}

// once, whoever asks: the tab that listened while hidden goes on when it is seen
const hearNotices = () => (hearing ??= pb.collection("notifications").subscribe("*", told));

async function listen() {
  if (listening || document.hidden || !pb.authStore.isValid) return;
  if (hearing) changed(""); // connected all the while, it did not hear of the cases
  watching?.abort();
  listening = true;
  try {
    // asked for together, they travel in one request
    await Promise.all([
      pb.realtime.subscribe("PB_CONNECT", () => { offline.value = false; changed(""); }),
      pb.collection("complaints").subscribe("*", (event) => changed(event.record.id)),
      pb.realtime.subscribe("desk", () => changed("")), // something was taken out of somebody's sight, no word of what
      hearNotices(),
      followCase(changed),
    ]);
  } catch {
    listening = false;
    unfollow();
    hearing = null; // no connection now; the browser's "online" or the next visit tries again
  }
}

async function release() {
  listening = false;
  unfollow();
  hearing = null;
  try { await pb.realtime.unsubscribe(); } catch { /* already gone: that is what was wanted */ }
}

/** One tab of all that are hidden holds the lock, and with it a connection. */
async function watch() {
  if (outside() !== "on" || !navigator.locks || !pb.authStore.isValid) return;
  watching = new AbortController();
  const { signal } = watching;
  const seen = new Promise((done) => signal.addEventListener("abort", done, { once: true }));
  try {
    await navigator.locks.request("escucha.outside", { signal }, async () => { await hearNotices(); await seen; });
  } catch { /* seen again before it was this tab's turn, or no connection: it reads again when it is looked at */ }
}

async function hide() {
  await release();
  if (document.hidden) await watch();
}

export function startLive() {
  pb.realtime.onDisconnect = (subscriptions) => { if (subscriptions.length && !document.hidden) offline.value = true; };
  // a page that is left may be kept by the browser for the way back, with its connection
  addEventListener("pagehide", release);
  addEventListener("pageshow", (event) => { if (event.persisted) { changed(""); listen(); } });
  document.addEventListener("visibilitychange", () => (document.hidden ? hide() : listen()));
  // another case on the screen is another one to listen to; without connection it is later
  effect(() => { if (route.value && listening) followCase(changed).catch(() => unfollow()); });
  addEventListener("offline", () => { offline.value = true; });
  addEventListener("online", () => { changed(""); listen(); });
  return listen();
}

export const stopLive = release;
