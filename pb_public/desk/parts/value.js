import { html } from "../../vendor/vendor.js";
import { Agent } from "./badge.js";
import { choices, fields } from "../lib/fields.js";
import { label, t } from "../lib/i18n.js";
import { channelName, dayName, sum, when } from "../lib/say.js";
import { catalog } from "../lib/state.js";

/** A stored value as a person reads it, by the kind of its field; null when there is none. */
export function shown(name, one) {
  const value = one?.[name], spec = fields[name] || {};
  if (value === "" || value === null || value === undefined || (Array.isArray(value) && !value.length)) return null;
  if (spec.type === "check") return value ? t("desk.yes") : null;
  if (spec.type === "yesno") return label("desk", value);
  if (spec.type === "mood") return value ? `${value}, ${t(`desk.mood.${value}`).toLowerCase()}` : null;
  if (spec.type === "amount") return Number(value) ? sum(value, one.currency) : null;
  if (spec.type === "datetime") return when(value);
  if (spec.type === "date") return dayName(value);
  if (spec.from === "channels") return channelName(value);
  if (spec.from === "agents") return one[`${name}_name`] || choices(spec, catalog.value, label, value).find((c) => c.value === value)?.label || value;
  if (spec.from || spec.list) return choices(spec, catalog.value, label, value).find((c) => c.value === value)?.label || value;
  if (spec.type === "points") return [].concat(typeof value === "string" ? [] : value).map((one) => one.text).join(" · ");
  if (/^\d{4}-\d\d-\d\d \d\d:/.test(value)) return when(value);
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** A list of facts; what is empty is left out. */
export function FactList({ names, one, small }) {
  const rows = names.map((name) => [name, shown(name, one)]).filter(([, text]) => text !== null);
  if (!rows.length) return html`<p class="faint small">${t("desk.facts.none")}</p>`;
  return html`<dl class=${`facts${small ? " small" : ""}`}>${rows.map(([name, text]) => html`
    <dt key=${name}>${label("field", name)}</dt><dd>${fields[name]?.from === "agents" ? html`<${Agent} name=${text} />` : text}</dd>`)}</dl>`;
}
