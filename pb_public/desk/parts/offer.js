import { html } from "../../vendor/vendor.js";
import { Dialog } from "./dialog.js";
import { empty } from "../lib/transition.js";
import { t } from "../lib/i18n.js";
import { dayName } from "../lib/say.js";

/** The proposal as the customer will read it: without costs, and without the power to answer. */
export function Offer({ text, options, kind, eta, basis, temporary, starts, ends, onClose }) {
  const list = options.filter((one) => !empty(one.text));
  return html`<${Dialog} title=${t("desk.proposal.preview")} onClose=${onClose}>
    <div class="stack"><p class="pre">${text || t("desk.proposal.preview.empty")}</p>
      ${list.map((one, i) => { const [head, ...rest] = one.text.split("\n"); return html`<div class="option" key=${i}><strong>${head}</strong>${rest.length > 0 && html`<span class="pre">${rest.join("\n")}</span>`}</div>`; })}
      ${temporary && html`<p class="small">${t("desk.proposal.temporary.from", { from: dayName(starts), until: dayName(ends) })}</p>`}
      ${kind === "real" && eta && html`<p class="small soft">${t("desk.proposal.promised", { day: dayName(eta), basis: basis || "" })}</p>`}
      ${kind === "none" && html`<p class="small soft">${t("desk.proposal.undated")}</p>`}
      <p class="small faint">${t("desk.proposal.preview.note")}</p></div>
  <//>`;
}
