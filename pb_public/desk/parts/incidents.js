import { html } from "../../vendor/vendor.js";
import { Icon } from "./icon.js";
import { t, tn } from "../lib/i18n.js";
import { dayOf, dayOfMonth } from "../lib/say.js";
import { toast } from "../lib/state.js";

const Incident = ({ one }) => html`<li class="stack tight"><p><b>${t(`desk.incident.${one.kind}`)}</b> <span class="faint">${dayOfMonth(dayOf(one.created))} · ${one.agent_name}</span></p>
  <p>${one.text}</p>${one.quote && html`<p class="voice">«${one.quote}»</p>`}${one.handed_over && html`<p class="faint">${t("desk.incident.handed")}</p>`}</li>`;

/** Puts the text with our limits into the reply, after what stands there, for a person to look at and send. */
export async function limits(c) {
  try {
    const { text } = await c.render("limites"), had = c.form.data.value["composer.reply"] || "";
    c.mode.value = "reply";
    c.set({ "composer.reply": had ? `${had}\n\n${text}` : text });
    toast(t("desk.incident.limits.done"));
    document.querySelector(".composer textarea")?.focus();
  } catch (error) {
    toast(error.response?.message || t("desk.error.offline"), "late");
  }
}

/** What happened with somebody, for the few who may know; it is no part of the conversation. */
export const Incidents = ({ c, list }) => list.length > 0 && html`<section class="banner stack tight" aria-labelledby="incidents">
  <h3 id="incidents" class="cluster near"><${Icon} name="lock" />${tn("desk.incident.noted", list.length)}</h3>
  <p class="tiny">${t("desk.incident.for")}</p>
  <details class="why"><summary>${t("desk.incident.read")}</summary><ul class="stack">${list.map((one) => html`<${Incident} key=${one.id} one=${one} />`)}</ul></details>
  ${c.file.value.complaint.open && html`<p><button type="button" class="link small" onClick=${() => limits(c)}>${t("desk.incident.limits")}</button></p>`}
</section>`;
