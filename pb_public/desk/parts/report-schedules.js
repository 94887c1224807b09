import { html, useState } from "../../vendor/vendor.js";
import { Dialog } from "./dialog.js";
import { Icon } from "./icon.js";
import { Trouble } from "./notice.js";
import { ScheduleForm } from "./report-schedule-form.js";
import { pb, post, update } from "../lib/api.js";
import { t, tn } from "../lib/i18n.js";
import { useLoad } from "../lib/load.js";
import { weekdayName } from "../lib/report-say.js";
import { when } from "../lib/say.js";
import { catalog, toast } from "../lib/state.js";

const agentName = (id) => catalog.value.agents?.find((one) => one.id === id)?.name || t("reports.schedule.gone");

/** "Cada lunes a las 8:00, a Lucía y Rubén" */
const says = (one) => t(`reports.schedule.${one.every}.at`, { day: weekdayName(one.weekday), hour: `${one.hour}:00`, who: new Intl.ListFormat(document.documentElement.lang).format((one.recipients || []).map(agentName)) });

/** One mail of figures: when it goes out, to whom, and what one may do about it. */
function Row({ one, reload }) {
  const tried = async (act, text) => { try { await act(); toast(text); reload(); } catch (error) { toast(error.response?.message || t("desk.error.failed"), "late"); } };
  return html`<li class="stack tight" data-schedule=${one.id}><p><strong>${one.name}</strong>${!one.active && html` <span class="badge">${t("reports.schedule.paused")}</span>`}</p>
    <p class="small soft">${says(one)}${one.last_sent ? ` · ${t("reports.schedule.last", { when: when(one.last_sent) })}` : ""}</p>
    <p class="cluster near"><button type="button" class="button" onClick=${() => tried(() => post(`schedules/${one.id}/send`, {}), t("reports.schedule.sent"))}>${t("reports.schedule.now")}<span class="hidden">: ${one.name}</span></button>
      <button type="button" class="button" onClick=${() => tried(() => update("schedules", one.id, { active: !one.active }), t(one.active ? "reports.schedule.stopped" : "reports.schedule.resumed"))}>${t(one.active ? "reports.schedule.pause" : "reports.schedule.resume")}<span class="hidden">: ${one.name}</span></button>
      <button type="button" class="button quiet" onClick=${() => tried(() => pb.collection("schedules").delete(one.id, { requestKey: null }), t("reports.schedule.deleted"))}>${t("reports.schedule.delete")}<span class="hidden">: ${one.name}</span></button></p></li>`;
}

/** Figures that go out by mail by themselves. */
export default function Schedules({ onClose }) {
  const { data, error, reload } = useLoad(() => pb.collection("schedules").getFullList({ sort: "created", requestKey: "schedules" }), []);
  const [adding, setAdding] = useState(false), open = adding || data?.length === 0;
  if (data && open) return html`<${ScheduleForm} key="form" onClose=${onClose} onBack=${data.length ? () => setAdding(false) : null} onDone=${() => { setAdding(false); reload(); }} />`;
  return html`<${Dialog} key="list" title=${t("reports.schedule")} onClose=${onClose}>
    <p class="small soft">${t("reports.schedule.text")}</p>
    ${error && html`<${Trouble} kind=${error} onRetry=${reload} />`}
    ${data?.length > 0 && html`<ul class="stack" aria-label=${tn("reports.schedule.n", data.length)}>${data.map((one) => html`<${Row} key=${one.id} one=${one} reload=${reload} />`)}</ul>`}
    ${data?.length > 0 && html`<p><button type="button" class="button" onClick=${() => setAdding(true)}><${Icon} name="plus" />${t("reports.schedule.add")}</button></p>`}<//>`;
}
