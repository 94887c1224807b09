import { html, useState } from "../../vendor/vendor.js";
import { AlternativesFor } from "./alternatives.js";
import { Glyph } from "./icon.js";
import { Input } from "./input.js";
import { shown } from "./value.js";
import { forms } from "./evidence.js";
import { choices, companions, fields, inputName, widget } from "../lib/fields.js";
import { has, label, t } from "../lib/i18n.js";
import { catalog } from "../lib/state.js";
import { answered } from "../lib/transition.js";

const Why = ({ text }) => text && html`<details class="why"><summary>${t("desk.guide.why")}</summary><p>${text}</p></details>`;

/** The proper input for a field, on the case's own form. */
export function FieldInput({ c, name, bare, text, hint }) {
  const spec = widget(name);
  if (spec.type === "fact") return null;
  const name1 = inputName(name);
  return html`<${Input} ...${spec} bare=${bare} name=${name1} label=${text || label("field", name1)} hint=${hint || (has(`desk.hint.${name}`) ? t(`desk.hint.${name}`) : null)} value=${c.value(name1)}
    options=${choices(spec, catalog.value, label, c.value(name1))} error=${c.error(name1) || (name1 !== name && c.error(name))} onValue=${(value) => c.set({ [name1]: value })} />`;
}

/** One thing that the next stage lacks, filled in where it stands. */
export function Need({ c, one, own, go }) {
  const form = c.written.value, name = inputName(one.field);
  const ready = answered(one.names, form);
  const Form = forms[own];
  const glyph = ready ? "filled" : one.level === "advised" ? "optional" : "todo";
  return html`<li class=${`need${ready ? " ready" : ""}`} data-need=${one.rule}>
    <${Glyph} name=${glyph} /><span class="name">${one.label || label("field", name)}</span>
    <span class="level" data-level=${one.level}>${t(`desk.level.${one.level}`)}</span>
    <div class="body stack tight">
      ${one.message && !ready && html`<p class="small soft">${one.message}</p>`}
      ${Form ? html`<${Form} c=${c} go=${go} names=${one.all} />` : html`<${FieldInput} c=${c} name=${one.field} bare text=${one.label} />${companions(name, c.value(name), catalog.value).map((other) => html`<${FieldInput} key=${other} c=${c} name=${other} />`)}`}
      ${name === "alternatives" && html`<${AlternativesFor} c=${c} part="items" onUse=${({ text }) => c.set({ [name]: [c.value(name).trim(), text].filter(Boolean).join("\n") })} />`}
      <${Why} text=${one.why} />
    </div></li>`;
}

/** A form that belongs to the move although nothing in it is asked for yet. */
export const Extra = ({ c, own, go }) => html`<li class="need extra"><${Glyph} name="optional" /><span class="name">${t(`desk.section.${own}`)}</span><span />
  <div class="body stack tight"><${forms[own]} c=${c} go=${go} /></div></li>`;

/** What is there already; it can be opened again to be mended. */
export function Met({ c, one }) {
  const [open, setOpen] = useState(false);
  const name = inputName(one.field), text = shown(name, c.file.value.complaint);
  const own = !forms[one.own] && fields[name]?.type !== "fact" && name in fields && name in c.file.value.complaint;
  return html`<li class="need filled"><${Glyph} name="filled" /><span class="name">${one.label || label("field", name)}</span>
    ${own ? html`<button type="button" class="link small one-line" aria-expanded=${open} onClick=${() => setOpen(!open)}>${text || t("desk.guide.change")}</button>` : html`<span class="one-line small">${text}</span>`}
    ${open && html`<div class="body"><${FieldInput} c=${c} name=${one.field} bare text=${one.label} /></div>`}</li>`;
}
