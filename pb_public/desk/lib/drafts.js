// Never lose a word: what is typed goes to this browser at once and to the
// server when the writer pauses. Each field has its own time, so that two tabs
// or two computers of one person keep the later word of each.
import { computed, effect, signal } from "../../vendor/vendor.js";
import { create, pb, update } from "./api.js";
import { trouble } from "./errors.js";
import { later, marked, newest, reconcile, same, stored, unsent, values } from "./merge.js";
import { watchOver } from "./safety.js";
import { place, put, taken } from "./shelf.js";
import { atOnce, me } from "./state.js";

const pause = 800, patience = 3000; // ms: after the last key, and while keys keep coming
const again = [2000, 5000, 15000, 30000]; // ms: between attempts while the server cannot be reached
const small = 60000; // bytes that a page on its way out may still send

const all = new Map(); // place → draft, one for each place in a tab
const atRisk = signal(0); // drafts with words that the server does not have

/** The draft of the person who is in. data: {name: value}; saved: null or {at, where}, where being
    "server", "here", "big" (too large for the server) or "none"; fields: see merge.js. */
export function draft(key) {
  const at = place(me.value.id, key);
  if (!all.has(at)) all.set(at, make(at, me.value.id, key));
  return all.get(at);
}

const after = (before = "") => {
  const now = atOnce().toISOString();
  return now > before ? now : new Date(Date.parse(before) + 1).toISOString();
};

function make(at, agent, key) {
  const fields = signal({}), shelf = signal(true), big = signal(false);
  const data = computed(() => values(fields.value));
  const open = computed(() => Object.values(unsent(fields.value)));
  const saved = computed(() => {
    const last = newest(fields.value);
    return last ? { at: new Date(last), where: !open.value.length ? "server" : !shelf.value ? "none" : big.value ? "big" : "here" } : null;
  });
  let id = "", timer, since = 0, failed = 0, busy = false, counted = 0;
  effect(() => {
    const risk = open.value.some((one) => !one.gone) ? 1 : 0;
    atRisk.value = atRisk.peek() + risk - counted;
    counted = risk;
  });

  function store(next) {
    fields.value = next;
    shelf.value = put(at, next);
  }
  // what another tab wrote meanwhile is neither lost nor undone
  const keep = (next) => store(later(next, taken(at)));

  async function find() {
    const filter = pb.filter("agent = {:agent} && key = {:key}", { agent, key });
    const row = (await pb.collection("drafts").getList(1, 1, { filter, requestKey: null })).items[0];
    id = row?.id || "";
    return stored(row?.data);
  }

  async function load() {
    fields.value = later(fields.peek(), taken(at));
    try {
      const there = await find();
      store(reconcile(later(fields.peek(), taken(at)), there, atOnce()));
    } catch { /* offline: what is kept here is what there is */ }
    schedule();
  }

  /** Changes values. bases are what the server has of them; those of the first change stay, unless
      they are to be set anew. */
  function set(changes, bases = {}, anew = false) {
    const next = { ...fields.peek() };
    for (const [name, value] of Object.entries(changes)) {
      const before = next[name] || {};
      const base = "base" in before && !anew ? before.base : bases[name];
      next[name] = { value, at: after(before.at), ...(base === undefined ? {} : { base }) };
    }
    keep(next);
    schedule(true);
  }

  /** Forgets the named values, or all of them; with given, only those that are still as given. */
  function clear(names, whole, given) {
    const next = { ...fields.peek() };
    for (const name of whole ? Object.keys(next) : names) {
      const one = next[name];
      if (one && !one.gone && (!given || same(one.value, given[name]))) next[name] = { gone: true, at: after(one.at) };
    }
    keep(next);
    flush();
  }

  // what is too large is not tried again until something is typed
  function schedule(typed) {
    clearTimeout(timer);
    if (!open.peek().length || (big.peek() && !typed)) return;
    since ||= Date.now();
    const wait = failed && !big.peek() ? again[Math.min(failed, again.length) - 1] : Date.now() - since > patience ? 0 : pause;
    timer = setTimeout(flush, wait);
  }

  async function flush(leaving) {
    clearTimeout(timer);
    const part = unsent(fields.peek());
    if (busy || !Object.keys(part).length || me.peek().id !== agent) return;
    busy = true;
    since = 0;
    try {
      const row = await send(part, leaving === true);
      id = row.id;
      failed = 0;
      big.value = false;
      keep(later(later(fields.peek(), marked(part)), marked(stored(row.data))));
    } catch (error) {
      failed++;
      await mend(error);
    }
    busy = false;
    schedule();
  }

  function send(part, leaving) {
    const body = { agent, key, data: { fields: part } };
    const how = leaving && JSON.stringify(body).length < small ? { keepalive: true } : {};
    return id ? update("drafts", id, body, how) : create("drafts", body, how);
  }

  /** What is too large says so; what another tab has begun is joined; what is gone is begun anew. */
  async function mend(error) {
    const kind = trouble(error);
    big.value = error.status === 413 || Boolean(error.response?.data?.data);
    if (kind === "gone") id = "";
    else if (kind === "refused" && !big.value) await find().then((there) => keep(later(fields.peek(), marked(there))), () => {});
  }

  const heard = () => { fields.value = later(fields.peek(), taken(at)); schedule(); };
  return { data, saved, fields, load, set, clear, flush, heard };
}

/** Sends what the server does not have, and waits for it. */
export const settle = () => Promise.all([...all.values()].map((one) => one.flush()));

watchOver(all, atRisk, draft);
