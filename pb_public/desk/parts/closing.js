import { html } from "/vendor/vendor.js";
import { Input } from "./input.js";
import { TemplateMenu, useMissing } from "./templates.js";
import { choices, fields } from "../lib/fields.js";
import { label, t } from "../lib/i18n.js";
import { catalog } from "../lib/state.js";

/** How the case ends: in what mood, what was learnt, and the thanks that go out. */
export function Closing({ c }) {
  const [lacking, setLacking] = useMissing();
  const own = (name, more) => html`<${Input} key=${name} ...${fields[name]} name=${name} label=${label("field", name)} value=${c.value(name)} error=${c.error(name)}
    options=${choices(fields[name], catalog.value, label)} onValue=${(value) => c.set({ [name]: value })} ...${more} />`;
  // withdrawal has its own action, since it needs the customer's words
  const kinds = choices(fields.closing_kind, catalog.value, (_, code) => t(`desk.closing.${code}`)).filter((one) => one.value !== "withdrawal");
  const text = "closing.text";
  return html`<div class="stack tight">
    ${own("closing_kind", { options: kinds, label: t("desk.closing.kind") })}
    ${c.value("closing_kind") === "informed_unsatisfied" && ["second_review", "external_ways_told"].map((name) => own(name))}
    ${own("mood_end", { label: t("desk.closing.mood") })}
    ${own("learning", { label: t("desk.closing.learning"), opt: true })}
    <${Input} type="area" name=${text} label=${t("desk.closing.text")} hint=${t("desk.closing.hint")} rows=${4} value=${c.form.data.value[text]} error=${c.error(text)} onValue=${(value) => c.set({ [text]: value })} />
    ${lacking}
    <${TemplateMenu} c=${c} stage="closed" onText=${({ text: rendered, missing }) => { c.set({ [text]: rendered }); setLacking(missing || []); }} />
    ${own("thanked_orally", { label: t("desk.closing.orally") })}
  </div>`;
}
