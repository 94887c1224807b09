import { html, useState } from "../../vendor/vendor.js";
import { Input } from "./input.js";
import { post, read } from "../lib/api.js";
import { byField, trouble } from "../lib/errors.js";
import { t, tn } from "../lib/i18n.js";
import { useLoad } from "../lib/load.js";
import { href } from "../lib/routes.js";
import { shortNumber, when } from "../lib/say.js";
import { toast } from "../lib/state.js";

const Run = ({ one }) => html`<li class="stack tight"><span class="cluster between"><span>${one.complaint ? html`<a class="num" href=${href("case", { id: one.complaint })}>${shortNumber(one.number)}</a>` : t("settings.run.all")}</span>
    <span class="small faint">${when(one.started)}${one.ended && ` – ${when(one.ended)}`} · ${one.agent_name}</span></span>
  ${(one.reason || one.outcome) && html`<span class="small soft">${[one.reason, one.outcome].filter(Boolean).join(" · ")}</span>`}</li>`;

/** Whether a plan runs, over how many cases it would, and when it did; started and ended here. */
export function PlanRun({ row, onDone }) {
  const { data, reload } = useLoad(() => read(`plans/${row.id}`), []);
  const [reason, setReason] = useState(""), [error, setError] = useState(""), [busy, setBusy] = useState(false);
  if (!data) return null;
  async function act() {
    if (busy) return;
    setBusy(true);
    setError("");
    try {
      const answer = await (data.running ? post(`activations/${data.running}/end`, { reason }) : post(`plans/${row.id}/activate`, { matching: true, reason }));
      toast(data.running ? t("settings.run.ended") : answer.cases ? tn("settings.run.started", answer.cases) : t("settings.run.waits"));
      setReason("");
      reload();
      onDone();
    } catch (failed) {
      const found = Object.values(byField(failed.response?.data))[0]?.message;
      setError(trouble(failed) === "offline" ? t("desk.error.offline") : found || failed.response?.message || t("desk.error.failed"));
    } finally {
      setBusy(false);
    }
  }
  const contingency = row.kind === "contingency";
  return html`<section class="card stack tight" aria-labelledby="h-run"><h3 id="h-run">${t(data.running ? "settings.run.on" : "settings.run")}</h3>
    <p class="small">${!contingency ? t("settings.run.emergency") : data.matching === null ? t("settings.run.aimless") : tn("settings.run.matching", data.matching)}${data.cases > 0 ? ` ${tn("settings.run.cases", data.cases)}` : ""}</p>
    ${contingency && (data.running || (row.active && data.matching !== null)) && html`
      <${Input} type="line" name="run.reason" label=${t(data.running ? "settings.run.why.end" : "settings.run.why")} value=${reason} error=${error} onValue=${setReason} />
      <p><button type="button" class="button" aria-busy=${busy} onClick=${act}>${t(data.running ? "settings.run.end" : "settings.run.start")}</button></p>`}
    ${data.log.length > 0 && html`<details class="fold"><summary>${tn("settings.run.log", data.log.length)}</summary><ul class="stack">${data.log.map((one) => html`<${Run} key=${one.id} one=${one} />`)}</ul></details>`}</section>`;
}
