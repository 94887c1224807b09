import { html } from "../../vendor/vendor.js";
import { Catalogue } from "./catalogue.js";
import { read } from "../lib/api.js";
import { days as list } from "../lib/catalogues.js";
import { locale, t, tn } from "../lib/i18n.js";
import { useLater } from "../lib/later.js";
import { useLoad } from "../lib/load.js";

const one = (n) => (n == null ? "" : new Intl.NumberFormat(locale.value, { maximumFractionDigits: 1 }).format(n));

/** How many were asked and answered, and what they think on average. */
const Figures = ({ of }) => html`<dl class="facts">${["invited", "opened", "answered"].map((name) => html`<dt key=${name}>${t(`settings.survey.${name}`)}</dt><dd>${of[name]}</dd>`)}
  ${["solution", "treatment", "recommend"].map((name) => of[name] != null && html`<dt key=${name}>${t(`settings.survey.${name}`)}</dt><dd>${t(`settings.survey.${name}.of`, { n: one(of[name]) })}</dd>`)}</dl>
  ${of.solution == null && of.answered > 0 && html`<p class="small faint">${t("settings.survey.few")}</p>`}`;

/** When customers are asked once their case is solved, how it goes, and the rounds that ask again. */
export function Surveys({ what, list: campaigns, shelf, tabs, onChange }) {
  const found = useLoad(() => read("surveys"), []), [dialog, change] = useLater(() => import("./catalogue-form.js"));
  const may = shelf.may.business?.update, { days, row, counts } = found.data || {};
  const edit = () => change({ what: "days", list, may: shelf.may.business, row, onDone: () => { found.reload(); onChange(); } });
  const how = days && html`<section class="card stack tight" aria-labelledby="h-days">
    <div class="cluster between"><h2 id="h-days">${t("settings.survey.days")}</h2>${may && row && html`<button type="button" class="button" onClick=${edit}>${t("settings.survey.change")}</button>`}</div>
    <p>${days.off ? t("settings.survey.off") : t("settings.survey.when", days)}</p>
    ${!days.off && html`<p class="small soft">${tn("settings.survey.pause", days.pause)}</p>`}
    <h3 class="label">${t("settings.survey.last", { n: counts.days })}</h3><${Figures} of=${counts.last} /></section>`;
  const shown = { ...shelf, [what]: counts?.campaigns || {} };
  return html`<${Catalogue} what=${what} list=${campaigns} shelf=${shown} tabs=${html`${tabs}${how}<h2>${t("settings.survey.campaigns")}</h2>`} onChange=${() => { found.reload(); onChange(); }} />${dialog}`;
}
