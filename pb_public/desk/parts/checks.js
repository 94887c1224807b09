import { html } from "../../vendor/vendor.js";
import { Icon } from "./icon.js";

/** Some of a list, each with its own box. options: {value, label}; value: the chosen ones. */
export const Checks = ({ name, label, options, value = [], error, onValue }) => html`
  <fieldset class="field" data-field=${name} tabindex="-1"><legend>${label}</legend><div class="choices">
    ${options.map((one) => html`<label class="choice" key=${one.value}><input type="checkbox" checked=${value.includes(one.value)}
      onChange=${(e) => onValue(e.target.checked ? [...value, one.value] : value.filter((each) => each !== one.value))} />${one.label}</label>`)}</div>
    ${error && html`<span class="error"><${Icon} name="alert" />${error}</span>`}</fieldset>`;
