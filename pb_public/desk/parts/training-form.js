import { html, useState } from "../../vendor/vendor.js";
import { Checks } from "./checks.js";
import { Dialog } from "./dialog.js";
import { Input } from "./input.js";
import { Banner } from "./notice.js";
import { create, update } from "../lib/api.js";
import { byField, trouble } from "../lib/errors.js";
import { t } from "../lib/i18n.js";
import { today } from "../lib/say.js";
import { catalog, toast } from "../lib/state.js";

const asides = ["hours", "trainer", "material", "note"];
const types = { hours: "amount", material: "url", note: "area" };

/** A training that was given, written down or mended. */
export default function TrainingForm({ row, topics, onDone, onClose }) {
  const [form, setForm] = useState(row || { topic: topics[0], held_at: today(), attendees: [] });
  const [errors, setErrors] = useState({}), [message, setMessage] = useState(""), [busy, setBusy] = useState(false);
  const set = (name) => (value) => setForm((old) => ({ ...old, [name]: value }));
  async function save() {
    if (busy) return;
    setBusy(true);
    setErrors({});
    setMessage("");
    try {
      await (row ? update("trainings", row.id, form) : create("trainings", form));
      toast(t("trainings.form.done"));
      onClose();
      onDone();
    } catch (error) {
      const found = byField(error.response?.data);
      setErrors(found);
      setMessage(trouble(error) === "offline" ? t("desk.error.offline") : found.version?.message || (Object.keys(found).length ? "" : error.response?.message || t("desk.error.failed")));
    }
    setBusy(false);
  }
  const input = (name, more) => html`<${Input} key=${name} name=${name} label=${t(`trainings.form.${name}`)} value=${form[name] || ""} error=${errors[name]?.message} onValue=${set(name)} ...${more} />`;
  // who was there stays in the list, also when they have left since
  const people = (catalog.value.agents || []).filter((one) => one.active !== false || form.attendees.includes(one.id)).map((one) => ({ value: one.id, label: one.name }));
  return html`<${Dialog} title=${row ? row.title : t("trainings.new")} onClose=${onClose} onSubmit=${save} footer=${html`<button class="button primary" aria-busy=${busy}>${t("trainings.form.save")}</button>`}>
    ${message && html`<${Banner} tone="late" icon="alert" role="alert">${message}<//>`}
    ${input("title", { max: 300 })}
    ${input("topic", { type: "select", options: topics.map((value) => ({ value, label: t(`trainings.topic.${value}`) })) })}
    <div class="pair">${input("held_at", { type: "date" })}${input("expires", { type: "date", hint: t("trainings.form.expires.hint") })}</div>
    <${Checks} name="attendees" label=${t("trainings.form.attendees")} options=${people} value=${form.attendees} error=${errors.attendees?.message} onValue=${set("attendees")} />
    ${asides.map((name) => input(name, { type: types[name] || "text" }))}
    ${row && input("void_reason", { max: 1000 })}<//>`;
}
