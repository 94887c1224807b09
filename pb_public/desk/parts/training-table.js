import { html } from "../../vendor/vendor.js";
import { Icon } from "./icon.js";
import { t } from "../lib/i18n.js";
import { dayName } from "../lib/say.js";

const signs = { valid: "check", ends: "clock", lapsed: "alert", none: "x" }, tones = { ends: "soon", lapsed: "late" };

const words = ({ code, until }) => t(`trainings.standing.${code === "valid" && until ? "valid.until" : code}`, { day: until && dayName(until) });

/** Each person, and how they stand in each topic. */
export const TrainingTable = ({ sheet }) => html`<div class="scroller" tabindex="0" role="region" aria-labelledby="h-standing"><table class="table cards">
  <thead><tr><th scope="col">${t("trainings.person")}</th>${sheet.topics.map((topic) => html`<th scope="col" key=${topic}>${t(`trainings.topic.${topic}`)}</th>`)}</tr></thead>
  <tbody>${sheet.people.map((one) => html`<tr key=${one.agent}><th scope="row">${one.name}</th>
    ${sheet.topics.map((topic) => html`<td key=${topic} data-label=${t(`trainings.topic.${topic}`)}>
      <span class=${one.standings[topic].code === "none" ? "due faint" : "due"} data-due=${tones[one.standings[topic].code]}><${Icon} name=${signs[one.standings[topic].code]} />${words(one.standings[topic])}</span></td>`)}</tr>`)}</tbody></table></div>`;
