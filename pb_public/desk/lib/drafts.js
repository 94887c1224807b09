// Never lose a word: what is typed goes to this browser at once and to the
// server when the writer pauses, and comes back from whichever is newer.
import { signal } from "../../vendor/vendor.js";
import { pb, create } from "./api.js";
import { me, now } from "./state.js";

const pause = 800, patience = 3000; // ms: after the last key, and while keys keep coming
const local = (key) => `escucha.draft.${me.value.id}.${key}`;

function readLocal(key) {
  try { return JSON.parse(localStorage.getItem(local(key))); } catch { return null; }
}

function writeLocal(key, value) {
  try {
    if (value) localStorage.setItem(local(key), JSON.stringify(value));
    else localStorage.removeItem(local(key));
    return true;
  } catch {
    return false; // full or forbidden: the server still gets it
  }
}

/** The newer of two drafts {data, at}; either may be missing, and a tie is the second's. Pure. */
export const newer = (a, b) => (!a ? b : !b ? a : b.at >= a.at ? b : a);

/** A draft: data and saved are signals; set changes it, clear forgets it. */
export function draft(key) {
  const data = signal({}), saved = signal(null);
  let id = "", timer, since = 0, sending = Promise.resolve(), touched = false;

  async function load() {
    const here = readLocal(key);
    if (here) show(here, "here");
    try {
      const filter = pb.filter("agent = {:agent} && key = {:key}", { agent: me.value.id, key });
      const list = await pb.collection("drafts").getList(1, 1, { filter, requestKey: `draft ${key}` });
      const there = list.items[0];
      id = there?.id || "";
      const best = newer(here, there?.data?.at ? there.data : null);
      if (best && !touched) show(best, best === here ? "here" : "server");
      // a tab that died before it could send: the server gets it now
      if (best && best === here && !touched) sending = sending.then(() => send(here));
    } catch { /* offline: what is kept here is what there is */ }
  }

  function show(one, where) {
    data.value = one.data || {};
    saved.value = Object.keys(data.value).length ? { at: new Date(one.at), where } : null;
  }

  function set(changes) {
    touched = true;
    data.value = { ...data.value, ...changes };
    const one = { data: data.value, at: new Date().toISOString() };
    if (writeLocal(key, one)) saved.value = { at: now.value, where: "here" };
    clearTimeout(timer);
    since ||= Date.now();
    const wait = Date.now() - since > patience ? 0 : pause;
    timer = setTimeout(() => { since = 0; sending = sending.then(() => send(one)); }, wait);
  }

  async function send(one) {
    const body = { agent: me.value.id, key, data: one };
    try {
      if (id) await pb.collection("drafts").update(id, body, { requestKey: null });
      else id = (await create("drafts", body)).id;
      if (Object.keys(one.data).length) saved.value = { at: new Date(one.at), where: "server" };
    } catch { /* it is kept here, and saved says so; the next change tries again */ }
  }

  /** Forgets the named values, or everything when all is true. */
  function clear(names, all) {
    clearTimeout(timer);
    touched = true;
    const rest = all ? {} : Object.fromEntries(Object.entries(data.value).filter(([name]) => !names.includes(name)));
    data.value = rest;
    saved.value = null;
    const one = { data: rest, at: new Date().toISOString() };
    writeLocal(key, Object.keys(rest).length ? one : null);
    if (id) sending = sending.then(() => send(one));
  }

  return { data, saved, load, set, clear };
}
