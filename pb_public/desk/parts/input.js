import { html, useId } from "../../vendor/vendor.js";
import { Icon } from "./icon.js";
import { Choices, Mood, Moment, YesNo } from "./choices.js";
import { t } from "../lib/i18n.js";

/** Label, input, hint and error, tied together for everybody. label may be hidden when it stands above already. */
export function Input(props) {
  const { type = "text", name, label, hint, error, bare, value, onValue } = props;
  const id = `${name}-${useId()}`;
  const hintId = hint ? `${id}-h` : "", errorId = error ? `${id}-e` : "";
  const tie = {
    id, name, "aria-invalid": error ? "true" : null, "aria-describedby": `${hintId} ${errorId}`.trim() || null,
    "data-field": name,
  };
  const below = html`
    ${hint && html`<span class="hint" id=${hintId}>${hint}</span>`}
    ${error && html`<span class="error" id=${errorId}><${Icon} name="alert" />${error}</span>`}`;
  if (type === "check") {
    return html`<div class="field"><label class="check"><input type="checkbox" ...${tie} checked=${Boolean(value)}
      onChange=${(e) => onValue(e.target.checked)} /><span>${label}</span></label>${below}</div>`;
  }
  const group = groups[type];
  if (group) {
    return html`<fieldset class="field"><legend class=${bare ? "hidden" : null}>${label}</legend>
      <${group} ...${props} tie=${tie} />${below}</fieldset>`;
  }
  return html`<div class="field"><label for=${id} class=${bare ? "hidden" : null}>${label}</label>
    <${Control} ...${props} tie=${tie} />${below}</div>`;
}

const groups = { choices: Choices, yesno: YesNo, mood: Mood };

function Control({ type = "text", value, onValue, options = [], blank, voice, max, placeholder, rows, tie, autocomplete, focus, kind, disabled }) {
  const kinds = `input${voice ? " voice" : ""}${kind ? ` ${kind}` : ""}`;
  const common = { ...tie, class: kinds, placeholder, maxlength: max, autocomplete, autofocus: focus, disabled };
  const take = (e) => onValue(e.target.value);
  // one line of text in a box that grows, so that nothing written is out of sight
  if (type === "line") return html`<textarea ...${common} class=${`${kinds} line`} rows="1" value=${value ?? ""} onInput=${(e) => onValue(e.target.value.replace(/\s*\n\s*/g, " "))} onKeyDown=${(e) => e.key === "Enter" && !e.ctrlKey && e.preventDefault()} />`;
  if (type === "area") return html`<textarea ...${common} rows=${rows || 2} value=${value ?? ""} onInput=${take} />`;
  if (type === "select") return html`<${Select} common=${common} value=${value} options=${options} blank=${blank} take=${take} />`;
  if (type === "datetime") return html`<${Moment} common=${common} value=${value} onValue=${onValue} />`;
  if (type === "date") return html`<input type="date" ...${common} value=${String(value ?? "").slice(0, 10)} onInput=${take} />`;
  if (type === "amount") return html`<input inputmode="decimal" ...${common} class=${`${kinds} num`} value=${value ?? ""} onInput=${take} />`;
  return html`<input type=${type} ...${common} value=${value ?? ""} onInput=${take} />`;
}

/** A native list; children of a cause are set in under it. blank: what choosing none means. */
function Select({ common, value, options, blank, take }) {
  const known = new Set(options.map((one) => one.value));
  const roots = options.filter((one) => !one.parent || !known.has(one.parent));
  const option = (one, inset) => html`<option key=${one.value} value=${one.value} selected=${one.value === value}>${inset}${one.label}</option>`;
  if (!options.length) return html`<p class="small soft" id=${common.id} data-field=${common["data-field"]} tabindex="-1">${t("desk.choose.none")}</p>`;
  return html`<select ...${common} value=${value ?? ""} onChange=${take}>
    <option value="">${blank || t("desk.choose")}</option>
    ${roots.map((root) => [option(root, ""), ...options.filter((one) => one.parent === root.value).map((one) => option(one, "\u2003"))])}
  </select>`;
}
