import { html, useState } from "../../vendor/vendor.js";
import { Dialog } from "./dialog.js";
import { Input } from "./input.js";
import { create } from "../lib/api.js";
import { byField, trouble } from "../lib/errors.js";
import { t } from "../lib/i18n.js";
import { splits } from "../lib/report.js";
import { weekdayName } from "../lib/report-say.js";
import { catalog, me, toast } from "../lib/state.js";

const hours = [6, 7, 8, 9, 10, 11, 12].map((n) => ({ value: String(n), label: `${n}:00` }));
const days = () => [1, 2, 3, 4, 5, 6, 7].map((n) => ({ value: String(n), label: weekdayName(n) }));
const every = () => ["weekly", "monthly"].map((value) => ({ value, label: t(`reports.schedule.${value}`) }));

/** A new mail of figures: every Monday at eight to oneself, unless one says otherwise. */
export function ScheduleForm({ onDone, onBack, onClose }) {
  const [data, setData] = useState({ name: t("reports.schedule.first"), every: "weekly", weekday: "1", hour: "8", by: "", recipients: [me.value.id] });
  const [errors, setErrors] = useState({}), [message, setMessage] = useState(""), [busy, setBusy] = useState(false);
  const set = (name) => (value) => setData({ ...data, [name]: value });
  const error = (name) => errors[name]?.message;
  async function save() {
    if (busy) return;
    setBusy(true);
    try {
      await create("schedules", { ...data, weekday: Number(data.weekday), hour: Number(data.hour), active: true });
      toast(t("reports.schedule.done"));
      onDone();
    } catch (failed) {
      setErrors(byField(failed.response?.data));
      setMessage(trouble(failed) === "offline" ? t("desk.error.offline") : failed.response?.message || t("desk.error.failed"));
      setBusy(false);
    }
  }
  const toggle = (id) => (on) => set("recipients")(on ? [...data.recipients, id] : data.recipients.filter((one) => one !== id));
  return html`<${Dialog} title=${t("reports.schedule.add")} onClose=${onClose} onSubmit=${save}
    footer=${html`${onBack && html`<button type="button" class="button" onClick=${onBack}>${t("desk.cancel")}</button>`}<button class="button primary" aria-busy=${busy}>${t("reports.schedule.save")}</button>`}>
    <p class="small soft">${t("reports.schedule.text")}</p>
    <${Input} name="name" label=${t("reports.schedule.name")} value=${data.name} error=${error("name")} onValue=${set("name")} />
    <${Input} type="choices" name="every" label=${t("reports.schedule.every")} value=${data.every} error=${error("every")} options=${every()} onValue=${set("every")} />
    <div class="pair">${data.every === "weekly" && html`<${Input} type="select" name="weekday" label=${t("reports.schedule.weekday")} value=${data.weekday} error=${error("weekday")} options=${days()} onValue=${set("weekday")} />`}
      <${Input} type="select" name="hour" label=${t("reports.schedule.hour")} value=${data.hour} error=${error("hour")} options=${hours} onValue=${set("hour")} />
      <${Input} type="select" name="by" label=${t("reports.by")} value=${data.by} error=${error("by")} blank=${t("reports.by.none")} options=${splits.filter((one) => one !== "type").map((one) => ({ value: one, label: t(`reports.by.${one}`) }))} onValue=${set("by")} /></div>
    <fieldset class="field"><legend>${t("reports.schedule.recipients")}</legend>${(catalog.value.agents || []).map((one) => html`<${Input} key=${one.id} type="check" name=${`to.${one.id}`} label=${one.name} value=${data.recipients.includes(one.id)} onValue=${toggle(one.id)} />`)}
      ${error("recipients") && html`<span class="error">${error("recipients")}</span>`}</fieldset>
    ${message && html`<p class="small" role="alert">${message}</p>`}<//>`;
}
