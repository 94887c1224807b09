// A meeting as it is open here: what the server says of it, what is being written, and what can be done. The
// server decides; a refusal stands at its field.
import { signal, useEffect, useMemo } from "../../vendor/vendor.js";
import { create, pb, post, read, update } from "./api.js";
import { draft } from "./drafts.js";
import { byField, trouble } from "./errors.js";
import { t } from "./i18n.js";
import { clash } from "./meeting.js";
import { changes, spoken, toast } from "./state.js";

const collections = ["reviews", "decisions", "remarks"];
const fielded = ["text", "kind", "cause", "owner", "due", "minutes"]; // have an input that says what is wrong

/** The meeting of a week ("2026-W47" or "current"). pack: what GET reviews/{week} answers, null until then. */
export function openRoom(id) {
  const pack = signal(null), problem = signal(""), slow = signal(false), busy = signal([]), errors = signal({}), opened = signal("");
  const m = { pack, problem, slow, busy, errors, opened, form: null, week: "", load, met, attend, discuss, minutes, decide, change, drop, remark, start, mail, close };
  const review = () => pack.value.review;
  let last = Promise.resolve();

  async function load() {
    const wait = setTimeout(() => { slow.value = !pack.value; }, 200);
    try {
      const answer = await read(`reviews/${id}`);
      m.week = answer.week;
      if (!m.form) (m.form = draft(`review:${m.week}`)).load();
      if (JSON.stringify(answer) !== JSON.stringify(pack.value)) pack.value = answer;
      problem.value = "";
    } catch (error) {
      const kind = trouble(error);
      if (kind !== "aborted") problem.value = kind;
    } finally {
      clearTimeout(wait);
      slow.value = false;
    }
  }

  /** Does one thing after the other and reads again; the same one is not begun twice. What is refused stands at
      the fields of its place, else it is said. */
  function attempt(name, work, where = name) {
    if (busy.value.includes(name)) return Promise.resolve(null);
    busy.value = [...busy.value, name];
    last = last.then(async () => {
      try {
        const made = (await work()) ?? true;
        errors.value = { ...errors.value, [where]: {} };
        await load();
        return made;
      } catch (error) {
        await refused(error, where);
        return null;
      } finally {
        busy.value = busy.value.filter((one) => one !== name);
      }
    });
    return last;
  }

  async function refused(error, where) {
    const kind = trouble(error), fields = Object.entries(byField(error.response?.data)).filter(([name]) => fielded.includes(name));
    errors.value = { ...errors.value, [where]: Object.fromEntries(fields.map(([name, one]) => [name, one.message])) };
    if (kind === "stale" || kind === "refused" || kind === "gone") await load();
    if (fields.length) spoken.value = fields[0][1].message;
    else toast(kind === "offline" ? t("desk.error.offline") : Object.values(byField(error.response?.data))[0]?.message || error.response?.message || t("desk.error.failed"), "late");
  }

  /** Changes the meeting itself. Somebody else may have changed another part of it meanwhile: that is no
      conflict, so it is tried once more on top, unless passes() sees one. */
  async function amend(changes, passes = () => true) {
    try {
      return await update("reviews", review().id, { ...await changes(review()), version: review().version });
    } catch (error) {
      if (trouble(error) !== "stale") throw error;
      await load();
      if (!passes(review())) throw error;
      return update("reviews", review().id, { ...await changes(review()), version: review().version });
    }
  }

  function met() { return clash(m.form.fields.value.minutes, review()?.minutes); }
  function attend(agent, present) {
    return attempt(`attend ${agent}`, () => amend(({ attendees = [] }) => ({ attendees: present ? [...attendees, agent] : attendees.filter((one) => one !== agent) })));
  }
  function discuss(complaint, state) {
    return attempt(`discuss ${complaint}`, () => amend(async ({ id }) => {
      // the pack holds what this person may see; the record holds all
      const { discussed } = await pb.collection("reviews").getOne(id, { fields: "discussed", requestKey: null }), { [complaint]: before, ...rest } = discussed || {};
      return { discussed: state ? { ...rest, [complaint]: state } : rest };
    }));
  }

  async function minutes() {
    const { minutes: text } = m.form.data.value;
    if (text === undefined) return true;
    const made = await attempt("minutes", () => amend(() => ({ minutes: text }), () => !met()));
    if (made) m.form.clear(["minutes"], false, { minutes: text });
    return made;
  }

  /** Stores a decision; what was written for it is no draft any more. keys: of the draft, by field. */
  async function decide(complaint, values, keys) {
    const made = await attempt(`decide ${complaint}`, () => create("decisions", { review: review().id, complaint, ...values }));
    if (made) m.form.clear(Object.values(keys));
    return made;
  }
  function change(id, values) { return attempt(`change ${id} ${Object.keys(values)}`, () => update("decisions", id, values), `change ${id}`); }
  function drop(id) { return attempt(`drop ${id}`, () => update("decisions", id, { withdrawn: true })); }

  async function remark(complaint, text, key) {
    const made = await attempt(`remark ${complaint}`, () => create("remarks", { review: review().id, complaint, text }));
    if (made) m.form.clear([key]);
    return made;
  }
  function start() { return attempt("start", () => post(`reviews/${m.week}`)); }
  async function mail() { if (await attempt("mail", () => post(`reviews/${m.week}/mail`))) toast(t("reviews.mail.done")); }
  function close() { return post(`reviews/${m.week}/close`, { version: review().version }); }
  return m;
}

/** The meeting of a week, read again when something changes. */
export function useRoom(id) {
  const m = useMemo(() => openRoom(id), [id]), version = changes.value;
  useEffect(() => { m.load(); }, [m, version]);
  return m;
}

/** What others note in a meeting, as they do it; after the window was away everything is asked for anew. */
export function useOthers(load) {
  useEffect(() => {
    let stops = [], timer, over = false;
    const told = () => { clearTimeout(timer); timer = setTimeout(load, 150); };
    const stop = () => stops.splice(0).forEach((one) => one.then((end) => end?.()));
    // without connection the screen reads again when the desk is back on line
    const listen = () => { if (!document.hidden && !over) stops = collections.map((name) => pb.collection(name).subscribe("*", told).catch(() => null)); };
    const seen = () => { stop(); listen(); };
    listen();
    document.addEventListener("visibilitychange", seen);
    return () => { over = true; clearTimeout(timer); document.removeEventListener("visibilitychange", seen); stop(); };
  }, []);
}
