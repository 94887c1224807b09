import { html } from "../../vendor/vendor.js";
import { Input } from "./input.js";
import { fieldsOf, typed } from "../lib/catalogues.js";
import { has, locale, t } from "../lib/i18n.js";
import { dayName } from "../lib/say.js";
import { catalog, session } from "../lib/state.js";

const currencies = ["ARS", "BOB", "BRL", "CLP", "COP", "CRC", "CUP", "DOP", "EUR", "GTQ", "HNL", "MXN", "NIO", "PAB", "PEN", "PYG", "USD", "UYU", "VES"];

function currencyNames() {
  const names = new Intl.DisplayNames(locale.value, { type: "currency" });
  return currencies.map((value) => ({ value, label: `${value} · ${names.of(value)}` }));
}

// a cause that is inside of another holds none
const above = () => (catalog.value.causes || []).filter((one) => !one.parent && one.active).map((one) => ({ value: one.id, label: one.name }));

/** What a field may be chosen from, and how its input is called. */
function spec(what, field) {
  if (field.type === "currency") return { type: "select", options: currencyNames() };
  if (field.from === "causes") return { type: field.type, options: above() };
  if (field.list) return { type: field.type, options: field.list.map((value) => ({ value, label: t(`settings.kind.${value}`) })) };
  return { type: field.type };
}

const hint = (what, field) => (has(`settings.hint.${what}.${field.name}`) ? t(`settings.hint.${what}.${field.name}`, { currency: session.value.business?.currency }) : null);

/** What stands there now, when both have changed it, and the way to leave it so. */
const Theirs = ({ what, field, value, onTheirs }) => html`<p class="cluster near small"><span>${t("settings.theirs", { value: String(typed(field, value) || t("settings.nothing")) })}</span>
  <button type="button" class="link small" onClick=${() => onTheirs(field)}>${t("settings.theirs.take")}</button></p>`;

function told(what, field, value) {
  if (field.type === "check") return value ? t("desk.yes") : t("desk.no");
  const options = spec(what, field).options;
  return options ? options.find((one) => one.value === value)?.label || value : field.type === "date" ? dayName(value) : value;
}

/** What stands in a row, for who only reads it; what is empty is left out. */
export const Facts = ({ what, list, values }) => html`<dl class="facts">${fieldsOf(list).filter((field) => values[field.name] !== "" && !(field.unless && values[field.unless])).map((field) => html`
  <dt key=${field.name}>${t(`settings.field.${what}.${field.name}`)}</dt><dd>${told(what, field, values[field.name])}</dd>`)}</dl>`;

/** The inputs of a form. */
export function Fields({ what, list, values, errors, both, onValue, onTheirs }) {
  const shown = (field) => !field.unless || !values[field.unless];
  const one = (field) => shown(field) && html`<div class="stack tight" key=${field.name}><${Input} ...${field} ...${spec(what, field)} label=${t(`settings.field.${what}.${field.name}`)} hint=${hint(what, field)}
    value=${values[field.name]} error=${errors[field.name]} onValue=${(value) => onValue(field, value)} />
    ${field.name in both && html`<${Theirs} what=${what} field=${field} value=${both[field.name]} onTheirs=${onTheirs} />`}</div>`;
  return list.fields.map((each, i) => (Array.isArray(each) ? html`<div class="pair" key=${i}>${each.map(one)}</div>` : one(each)));
}
