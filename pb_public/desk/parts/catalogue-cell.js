import { html } from "../../vendor/vendor.js";
import { typeName } from "./customer-types.js";
import { has, t } from "../lib/i18n.js";
import { dayName, sum } from "../lib/say.js";
import { catalog } from "../lib/state.js";

const tones = { reward_out_of_stock: "late", reward_expired: "late", reward_sales_offer: "late", reward_ending: "soon", consent_now: "done" };

/** What is amiss with a row, in a word; null when nothing is. */
export const State = ({ code }) => (code && has(`settings.state.${code}`) ? html`<span class="badge" data-tone=${tones[code]}>${t(`settings.state.${code}`)}</span>` : null);

const name = (list, id) => (catalog.value[list] || []).find((one) => one.id === id)?.name || null;
const aims = (row) => [row.criterion && typeName({ criterion: row.criterion, value: row.value }, true), row.profile && t(`desk.profile.${row.profile}`), name("causes", row.cause), name("products", row.product)].filter(Boolean).join(" · ");

const money = (row, shelf, value) => (value ? sum(value, shelf?.currency || row.currency) : null);

const cells = {
  kind: (row) => t(`settings.kind.${row.kind}`),
  cost: (row, shelf) => money(row, shelf, row.cost) ?? t("settings.free"),
  left: (row) => (row.unlimited ? t("settings.unlimited") : String(row.stock)),
  month: (row, shelf) => (shelf?.given || shelf?.pending ? html`${shelf.given}${shelf.pending > 0 && html` <small class="faint">${t("settings.pending", { n: shelf.pending })}</small>`}` : null),
  limits: (row, shelf) => [row.limit_agent, row.limit_lead].map((one) => money(row, shelf, one) ?? t("settings.asks")).join(" / "),
  valid_until: (row) => (row.valid_until ? dayName(row.valid_until) : null),
  needs_text: (row) => (row.needs_text ? t("desk.yes") : null),
  cause: (row) => name("causes", row.cause),
  product: (row) => name("products", row.product) || row.product_text || null,
  owner: (row) => name("agents", row.owner),
  aim: (row) => aims(row) || t("settings.anybody"),
  steps: (row) => (row.steps?.length ? String(row.steps.length) : null),
  used: (row) => (row.used ? t("settings.used.n", { used: row.used, chosen: row.chosen }) : null),
  status: (row) => html`<span class="badge" data-tone=${{ closed: "late", tolerated: "soon" }[row.status]}>${t(`settings.kind.${row.status || "official"}`)}</span>`,
  answers: (row) => name("agents", row.answers),
  language: (row) => t(`settings.kind.${row.language}`),
};

/** Columns of figures. */
export const numbers = ["cost", "left", "month", "limits", "steps", "used"];

/** One value of a row; what is empty takes no place on a phone. */
export function Cell({ what, column, row, shelf }) {
  const shown = cells[column] ? cells[column](row, shelf) : row[column] || null;
  return html`<td class=${numbers.includes(column) ? "n" : null} data-label=${shown === null ? null : t(`settings.column.${what}.${column}`)}>${shown}</td>`;
}
