// The queue as this person has it open: pages as they are read, and what others change. It
// outlives the screen, so that coming back from a case shows the same list at once.
import { signal } from "../../vendor/vendor.js";
import { read } from "./api.js";
import { trouble } from "./errors.js";
import { tn } from "./i18n.js";
import { append, patch, replace, settle } from "./rows.js";
import { changes, lastChange, me, spoken } from "./state.js";

const first = 40, page = 200, most = 100; // the first page fills the tallest window; most ids are asked about at once
let kept = null;

/** The list of these filters: the one that was open, or a new one. */
export function queueOf(query) {
  const name = me.value.id + JSON.stringify(query);
  if (kept?.name === name) kept.missed();
  else kept = make(name, query);
  return kept;
}

function make(name, query) {
  const list = signal({ rows: [], waiting: [], end: null }), problem = signal(""), tinted = signal(new Set()), behind = signal(0);
  const stale = new Set(), pending = new Set();
  let loading = null, renewing = false, fading;
  const store = { name, list, problem, tinted, behind, hold: () => false, load, freshen, missed, listen, settle: () => { list.value = settle(list.value); } };

  async function attempt(work) {
    try {
      await work();
      problem.value = "";
    } catch (error) {
      const kind = trouble(error);
      if (kind !== "aborted") problem.value = kind;
    }
  }
  const ask = (rest) => read("queue", { ...query, ...rest }, null);

  /** Reads the next page, if there is one; whoever asks meanwhile waits for the same one. */
  function load() {
    const after = list.value.end;
    if (after === "") return Promise.resolve();
    loading ||= attempt(async () => {
      const { items, next } = await ask({ limit: after === null ? first : page, after });
      list.value = append(list.value, items, next);
    }).finally(() => { loading = null; });
    return loading;
  }

  /** Nobody knows what happened meanwhile: what is looked at is read again, the rest when it is looked at. */
  function missed() {
    list.value.rows.forEach((row) => stale.add(row.id));
    if (!list.value.rows.length) list.value = { rows: [], waiting: [], end: null };
    behind.value++;
  }

  /** Reads again what is stale between two rows. */
  async function freshen(from, to) {
    const { rows } = list.value;
    if (renewing || !rows.slice(from, to).some((row) => stale.has(row.id))) return;
    renewing = true;
    const after = from > 0 ? rows[from - 1].key : "";
    await attempt(async () => {
      const { items, next } = await ask({ limit: page, after });
      list.value = store.hold() ? await beside(rows.slice(from, to), items) : replace(list.value, after, items, next);
      rows.filter((row) => row.key > after && (!next || row.key <= next)).forEach((row) => stale.delete(row.id));
      items.forEach((card) => stale.delete(card.id));
    });
    renewing = false;
  }

  /** While somebody is at it the rows stay where they are: what became of those in sight, and who is new. */
  async function beside(seen, items) {
    const ids = seen.slice(0, most).map((row) => row.id), known = new Set(list.value.rows.map((row) => row.id));
    const { items: same } = await ask({ ids: ids.join() });
    return patch(list.value, ids, [...same, ...items.filter((card) => !known.has(card.id))], true).list;
  }

  /** Asks about the cases that changed, and only about those. */
  async function follow() {
    if (!lastChange.value) return missed();
    if (list.value.end === null) return;
    const asked = [...pending.add(lastChange.value)].slice(0, most);
    asked.forEach((id) => pending.delete(id));
    await attempt(async () => {
      const { items } = await ask({ ids: asked.join() });
      const waiting = list.value.waiting.length, known = new Set(list.value.rows.map((row) => row.id));
      const { list: next, changed } = patch(list.value, asked, items, store.hold());
      list.value = next;
      tint([...changed, ...(next.waiting.length ? [] : items.filter((card) => !known.has(card.id)).map((card) => card.id))]);
      if (next.waiting.length > waiting) spoken.value = tn("desk.queue.fresh", next.waiting.length);
      else if (changed.length) spoken.value = tn("desk.queue.changed", changed.length);
    });
  }

  function tint(ids) {
    clearTimeout(fading);
    tinted.value = new Set(ids);
    fading = setTimeout(() => { tinted.value = new Set(); }, 1200);
  }

  /** Follows the changes of others until the function that it returns is called. */
  function listen() {
    let since = false; // a subscription begins by telling what is known already
    const stops = [lastChange.subscribe((id) => since && id && pending.add(id)), changes.subscribe(() => { if (since) follow(); })];
    since = true;
    return () => stops.forEach((stop) => stop());
  }
  return store;
}
