import { html } from "../../vendor/vendor.js";
import { Empty } from "./notice.js";
import { Value, nameOf } from "./report-figures.js";
import { Movement, Pace } from "./report-lines.js";
import { Ageing } from "./report-ageing.js";
import { Split } from "./report-split.js";
import { Grid } from "./report-table.js";
import { t } from "../lib/i18n.js";
import { clockDay, lasting, num, over, part, was } from "../lib/report-say.js";

const charts = { resolution: [Pace], backlog: [Ageing, Movement], immediate: [Movement] };

/** The same time by three clocks: of work, of the wall, and without what waited for others. */
function Clocks({ one, page }) {
  const rows = ["net", "work", "wall"].filter((name) => one[name]).map((name) => {
    const day = name === "wall" ? clockDay : page.day_minutes || 0, cell = (n) => (n == null ? "" : lasting(n, day));
    return { key: name, cells: [t(`reports.clock.${name}`), cell(one[name].median), cell(one[name].p90)] };
  });
  return rows.length > 0 && html`<div class="scroller"><${Grid} caption=${t("reports.clocks")} head=${[t("reports.clock"), t("reports.median"), t("reports.p90.name")]} rows=${rows} cards /></div>`;
}

/** What a figure is made of. */
const Parts = ({ one, page }) => one.parts?.length > 0 && html`<div class="scroller"><${Grid} caption=${t("reports.parts")} head=${[t("reports.part"), t("reports.count"), t("reports.value")]}
  rows=${one.parts.map((each, at) => { const { name, value } = part(each, one, page); return { key: at, cells: [name, num(each.count, 0), value] }; })} cards /></div>`;

/** One figure by itself: how it is computed, what it is made of, group by group. */
export function One({ code, page, span }) {
  const one = page.figures.find((each) => each.code === code);
  if (!one) return html`<${Empty} icon="chart" title=${t("reports.unknown")} />`;
  return html`<div class="stack loose one">
    <section class="card stack tight" aria-label=${nameOf(code)}><p class="big num"><b><${Value} one=${one} page=${page} /></b></p>
      <p class="soft">${one.value != null && `${over(one)} · `}${was(one, page)}</p>
      <p class="small measure"><strong>${t("reports.how")}.</strong> ${t(`reports.formula.${code}`)}</p></section>
    <${Clocks} one=${one} page=${page} /><${Parts} one=${one} page=${page} />
    ${(charts[code] || []).map((Part) => html`<${Part} key=${Part.name} page=${page} span=${span} />`)}
    <${Split} page=${page} codes=${[code]} /></div>`;
}
