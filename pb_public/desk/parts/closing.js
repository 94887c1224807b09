import { html } from "../../vendor/vendor.js";
import { Input } from "./input.js";
import { hows, TemplateMenu, useMissing } from "./templates.js";
import { fields } from "../lib/fields.js";
import { label, t } from "../lib/i18n.js";

// asked only when the way that was chosen needs them
const special = ["second_review", "external_ways_told"];

/** How the case ends: the thanks, the mood, and what was learnt. */
export function Closing({ c, names = [] }) {
  const [lacking, setLacking] = useMissing();
  const form = c.written.value, how = form["closing.how"], text = "closing.text";
  const own = (name, title) => html`<${Input} key=${name} ...${fields[name]} name=${name} label=${title || label("field", name)} value=${c.value(name)} error=${c.error(name)}
    onValue=${(value) => c.set({ [name]: value })} />`;
  return html`<div class="stack tight">
    <${Input} type="choices" wide name="closing.how" label=${t("desk.closing.text")} value=${how} error=${c.error("closing") || (how !== "own" && c.error(text))} options=${hows("template", "own", "orally")}
      onValue=${(value) => c.set({ "closing.how": value, thanked_orally: value === "orally" })} />
    ${how === "own" && html`<${Input} bare type="area" name=${text} label=${t("desk.closing.text")} rows=${4} value=${form[text]} error=${c.error(text)} onValue=${(value) => c.set({ [text]: value })} />
      ${lacking}
      <${TemplateMenu} c=${c} stage="closed" onText=${({ text: rendered, missing }) => { c.set({ [text]: rendered }); setLacking(missing || []); }} />`}
    ${special.filter((name) => names.includes(name)).map((name) => own(name))}
    ${own("mood_end", t("desk.closing.mood"))}
    ${own("learning", t("desk.closing.learning"))}
  </div>`;
}
