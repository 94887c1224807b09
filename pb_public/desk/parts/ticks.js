import { html } from "../../vendor/vendor.js";
import { Icon } from "./icon.js";

/** Some of a list, ticked one by one. options: [{value, label}]. */
export const Ticks = ({ name, label, options, value = [], error, onValue }) => html`<fieldset class="field"><legend>${label}</legend>
  <div class="choices" data-field=${name} tabindex="-1">${options.map((one) => html`<label class="choice" key=${one.value}>
    <input type="checkbox" checked=${value.includes(one.value)} onChange=${(e) => onValue(e.target.checked ? [...value, one.value] : value.filter((id) => id !== one.value))} />${one.label}</label>`)}</div>
  ${error && html`<span class="error"><${Icon} name="alert" />${error}</span>`}</fieldset>`;
