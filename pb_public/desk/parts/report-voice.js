import { html } from "../../vendor/vendor.js";
import { Chart } from "./report-table.js";
import { read } from "../lib/api.js";
import { t } from "../lib/i18n.js";
import { useLoad } from "../lib/load.js";
import { pick, rows } from "../lib/report.js";
import { num } from "../lib/report-say.js";

const left = 130, right = 510;
// the scale begins below the least, so that a difference can be seen
const scale = (values) => { const least = Math.min(4, Math.floor(Math.min(...values))); return { x: (value) => left + ((right - left) * (value - least)) / (5 - least), steps: [1, 2, 3, 3.5, 4, 4.5, 5].filter((n) => n >= least && (least >= 3 || Number.isInteger(n))) }; };

const Pair = ({ label, solution, treatment, at, x }) => { const y = 20 + at * 30; return html`<g><text x="0" y=${y + 4}>${label}</text>
  ${solution != null && treatment != null && html`<path class="axis thick" d=${`M${x(solution)} ${y}H${x(treatment)}`} />`}
  ${solution != null && html`<rect class="b" x=${x(solution) - 6} y=${y - 6} width="12" height="12" rx="2" />`}${treatment != null && html`<circle class="a" cx=${x(treatment)} cy=${y} r="6.5" />`}</g>`; };

/** How content people are with the solution and with the way they were treated, channel by channel. */
export function Voice({ span }) {
  const { data } = useLoad(() => read("reports/page", { from: span.from, to: span.to, by: "channel" }, "reports voice"), [span.from, span.to]);
  const list = data ? rows(pick(data.figures, ["csat", "treatment"])).map(({ key, label, cells: [a, b] }) => ({ key, label, solution: a?.hidden ? null : a?.mean, treatment: b?.hidden ? null : b?.mean})) : [];
  const known = list.filter((one) => one.solution != null || one.treatment != null);
  if (!known.length) return null;
  const { x, steps } = scale(known.flatMap((one) => [one.solution, one.treatment]).filter((one) => one != null));
  const cell = (value) => (value == null ? t("reports.hidden") : num(value, 2)), tall = known.length * 30;
  const table = { head: ["channel", "solution", "treatment.with"].map((name) => t(`reports.${name}`)), rows: list.map((one) => ({ key: one.key, cells: [one.label, cell(one.solution), cell(one.treatment)] })) };
  return html`<${Chart} title=${t("reports.voice")} table=${table} span=${{ ...span, by: "channel", criterion: "" }} csv="treatment" how=${t("reports.voice.how")}
    sub=${html`${t("reports.voice.sub")} <b>${t("reports.solution")}</b> · <b class="a">${t("reports.treatment.with")}</b>`}>
    <svg viewBox=${`0 0 540 ${tall + 36}`} role="img" aria-label=${known.map((one) => `${one.label}: ${cell(one.solution)}, ${cell(one.treatment)}`).join("; ")}>
      ${steps.map((n) => html`<g key=${n}><path class="grid" d=${`M${x(n)} 6V${tall + 8}`} /><text x=${x(n)} y=${tall + 26} text-anchor="middle">${num(n)}</text></g>`)}
      ${known.map((one, at) => html`<${Pair} key=${one.key} ...${one} at=${at} x=${x} />`)}</svg><//>`;
}
