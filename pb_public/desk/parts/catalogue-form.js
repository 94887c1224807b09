import { html, useEffect, useMemo, useRef, useState } from "../../vendor/vendor.js";
import { Dialog } from "./dialog.js";
import { Facts, Fields } from "./catalogue-fields.js";
import { Banner, Saved } from "./notice.js";
import { PlanRun } from "./plan-run.js";
import { create, pb, read, update } from "../lib/api.js";
import { changed, fieldsOf, met, stored, typed } from "../lib/catalogues.js";
import { draft } from "../lib/drafts.js";
import { byField, sort, trouble } from "../lib/errors.js";
import { t } from "../lib/i18n.js";
import { session, toast } from "../lib/state.js";

// the pickers of the desk show some lists: they are read again with their new row
const again = async (list) => { if (list.pickers) session.value = await read("session"); };

/** Stores my changes on what was read. When somebody else was faster and touched nothing of the same,
    mine are put beside theirs; else {now}, the row as it is stored, to be looked at first. */
async function put(list, row, mine, collides) {
  try {
    await update(list.collection, row.id, { ...mine, version: row.version });
    return {};
  } catch (error) {
    if (trouble(error) !== "stale") throw error;
    const now = await pb.collection(list.collection).getOne(row.id, { requestKey: null });
    if (collides(now)) return { now };
    await update(list.collection, row.id, { ...mine, version: now.version });
    return { beside: true };
  }
}

/** A row of a list, written down or changed; what was begun is there when it is opened again. */
export default function CatalogueForm({ what, list, row: opened, may, codes, fixed, aid: Aid, onDone, onClose }) {
  const form = useMemo(() => draft(`settings.${what}.${opened?.id || "new"}`), []);
  const [row, setRow] = useState(opened), [errors, setErrors] = useState({}), [message, setMessage] = useState(""), [busy, setBusy] = useState("");
  const said = useRef();
  useEffect(() => { form.load(); }, []);
  useEffect(() => { // to what is wrong, wherever in a long form it is
    const wrong = document.querySelector("dialog[open] :is([aria-invalid=true], .field:has(> .error) [data-field])");
    if (wrong) wrong.focus();
    else said.current?.scrollIntoView({ block: "nearest" });
  }, [errors, message]);
  const written = form.data.value, values = Object.fromEntries(fieldsOf(list).map((field) => [field.name, written[field.name] ?? typed(field, row?.[field.name])]));
  const both = row ? met(list, form.fields.value, row) : [], begun = Object.keys(written).length > 0, writable = row ? may?.update && !fixed : may?.create;

  async function attempt(name, work) {
    if (busy) return;
    setBusy(name);
    setErrors({});
    setMessage("");
    try {
      await work();
    } catch (error) {
      const { at, rest } = sort(byField(error.response?.data), fieldsOf(list).map((field) => field.name));
      setErrors(at);
      setMessage(trouble(error) === "offline" ? t("desk.error.offline") : rest.map((one) => one.message).join(" ") || (Object.keys(at).length ? "" : error.response?.message || t("desk.error.failed")));
    } finally {
      setBusy("");
    }
  }
  async function done(said) {
    form.clear([], true);
    toast(t(said));
    onClose();
    await again(list);
    onDone();
  }
  async function store(mine) {
    const { now, beside } = await put(list, row, mine, (fresh) => met(list, form.fields.value, fresh).length > 0);
    if (!now) return done(beside ? "settings.beside" : "settings.saved");
    setRow(now);
    setMessage(t("settings.met"));
  }
  // what hangs on a field goes with what stood there
  function set(field, value) {
    const hung = fieldsOf(list).filter((one) => one.when === field.name), was = (one) => [one.name, stored(one, typed(one, row?.[one.name]))];
    form.set({ [field.name]: value, ...Object.fromEntries(hung.map((one) => [one.name, ""])) }, Object.fromEntries([field, ...hung].map(was)));
  }
  const save = () => attempt("save", async () => {
    const mine = changed(list, written, row || {});
    if (row) return store(mine);
    await create(list.collection, list.lasting ? mine : { active: true, ...mine });
    return done("settings.made");
  });
  const use = (active) => attempt("use", () => store({ active }));

  return html`<${Dialog} title=${(row && list.search && row[list.title]) || t(`settings.new.${what}`)} onClose=${onClose} onSubmit=${writable ? save : null}
    footer=${writable && html`${begun ? html`<${Saved} saved=${form.saved.value} /><span class="grow" /><button type="button" class="button quiet" onClick=${() => { form.clear([], true); setMessage(""); }}>${t("settings.drop")}</button>`
      : row && !list.lasting && html`<button type="button" class="button quiet" aria-busy=${busy === "use"} onClick=${() => use(!row.active)}>${t(row.active ? "settings.stop" : "settings.use")}</button><span class="grow" />`}
      <button class="button primary" aria-busy=${busy === "save"}>${t("settings.save")}</button>`}>
    ${row && !row.active && !list.lasting && html`<${Banner}>${t("settings.inactive")}<//>`}
    ${message && html`<div ref=${said}><${Banner} tone="late" icon="alert" role="alert">${message}<//></div>`}
    ${!writable && html`<p class="small soft">${t(fixed ? "settings.fixed" : "settings.reads")}</p><${Facts} what=${what} list=${list} values=${values} codes=${codes} />`}
    ${writable && html`<${Fields} what=${what} list=${list} values=${values} codes=${codes} errors=${errors}
      both=${Object.fromEntries(both.map((name) => [name, row[name]]))} onTheirs=${(field) => form.clear([field.name])}
      onValue=${set} />`}
    ${Aid && html`<${Aid} row=${row} values=${values} writable=${writable} onValue=${(name, value) => set(fieldsOf(list).find((one) => one.name === name), value)} />`}
    ${list.runs && row && html`<${PlanRun} row=${row} onDone=${onDone} />`}
  <//>`;
}
