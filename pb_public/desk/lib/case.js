// An open case: what the server says of it, what was written, and the calls
// that bring one to the other. The server decides; refusals land on fields.
import { computed, signal } from "../../vendor/vendor.js";
import { create, post, read, update } from "./api.js";
import { beside, fieldOf, meetings } from "./conflict.js";
import { draft } from "./drafts.js";
import { byField, trouble } from "./errors.js";
import { fields } from "./fields.js";
import { t } from "./i18n.js";
import { spoken, toast } from "./state.js";
import { body, plain, sections } from "./transition.js";

export function openCase(id) {
  const file = signal(null), next = signal(null), problem = signal("");
  const errors = signal({}), message = signal(""), busy = signal(""), stale = signal(false);
  const form = draft(`case:${id}`);
  // what is written on the case itself: the composer's text changes with every key, and only the composer follows it
  let last = {};
  const written = computed(() => {
    const own = Object.entries(form.data.value).filter(([name]) => !name.startsWith("composer."));
    if (own.length !== Object.keys(last).length || own.some(([name, value]) => last[name] !== value)) last = Object.fromEntries(own);
    return last;
  });
  const dirty = computed(() => Object.keys(plain(written.value)).length > 0);
  const mode = signal("reply"), tried = signal(""), asked = signal([]);
  // what somebody else changed too: {list, again} while it is to be chosen; typed: when a key was last pressed
  const conflict = signal(null), typed = signal(0);
  const c = { id, mode, tried, asked, file, next, problem, errors, message, busy, stale, form, written, dirty, conflict, typed };

  let latest;
  c.load = () => (latest = look());
  async function look() {
    try {
      const [whole, steps] = await Promise.all([
        read(`complaints/${id}/file`, {}, `file ${id}`), read(`complaints/${id}/next`, {}, `next ${id}`),
      ]);
      file.value = whole;
      next.value = steps;
      problem.value = "";
      stale.value = false;
      if (message.value === t("desk.error.offline")) message.value = "";
    } catch (error) {
      const kind = trouble(error);
      if (kind === "aborted") await latest; // a newer reading took its place
      else if (kind === "gone" && file.value) problem.value = "hidden";
      else if (kind !== "offline" || !file.value) problem.value = kind;
    }
  }

  /** A value as it stands: what was written here, else what the server has. */
  c.value = (name) => written.value[name] ?? file.value?.complaint?.[name] ?? "";
  c.set = (changes) => {
    const names = Object.keys(changes), one = file.value?.complaint;
    form.set(changes, one ? Object.fromEntries(names.filter(fieldOf).map((key) => [key, one[fieldOf(key)] ?? ""])) : {});
    typed.value = Date.now();
    const told = names.flatMap((key) => [key, fieldOf(key)]);
    if (told.some((name) => errors.value[name])) {
      errors.value = Object.fromEntries(Object.entries(errors.value).filter(([name]) => !told.includes(name)));
    }
  };
  c.error = (name) => errors.value[name]?.message || "";

  c.met = meetings(form, file);

  /** Runs one call; what it wrote is forgotten once the server has it, unless it was written on
      meanwhile. keys are the values that it stores over those of the case: where somebody else
      changed one of them, nothing is sent until it is chosen; again repeats the call then. */
  async function attempt(what, call, { wrote = [], keys, again } = {}) {
    if (busy.value) return false;
    busy.value = what;
    tried.value = what;
    errors.value = {};
    message.value = "";
    try {
      if (keys && ask(keys, again)) return false;
      const before = form.data.value, answer = await beside(c, call, keys);
      form.clear(wrote, false, before);
      asked.value = [];
      await c.load();
      return answer || true;
    } catch (error) {
      refuse(error, keys, again);
      return false;
    } finally {
      busy.value = "";
    }
  }

  function ask(keys, again) {
    const list = c.met(keys);
    if (list.length) conflict.value = { list, again };
    return list.length > 0;
  }

  function refuse(error, keys, again) {
    const kind = trouble(error);
    if (kind === "stale" && !(keys && ask(keys, again))) {
      stale.value = true;
      spoken.value = t("desk.stale.text");
    }
    if (kind === "offline") message.value = t("desk.error.offline");
    else if (kind === "refused" || kind === "gone") {
      errors.value = byField(error.response?.data);
      asked.value = [...new Set([...asked.value, ...Object.keys(errors.value)])];
      message.value = error.response?.message || t("desk.error.refused");
    } else if (kind !== "stale") message.value = t("desk.error.failed");
  }

  /** Keeps what was written in the case's own fields, or in those named, without moving it. */
  c.save = (only) => {
    const changes = Object.fromEntries(Object.entries(plain(form.data.value)).filter(([name]) => !only || only.includes(name)));
    const keys = Object.keys(changes);
    return attempt("save", (v) => update("complaints", id, { ...changes, version: v }), { wrote: keys, keys, again: () => c.save(only) });
  };

  c.move = async (way) => {
    const from = file.value.complaint.stage, takes = sections(from, way.to);
    const wrote = Object.keys(form.data.value).filter((key) => key in fields || takes.includes(key.split(".")[0]));
    const send = (v) => post(`complaints/${id}/transition`, body(from, way, v, form.data.value));
    const answer = await attempt("move", send, { wrote, keys: wrote, again: () => c.move(way) });
    if (answer) toast(t("desk.guide.moved"));
    return answer;
  };

  /** An action (transfer, escalate…), its values kept under action.NAME.: a change of the case and nothing
      else; with a message, what the customer is told of it goes along. */
  c.act = (action, more, message) => {
    const keys = Object.keys(form.data.value).filter((key) => key.startsWith(`action.${action}.`));
    const typed = Object.fromEntries(keys.map((key) => [fieldOf(key), form.data.value[key]]).filter(([name]) => name !== "notice"));
    const changes = { ...typed, ...plain(typed), ...more };
    const send = message ? (v) => post(`complaints/${id}/transition`, { version: v, fields: changes, message })
      : (v) => update("complaints", id, { ...changes, version: v });
    return attempt("change", send, { wrote: keys, keys, again: () => c.act(action, more, message) });
  };
  /** What we say to the wish with which the customer refused a proposal. */
  c.answer = (proposal, values, wrote) => attempt("save", () => update("proposals", proposal, values), { wrote });
  c.add = (collection, record, wrote) => attempt(collection, () => create(collection, { complaint: id, ...record }), { wrote });
  c.task = (task, done) => attempt("task", () => update("tasks", task, { done_at: done ? new Date().toISOString() : "" }));

  c.put = (collection, row, change, wrote) => attempt(collection, () => update(collection, row, change), { wrote });

  /** Asks a route of ours for something; wrote is what was typed for it. */
  c.ask = (what, path, body, wrote) => attempt(what, () => post(path, body), { wrote });

  c.render = (template, query = { template }) => read("render", { ...query, complaint: id }, `render ${id}`);
  return c;
}
