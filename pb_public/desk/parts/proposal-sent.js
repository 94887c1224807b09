import { html } from "../../vendor/vendor.js";
import { Icon } from "./icon.js";
import { t } from "../lib/i18n.js";
import { useLater } from "../lib/later.js";
import { dayName, sum, when } from "../lib/say.js";

const tones = { sent: null, accepted: "done", refused: null, expired: "late" };

/** What a customer took is worth keeping for the next one. */
function Keep({ c, option }) {
  const [dialog, open] = useLater(() => import("./alternative-save.js"));
  return html`<p><button type="button" class="link small" onClick=${() => open({ c, option })}>${t("desk.known.save")}</button></p>${dialog}`;
}

/** A proposal as it went out, with what came back. */
export const Sent = ({ c, one, currency, saves }) => html`<section class="stack tight" aria-label=${t("desk.proposal.sent")}>
  <p class="cluster between"><span class="label">${t("desk.proposal.sent.at", { when: when(one.sent_at || one.created) })}</span>
    <span class="badge" data-tone=${tones[one.status]}>${t(`desk.proposal.status.${one.status}`)}</span></p>
  <p class="pre">${one.customer_text}</p>
  <div class="columns">${(one.options || []).map((option, i) => html`<article class="option" key=${option.id} data-chosen=${option.chosen ? "" : null}>
    <p class="label cluster near">${t("desk.proposal.option", { n: i + 1 })}${option.chosen && html` <span class="badge" data-tone="done"><${Icon} name="check" />${t("desk.proposal.chosen")}</span>`}</p>
    <p class="small pre">${option.text}</p>
    ${Number(option.cost) > 0 && html`<p class="inside"><${Icon} name="lock" />${t("desk.proposal.costs", { sum: sum(option.cost, currency) })}</p>`}
    ${saves && option.chosen && !option.alternative && html`<${Keep} c=${c} option=${option} />`}</article>`)}</div>
  <p class="small soft">${one.eta_kind === "real" ? t("desk.proposal.promised", { day: dayName(one.eta), basis: one.eta_basis }) : t("desk.proposal.undated")}</p>
  ${one.temporary && html`<p class="small"><span class="badge outline">${t("desk.proposal.temporary")}</span> ${t("desk.proposal.temporary.from", { from: dayName(one.starts), until: dayName(one.ends) })}</p>`}
  ${one.status === "sent" && one.expires && html`<p class="small soft">${t("desk.proposal.expires", { when: when(one.expires) })}</p>`}
  ${one.preferred_decision && html`<p class="small"><b>${t(`desk.preferred.${one.preferred_decision}`)}</b> ${one.preferred_reason}</p>`}
  ${one.refusal_reason && html`<p class="small"><b>${t("desk.proposal.refused")}</b> ${one.refusal_reason}</p>`}
  ${one.preferred_solution && html`<p class="quote">${one.preferred_solution}<footer>${t("desk.proposal.preferred")}</footer></p>`}
</section>`;
