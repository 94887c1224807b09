import { html } from "../../vendor/vendor.js";
import { Input } from "./input.js";
import { label, t } from "../lib/i18n.js";
import { toast } from "../lib/state.js";

const fields = ["preferred_decision", "preferred_reason"];
const answers = ["accept", "partly", "cannot"];

/** What the customer would rather have: taken, in part, or not, and why. */
export function Preferred({ c }) {
  const refused = c.file.value.proposals.filter((one) => one.status === "refused").at(-1);
  if (!refused) return null;
  // kept with what else is written on the case, under the proposal that it answers
  const key = (name) => `wish.${refused.id}.${name}`, written = c.written.value;
  const values = Object.fromEntries(fields.filter((name) => written[key(name)]).map((name) => [name, written[key(name)]]));
  const put = (name) => (value) => c.set({ [key(name)]: value });
  const send = async () => { if (await c.answer(refused.id, values, fields.map(key))) toast(t("desk.preferred.done")); };
  return html`<div class="stack tight"><p class="quote">${refused.preferred_solution}</p>
    <${Input} type="choices" wide name="preferred_decision" label=${label("field", "preferred_decision")} value=${values.preferred_decision} error=${c.error("preferred_decision")}
      options=${answers.map((value) => ({ value, label: t(`desk.preferred.${value}`) }))} onValue=${put("preferred_decision")} />
    <${Input} type="area" name="preferred_reason" label=${label("field", "preferred_reason")} value=${values.preferred_reason ?? ""} error=${c.error("preferred_reason")} onValue=${put("preferred_reason")} />
    <p><button type="button" class="button" aria-disabled=${values.preferred_decision && values.preferred_reason ? null : "true"} onClick=${send}>${t("desk.save")}</button></p></div>`;
}
