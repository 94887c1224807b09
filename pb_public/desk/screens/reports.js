import { html, useEffect } from "../../vendor/vendor.js";
import { Icon } from "../parts/icon.js";
import { Empty, Skeleton, Trouble } from "../parts/notice.js";
import { Ageing } from "../parts/report-ageing.js";
import { Causes, Costs } from "../parts/report-causes.js";
import { ChiefFigures, nameOf, OtherFigures } from "../parts/report-figures.js";
import { Movement, Pace } from "../parts/report-lines.js";
import { One } from "../parts/report-one.js";
import { Period, useSpan } from "../parts/report-period.js";
import { Csv } from "../parts/report-table.js";
import { Split } from "../parts/report-split.js";
import { Voice } from "../parts/report-voice.js";
import { read } from "../lib/api.js";
import { t } from "../lib/i18n.js";
import { useLater } from "../lib/later.js";
import { useLoad } from "../lib/load.js";
import { silent } from "../lib/report.js";
import { range } from "../lib/report-say.js";
import { href } from "../lib/routes.js";
import { me, route, spoken } from "../lib/state.js";
import { style } from "../lib/styles.js";

await style("reports");

const Whole = ({ page, span }) => html`<div class="stack">
  <${ChiefFigures} page=${page} query=${span.query} /><${Split} page=${page} />
  <div class="columns wide"><${Causes} page=${page} span=${span} /><${Pace} page=${page} span=${span} />
    <${Ageing} page=${page} span=${span} /><${Voice} span=${span} /><${Movement} page=${page} span=${span} /></div>
  <${Costs} page=${page} span=${span} /><${OtherFigures} page=${page} query=${span.query} span=${span} /></div>`;

/** Said once the figures of another period are there, for who does not see them change. */
function useSpoken(page) {
  useEffect(() => { if (page) spoken.value = t("reports.read", { range: range(page.from, page.to) }); }, [page?.from, page?.to, page?.by, page?.criterion]);
}

function Body({ page, span, code }) {
  if (silent(page)) return html`<${Empty} icon="chart" title=${t("reports.empty")} text=${t("reports.empty.text")} />`;
  return code ? html`<${One} code=${code} page=${page} span=${span} />` : html`<${Whole} page=${page} span=${span} />`;
}

/** What was learned from the complaints of a period, and how each figure comes about. */
export default function Reports() {
  const span = useSpan(), code = route.value.id, { from, to, by, criterion } = span;
  const { data, error, slow, reload } = useLoad(() => read("reports/page", { from, to, by, criterion }, "reports"), [from, to, by, criterion]);
  const [exporting, toExport] = useLater(() => import("../parts/report-export.js")), [mails, toMails] = useLater(() => import("../parts/report-schedules.js"));
  useSpoken(data);
  if (error === "refused" && !me.value.manages) return html`<div class="page"><h1 class="hidden" tabindex="-1">${t("reports.title")}</h1><${Empty} icon="lock" title=${t("reports.denied")} text=${t("reports.denied.text")} /></div>`;
  const late = data && (data.from !== from || data.to !== to || data.by !== by);
  return html`<div class="page reports">
    <header class="page-head"><div>${code && html`<p><a class="tap" href=${href("reports", { query: span.query })}>${t("reports.back")}</a></p>`}<h1 tabindex="-1">${code ? nameOf(code) : t("reports.title")}</h1>
      ${data && html`<p>${t("reports.span", { range: range(data.from, data.to), before: range(data.previous.from, data.previous.to) })}</p>`}</div>
      ${code && data && html`<${Csv} name=${code} span=${span} of=${nameOf(code)} />`}${!code && html`<div class="cluster near no-print"><button type="button" class="button" onClick=${() => toExport({ first: { from, to } })}><${Icon} name="download" />${t("reports.export")}</button>
        <button type="button" class="button" onClick=${() => toMails()}><${Icon} name="mail" />${t("reports.schedule")}</button>
        <button type="button" class="button only wide-only" aria-label=${t("reports.print")} onClick=${() => print()}><${Icon} name="print" /></button></div>`}</header>
    <${Period} span=${span} />
    ${error && html`<${Trouble} kind=${error} onRetry=${reload} />`}
    ${!data && slow && html`<${Skeleton} />`}
    ${data && !error && html`<div aria-busy=${late ? "true" : null} class=${late ? "stale" : null}><${Body} page=${data} span=${span} code=${code} /></div>`}${exporting}${mails}</div>`;
}
