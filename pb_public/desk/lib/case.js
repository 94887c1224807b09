// An open case: what the server says of it, what was written, and the calls
// that bring one to the other. The server decides; refusals land on fields.
import { computed, signal } from "../../vendor/vendor.js";
import { create, post, read, update } from "./api.js";
import { draft } from "./drafts.js";
import { byField, trouble } from "./errors.js";
import { t } from "./i18n.js";
import { spoken, toast } from "./state.js";
import { body, plain } from "./transition.js";

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
  const c = { id, mode, tried, asked, file, next, problem, errors, message, busy, stale, form, written, dirty };

  c.load = async () => {
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
      if (kind !== "aborted" && !(kind === "offline" && file.value)) problem.value = kind;
    }
  };

  /** A value as it stands: what was written here, else what the server has. */
  c.value = (name) => written.value[name] ?? file.value?.complaint?.[name] ?? "";
  c.set = (changes) => {
    form.set(changes);
    const names = Object.keys(changes);
    if (names.some((name) => errors.value[name])) {
      errors.value = Object.fromEntries(Object.entries(errors.value).filter(([name]) => !names.includes(name)));
    }
  };
  c.error = (name) => errors.value[name]?.message || "";

  /** Runs one call; what it wrote is forgotten only once the server has it. */
  async function attempt(what, call, wrote) {
    if (busy.value) return false;
    busy.value = what;
    tried.value = what;
    errors.value = {};
    message.value = "";
    try {
      const answer = await call();
      form.clear(wrote || []);
      asked.value = [];
      await c.load();
      return answer || true;
    } catch (error) {
      refuse(error);
      return false;
    } finally {
      busy.value = "";
    }
  }

  function refuse(error) {
    const kind = trouble(error);
    if (kind === "stale") {
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

  const version = () => file.value?.complaint?.version;
  const names = () => Object.keys(form.data.value);

  /** Keeps what was written in the case's own fields, or in those named, without moving it. */
  c.save = (only) => {
    const changes = Object.fromEntries(Object.entries(plain(form.data.value)).filter(([name]) => !only || only.includes(name)));
    return attempt("save", () => update("complaints", id, { ...changes, version: version() }), Object.keys(changes));
  };

  c.move = async (way) => {
    const from = file.value.complaint.stage;
    const wrote = names().filter((name) => !name.startsWith("composer."));
    const answer = await attempt("move", () => post(`complaints/${id}/transition`, body(from, way, version(), form.data.value)), wrote);
    if (answer) toast(t("desk.guide.moved"));
    return answer;
  };

  /** Fields of an action (transfer, escalate…): a change of the case and nothing else. */
  c.change = (changes) => attempt("change", () => update("complaints", id, { ...changes, version: version() }));
  /** The same with what the customer is told of it. */
  c.act = (what) => attempt("change", () => post(`complaints/${id}/transition`, { version: version(), ...what }));
  /** What we say to the wish with which the customer refused a proposal. */
  c.answer = (proposal, values) => attempt("save", () => update("proposals", proposal, values));
  c.add = (collection, record, wrote) => attempt(collection, () => create(collection, { complaint: id, ...record }), wrote);
  c.task = (task, done) => attempt("task", () => update("tasks", task, { done_at: done ? new Date().toISOString() : "" }));

  c.put = (collection, row, change, wrote) => attempt(collection, () => update(collection, row, change), wrote);

  c.render = (template) => read("render", { template, complaint: id }, `render ${id}`);
  return c;
}
