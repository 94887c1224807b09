import { html, useEffect, useState } from "../../vendor/vendor.js";
import { Icon } from "./icon.js";
import { sort } from "../lib/errors.js";
import { label } from "../lib/i18n.js";

const present = () => [...document.querySelectorAll("[data-field]")].map((one) => one.dataset.field);

/** What the server refused and no input on the screen can show; of names the calls that belong to this place. */
export function Refusal({ c, of }) {
  const [fields, setFields] = useState([]);
  const errors = c.errors.value, message = c.message.value;
  useEffect(() => setFields(present()), [errors]);
  if (!of.includes(c.tried.value)) return null;
  const { at, rest } = sort(errors, fields);
  if (!rest.length && (!message || Object.keys(at).length)) return null;
  const named = (one) => { const name = label("field", one.field); return name === one.field ? one.message : `${name}: ${one.message}`; };
  return html`<div class="banner" data-tone="late" role="alert"><${Icon} name="alert" />
    <span>${rest.length ? rest.map((one) => html`<p key=${one.field}>${named(one)}</p>`) : message}</span></div>`;
}
