import { html, useEffect, useState } from "../../vendor/vendor.js";
import { typeName } from "./customer-types.js";
import { Input } from "./input.js";
import { Script, Steps } from "./plan-fields.js";
import { pb } from "../lib/api.js";
import { asked, fieldsOf, typed } from "../lib/catalogues.js";
import { has, locale, t } from "../lib/i18n.js";
import { dayName } from "../lib/say.js";
import { catalog, session } from "../lib/state.js";

const currencies = ["ARS", "BOB", "BRL", "CLP", "COP", "CRC", "CUP", "DOP", "EUR", "GTQ", "HNL", "MXN", "NIO", "PAB", "PEN", "PYG", "USD", "UYU", "VES"];

function currencyNames() {
  const names = new Intl.DisplayNames(locale.value, { type: "currency" });
  return currencies.map((value) => ({ value, label: `${value} · ${names.of(value)}` }));
}

// what is out of use is there only where it is the value
const named = (rows, value) => (rows || []).filter((one) => one.active !== false || one.id === value).map((one) => ({ value: one.id, label: one.name, parent: one.parent }));

const lists = {
  causes: (value) => named(catalog.value.causes, value),
  above: (value) => named(catalog.value.causes, value).filter((one) => !one.parent), // a cause that is inside of another holds none
  products: (value) => named(catalog.value.products, value),
  agents: (value) => named(catalog.value.agents, value),
  rewards: (value, { rewards }) => named(rewards, value),
  criteria: (value, { codes }) => Object.keys(codes?.types || {}).map((one) => ({ value: one, label: t(`desk.type.${one}`) })),
  values: (value, { codes, values }) => (codes?.types[values.criterion] || []).map((one) => ({ value: one, label: typeName({ criterion: values.criterion, value: one }, true) })),
  profiles: (value, { codes }) => (codes?.profiles || []).map((one) => ({ value: one, label: t(`desk.profile.${one}`) })),
};

/** What a field may be chosen from. */
function options(what, field, value, known) {
  if (field.type === "currency") return currencyNames();
  if (field.from) return lists[field.from](value, known);
  return field.list?.map((one) => ({ value: one, label: t(has(`settings.kind.${what}.${one}`) ? `settings.kind.${what}.${one}` : `settings.kind.${one}`) }));
}

/** The gestures that a field can be chosen from, when the form has one. */
function useRewards(list) {
  const [rewards, setRewards] = useState([]);
  useEffect(() => {
    if (!fieldsOf(list).some((field) => field.from === "rewards")) return;
    // without them the rest of the form can still be filled in
    pb.collection("rewards").getFullList({ sort: "name", fields: "id,name,active", requestKey: null }).then(setRewards, () => {});
  }, []);
  return rewards;
}

const hint = (what, field) => (has(`settings.hint.${what}.${field.name}`) ? t(`settings.hint.${what}.${field.name}`, { currency: session.value.business?.currency, open: "{{", close: "}}" }) : null);

function told(what, field, value, known) {
  if (field.type === "check") return value ? t("desk.yes") : t("desk.no");
  if (field.type === "steps") return html`<ol class="bullets">${value.map((one, i) => html`<li key=${i}>${one.title}</li>`)}</ol>`;
  if (field.type === "date") return dayName(value);
  return options(what, field, value, known)?.find((one) => one.value === value)?.label || value;
}
const nothing = (value) => value === "" || (Array.isArray(value) && !value.length);

/** What stands in a row, for who only reads it; what is empty is left out. */
export function Facts({ what, list, values, codes }) {
  const known = { codes, values, rewards: useRewards(list) };
  return html`<dl class="facts">${fieldsOf(list).filter((field) => asked(field, values) && !nothing(values[field.name])).map((field) => html`
    <dt key=${field.name}>${t(`settings.field.${what}.${field.name}`)}</dt><dd class="pre">${told(what, field, values[field.name], known)}</dd>`)}</dl>`;
}

/** What stands there now, when both have changed it, and the way to leave it so. */
const Theirs = ({ what, field, value, known, onTheirs }) => html`<div class="cluster near small"><span>${t("settings.theirs")}</span> <b>${nothing(typed(field, value)) ? t("settings.nothing") : told(what, field, typed(field, value), known)}</b>
  <button type="button" class="link small" onClick=${() => onTheirs(field)}>${t("settings.theirs.take")}</button></div>`;

/** The inputs of a form. */
export function Fields({ what, list, values, codes, errors, both, onValue, onTheirs }) {
  const known = { codes, values, rewards: useRewards(list) };
  const one = (field) => asked(field, values) && html`<div class="stack tight" key=${field.name}>
    <${field.type === "steps" ? Steps : Input} ...${field} type=${field.type === "currency" ? "select" : field.type} options=${options(what, field, values[field.name], known)} label=${t(`settings.field.${what}.${field.name}`)} hint=${hint(what, field)}
      value=${values[field.name]} error=${errors[field.name]} onValue=${(value) => onValue(field, value)} />
    ${field.script && html`<${Script} text=${values[field.name]} />`}
    ${field.name in both && html`<${Theirs} what=${what} field=${field} value=${both[field.name]} known=${known} onTheirs=${onTheirs} />`}</div>`;
  return list.fields.map((each, i) => (Array.isArray(each) ? html`<div class="pair" key=${i}>${each.map(one)}</div>` : one(each)));
}
