import { html, useState } from "../../vendor/vendor.js";
import { Chart } from "./report-table.js";
import { Plot } from "./report-plot.js";
import { t } from "../lib/i18n.js";
import { columns } from "../lib/report.js";
import { lasting, num, stepName, stepWords } from "../lib/report-say.js";

const Key = ({ items }) => html`<ul class="legend" aria-hidden="true">${items.map(([kind, text]) => html`<li key=${kind} data-kind=${kind}>${text}</li>`)}</ul>`;

/** A chart over time whose last words are those of the step that one points at, else of the newest. */
function Line({ points, step, names, value, title, sub, words, ...more }) {
  const [at, setAt] = useState(-1), shown = points[at] || points.findLast((one) => names.some((name) => one[name] != null)) || points.at(-1);
  const table = { head: [t(`reports.step.head.${step}`), ...more.heads.map((name) => t(`reports.${name}`))],
    rows: points.map((one) => ({ key: one.from, cells: [stepName(one.from, step), ...names.map((name) => (one[name] == null ? "" : value(one[name]))), ...more.extra.map((name) => num(one[name], 0))] })) };
  const label = t("reports.line.label", { title, step: stepWords(shown.from, step), values: words(shown) });
  return html`<${Chart} title=${title} sub=${sub} table=${table} span=${more.span} csv=${more.csv} how=${more.how}>
    <${Plot} label=${label} bars=${more.bars} data=${more.data} name=${(x) => stepName(new Date(x * 1000).toISOString(), step)} value=${more.axis} onPoint=${setAt} />
    <p class="tiny faint pointed no-print" aria-hidden="true">${stepWords(shown.from, step)}: ${words(shown)}</p>
    <${Key} items=${more.legend} /><//>`;
}

/** How long it took to solve, of the cases solved in each step: half of them, and nine of ten. */
export function Pace({ page, span }) {
  const { step, resolution: points } = page.series, day = page.day_minutes || 0, unit = day || 60;
  const value = (n) => lasting(n, day), said = (one) => (one.median == null ? t("reports.none") : t("reports.pace.words", { median: value(one.median), nine: value(one.p90) }));
  return html`<${Line} points=${points} step=${step} names=${["median", "p90"]} extra=${["count"]} heads=${["median", "p90.name", "count"]} value=${value} words=${said}
    title=${t("reports.pace")} sub=${t(day ? "reports.pace.sub" : "reports.pace.sub.hours")} span=${span} csv="series" how=${t("reports.formula.resolution")}
    data=${columns(points, ["p90", "median"]).map((list, at) => (at ? list.map((n) => (n == null ? null : n / unit)) : list))} axis=${(n) => num(n)}
    legend=${[["solid", t("reports.median")], ["dotted", t("reports.p90.name")]]} />`;
}

/** How many cases came and how many were closed in each step. */
export function Movement({ page, span }) {
  const { step, received: points } = page.series, value = (n) => num(n, 0);
  return html`<${Line} points=${points} step=${step} names=${["count", "closed"]} extra=${[]} heads=${["received", "closed"]} value=${value}
    words=${(one) => t("reports.movement.words", { count: value(one.count), closed: value(one.closed) })}
    title=${t("reports.movement")} sub=${t("reports.movement.sub")} span=${span} csv="series" bars data=${columns(points, ["count", "closed"])} axis=${(n) => (Number.isInteger(n) ? value(n) : "")}
    legend=${[["full", t("reports.received")], ["hatched", t("reports.closed")]]} />`;
}
