import { html, useId } from "../../vendor/vendor.js";
import { Icon } from "./icon.js";
import { t } from "../lib/i18n.js";
import { script } from "../lib/register.js";
import { firstName } from "../lib/say.js";
import { me, session, spoken } from "../lib/state.js";

const moved = (list, from, to) => list.toSpliced(from, 1).toSpliced(to, 0, list[from]);

/** What is done, one after the other, and in how many working days. */
export function Steps({ name, label, hint, value, error, onValue }) {
  const id = useId(), set = (i, change) => onValue(value.map((one, at) => (at === i ? { ...one, ...change } : one)));
  const move = (i, by) => { onValue(moved(value, i, i + by)); spoken.value = t("settings.step.moved", { n: i + by + 1 }); };
  const button = (i, icon, text, act, off) => html`<button type="button" class="button quiet only" aria-label=${t(text, { n: i + 1 })} disabled=${off} onClick=${act}><${Icon} name=${icon} /></button>`;
  return html`<fieldset class="field" aria-describedby=${error ? id : null}><legend>${label}</legend>
    <ol class="stack tight planned">${value.map((one, i) => html`<li key=${i}>
      <input class="input" data-field=${`${name}.${i}.title`} aria-label=${t("settings.step", { n: i + 1 })} maxlength="300" value=${one.title} onInput=${(e) => set(i, { title: e.target.value })} />
      <label class="cluster near small"><input class="input num" inputmode="numeric" data-field=${`${name}.${i}.days`} aria-label=${t("settings.step.days.of", { n: i + 1 })} value=${one.days} onInput=${(e) => set(i, { days: Number(e.target.value.replace(/\D/g, "")) })} />${t("settings.step.days")}</label>
      <span class="cluster near">${button(i, "sort", "settings.step.up", () => move(i, -1), !i)}${button(i, "x", "settings.step.drop", () => onValue(value.toSpliced(i, 1)))}</span></li>`)}</ol>
    <p><button type="button" class="button" data-field=${name} onClick=${() => onValue([...value, { title: "", days: value.at(-1)?.days || 0 }])}><${Icon} name="plus" />${t("settings.step.add")}</button></p>
    ${hint && html`<span class="hint">${hint}</span>`}
    ${error && html`<span class="error" id=${id}><${Icon} name="alert" />${error}</span>`}</fieldset>`;
}

const known = () => ({ nombre_agente: firstName(me.value.name), nombre_empresa: session.value?.business?.name });

/** How a script reads: what comes from the case is shown as a gap with its name. */
export const Script = ({ text }) => (String(text || "").includes("{{") ? html`<details class="why"><summary>${t("settings.script")}</summary>
  <p class="banner voice"><span class="pre">${script(text, known()).map((one, i) => (one.gap ? html`<span class="gap" key=${i}>${one.gap.replaceAll("_", " ")}</span>` : one.text))}</span></p></details>` : null);
