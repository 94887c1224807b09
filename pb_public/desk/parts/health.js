import { html } from "../../vendor/vendor.js";
import { Icon } from "./icon.js";
import { Banner, Skeleton, Trouble } from "./notice.js";
import { read } from "../lib/api.js";
import { ailment, condition, jobName } from "../lib/health.js";
import { t } from "../lib/i18n.js";
import { useLoad } from "../lib/load.js";
import { when } from "../lib/say.js";

const tones = { failed: "late", late: "soon" };

const Problem = ({ one }) => html`<${Banner} tone=${one.grave ? "late" : null} icon="alert">${ailment(one)}
  ${one.params?.error && html`<details class="small"><summary>${t("health.detail")}</summary><code class="pre">${one.params.error}</code></details>`}<//>`;

const Job = ({ job }) => html`<tr>
  <th scope="row">${jobName(job.code)}</th>
  <td data-label=${t("health.column.last")}>${job.last ? html`<time datetime=${job.last}>${when(job.last)}</time>` : "–"}</td>
  <td data-label=${t("health.column.state")}><span class="due" data-due=${tones[condition(job)]}>${tones[condition(job)] && html`<${Icon} name="alert" />`}${t(`health.state.${condition(job)}`)}</span></td></tr>`;

/** How the application itself is: what is sick first, then each job with its last run. */
export function Health({ tabs }) {
  const { data, error, slow, reload } = useLoad(() => read("health"), []);
  const sick = data?.problems || [];
  return html`<header class="page-head"><div><h1 tabindex="-1">${t("settings.tab.health")}</h1><p>${t("health.about")}</p></div>
      <button type="button" class="button" onClick=${reload}>${t("health.again")}</button></header>
    <div class="stack loose">${tabs}
    ${!data && error && html`<${Trouble} kind=${error} onRetry=${reload} />`}
    ${!data && slow && html`<${Skeleton} rows=${6} />`}
    ${data && html`<div role="status" class="stack tight">${sick.length ? sick.map((one) => html`<${Problem} key=${`${one.code} ${one.params?.name}`} one=${one} />`) : html`<${Banner} icon="check">${t("health.well")}<//>`}</div>
      <section class="stack tight" aria-labelledby="h-jobs"><h2 id="h-jobs">${t("health.jobs")}</h2>
        <div class="scroller" role="region" aria-labelledby="h-jobs" tabindex="0"><table class="table cards">
          <thead><tr><th scope="col">${t("health.column.job")}</th><th scope="col">${t("health.column.last")}</th><th scope="col">${t("health.column.state")}</th></tr></thead>
          <tbody>${data.jobs.map((job) => html`<${Job} key=${job.code} job=${job} />`)}</tbody></table></div></section>`}</div>`;
}
