import { html } from "../../vendor/vendor.js";
import { Chart } from "./report-table.js";
import { t, tn } from "../lib/i18n.js";
import { num } from "../lib/report-say.js";
import { dayName } from "../lib/say.js";

const floor = 172, room = 140;

/** How many business days the open cases have been here; the oldest are marked by their place, their word and their colour. */
export function Ageing({ page, span }) {
  const { open, oldest, buckets, at, known } = page.ageing, top = Math.max(1, ...buckets.map((one) => one.count));
  const name = (one) => t(`reports.age.${one.code}`), words = buckets.map((one) => `${name(one)}: ${num(one.count, 0)}`).join("; ");
  const table = { head: [t("reports.age"), t("reports.count")], rows: buckets.map((one) => ({ key: one.code, cells: [name(one), num(one.count, 0)] })) };
  const sub = known === false ? t("reports.ageing.unknown", { day: dayName(at) }) : `${tn("reports.ageing.n", open, { n: num(open, 0), day: dayName(at) })} ${open ? tn("reports.ageing.oldest", oldest, { n: num(oldest, 0) }) : ""}`;
  return html`<${Chart} title=${t("reports.ageing")} sub=${sub} table=${table} span=${span} csv="ageing" how=${t("reports.formula.backlog")}>
    <svg viewBox="0 0 520 196" role="img" aria-label=${words}><path class="axis" d=${`M0 ${floor}H520`} />
      ${buckets.map((one, nth) => { const x = 36 + nth * 132, tall = Math.round((one.count / top) * room); return html`<g key=${one.code}>
        <rect class=${nth === buckets.length - 1 ? "late" : "b"} x=${x} y=${floor - tall} width="48" height=${tall} rx="3" />
        <text class="strong" x=${x + 24} y=${floor - tall - 8} text-anchor="middle">${num(one.count, 0)}</text><text x=${x + 24} y=${floor + 18} text-anchor="middle">${name(one)}</text></g>`; })}</svg><//>`;
}
