import { html } from "../../vendor/vendor.js";
import { Input } from "./input.js";
import { choices, fields } from "../lib/fields.js";
import { has, label, t } from "../lib/i18n.js";
import { catalog } from "../lib/state.js";

const names = ["severity", "cause", "cause_detail", "fault", "statement", "actions_public", "cause_public", "acceptance_channel"];

/** Solved while listening: cause, what happened, what was done and the customer's yes, in the same form. */
export function Immediate({ form, set, errors }) {
  const cause = (catalog.value.causes || []).find((one) => one.id === form["immediate.cause"]);
  const shown = names.filter((name) => name !== "cause_detail" || cause?.needs_text || form["immediate.cause_detail"]);
  const on = Boolean(form.now_resolved);
  return html`<section class="card stack">
    <${Input} type="check" name="now_resolved" label=${html`<strong>${t("desk.immediate.title")}</strong>${" "}<span class="small faint">${t("desk.immediate.asks")}</span>`} value=${on} error=${errors.immediate} onValue=${(value) => set({ now_resolved: value })} />
    ${on && shown.map((name) => html`<${Input} key=${name} ...${fields[name]} voice=${name === "statement"} name=${`immediate.${name}`} label=${has(`desk.immediate.${name}`) ? t(`desk.immediate.${name}`) : label("field", name)}
      options=${choices(fields[name], catalog.value, label)} value=${form[`immediate.${name}`]} error=${errors[`immediate.${name}`] || errors[name]}
      onValue=${(value) => set({ [`immediate.${name}`]: value })} />`)}
  </section>`;
}
