import { html } from "../../vendor/vendor.js";
import { because, typeName } from "./customer-types.js";
import { t } from "../lib/i18n.js";
import { dayOf, fullDay, monthOf, sentence, today } from "../lib/say.js";

const Row = ({ one }) => {
  const numbers = because(one);
  return html`<tr><th scope="row">${t(`desk.type.${one.criterion}`)}</th>
    <td>${one.value ? typeName(one, true) : html`<span class="faint">${t("desk.type.unknown")}</span>`}</td>
    <td class="soft">${numbers && sentence(numbers)}${one.source === "manual" && html`<small>${t("desk.type.manual", { day: fullDay(one.expires), reason: one.reason })}</small>`}</td>
    <td class="soft num" data-label=${t("people.one.types.since")}>${one.value && one.date ? monthOf(dayOf(one.date), true) : "–"}</td></tr>`;
};

/** What kind of customer: each value with the numbers that it rests on; too few data is said. */
export const PersonTypes = ({ types, onCorrect }) => html`<section class="panel stack tight" aria-labelledby="h-types">
  <header class="heading"><h2 id="h-types">${t("desk.customer.types")}</h2><span class="small faint">${t("desk.customer.types.at", { day: fullDay(today()) })}</span></header>
  <div class="scroller"><table class="table pairs"><thead><tr>
    ${["criterion", "value", "numbers", "since"].map((name) => html`<th scope="col" key=${name}>${t(`people.one.types.${name}`)}</th>`)}</tr></thead>
    <tbody>${types.map((one) => html`<${Row} key=${one.criterion} one=${one} />`)}</tbody></table></div>
  <p class="tiny faint">${t("people.one.types.volume")} ${onCorrect && html`<button type="button" class="link" onClick=${onCorrect}>${t("desk.type.correct")}</button>`}</p>
</section>`;
