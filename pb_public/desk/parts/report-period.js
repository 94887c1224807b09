import { html, useState } from "../../vendor/vendor.js";
import { t } from "../lib/i18n.js";
import { address, asked, criteria, periods, splits } from "../lib/report.js";
import { href } from "../lib/routes.js";
import { today } from "../lib/say.js";
import { route } from "../lib/state.js";

/** What the address asks for: the period, by what it is told apart, and the query that says so. */
export function useSpan() {
  const span = asked(route.value.query, today());
  return { ...span, query: address(span) };
}

const go = (span) => { location.hash = href("reports", { id: route.value.id, query: address(span) }); };

const Select = ({ name, value, options, onValue }) => html`<div class="field"><label for=${`r-${name}`}>${t(`reports.${name}`)}</label>
  <select class="input" id=${`r-${name}`} name=${name} value=${value} onChange=${(e) => onValue(e.target.value)}>${options.map(([code, text]) => html`<option key=${code} value=${code} selected=${code === value}>${text}</option>`)}</select></div>`;

/** Two days of one's own; what is not whole yet waits, and the wrong way round is said. */
function Dates({ span }) {
  const [days, setDays] = useState({ from: span.from, to: span.to }), wrong = days.from && days.to && days.from > days.to;
  function set(name, value) {
    const next = { ...days, [name]: value }, read = { periodo: "fechas", desde: next.from, hasta: next.to };
    setDays(next);
    const found = asked(read, today());
    if (found.period === "custom") go({ ...span, period: "custom", from: found.from, to: found.to });
  }
  return html`${["from", "to"].map((name) => html`<div class="field" key=${name}><label for=${`r-${name}`}>${t(`reports.${name}`)}</label>
    <input class="input" type="date" id=${`r-${name}`} name=${name} value=${days[name]} max="2999-12-31" aria-invalid=${wrong ? "true" : null} aria-describedby=${wrong ? "r-wrong" : null} onInput=${(e) => set(name, e.target.value)} /></div>`)}
    ${wrong && html`<p class="error small" id="r-wrong" role="alert">${t("reports.wrong")}</p>`}`;
}

/** Which time is looked at, and by what it is told apart; both stand in the address. */
export function Period({ span }) {
  const period = (value) => go({ ...span, period: value }), by = (value) => go({ ...span, by: value, criterion: "" });
  return html`<div class="picker no-print" role="group" aria-label=${t("reports.picker")}>
    <${Select} name="period" value=${span.period} onValue=${period} options=${periods.map((one) => [one, t(`reports.period.${one}`)])} />
    ${span.period === "custom" && html`<${Dates} span=${span} />`}
    <${Select} name="by" value=${span.by} onValue=${by} options=${["", ...splits].map((one) => [one, t(`reports.by.${one || "none"}`)])} />
    ${span.by === "type" && html`<${Select} name="criterion" value=${span.criterion} onValue=${(criterion) => go({ ...span, criterion })} options=${criteria.map((one) => [one, t(`desk.type.${one}`)])} />`}</div>`;
}
