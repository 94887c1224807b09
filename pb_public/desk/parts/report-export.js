import { html, useState } from "../../vendor/vendor.js";
import { Dialog } from "./dialog.js";
import { Icon } from "./icon.js";
import { Input } from "./input.js";
import { hand } from "../lib/hand.js";
import { label, t } from "../lib/i18n.js";
import { filters } from "../lib/say.js";
import { catalog } from "../lib/state.js";

const named = (list) => (list || []).map((one) => ({ value: one.id, label: one.name, parent: one.parent }));
const days = () => ["received", "resolved", "closed"].map((value) => ({ value, label: t(`reports.export.day.${value}`) }));

/** What the queue is narrowed by, and what only whoever looks back asks for. */
function choices() {
  const all = Object.fromEntries(filters());
  all.stage = (catalog.value.stages || []).map((code) => ({ value: code, label: label("stage", code) }));
  return [...Object.entries(all).map(([name, options]) => [name, t(`desk.queue.by.${name}`), options]),
    ...["cause", "product"].map((name) => [name, label("field", name), named(catalog.value[`${name}s`])])].filter(([, , options]) => options.length);
}

/** One row for each case, with its times and its outcome: all of a period, of the list that is open, or some of them.
    first: what is chosen already, by the names of the address. */
export default function Export({ first, onClose }) {
  const [query, setQuery] = useState(first), [busy, setBusy] = useState(false), wrong = query.from && query.to && query.from > query.to;
  async function send() {
    if (busy || wrong) return;
    setBusy(true);
    const { sort, ...rest } = query, asked = new URLSearchParams(Object.entries(rest).filter(([, one]) => one));
    await hand(`export/cases.csv?${asked}`, [t("reports.export.file"), query.from, query.to].filter(Boolean).join("-") + ".csv");
    setBusy(false);
    onClose();
  }
  const set = (name) => (value) => setQuery({ ...query, [name]: value });
  const select = (name, text, options) => html`<${Input} key=${name} type="select" name=${name} label=${text} value=${query[name] || ""} blank=${t("desk.queue.any")} options=${options} onValue=${set(name)} />`;
  return html`<${Dialog} title=${t("reports.export")} onClose=${onClose} onSubmit=${send}
    footer=${html`<button class="button primary" aria-busy=${busy}><${Icon} name="download" />${t("reports.export.send")}</button>`}>
    <p class="small soft">${t("reports.export.text")}</p>
    <div class="pair">${["from", "to"].map((name) => html`<${Input} key=${name} type="date" name=${name} label=${t(`reports.${name}`)} value=${query[name]} error=${name === "to" && wrong ? t("reports.wrong") : ""} onValue=${set(name)} />`)}</div>
    <${Input} type="choices" name="day" label=${t("reports.export.day")} value=${query.day || "received"} options=${days()} onValue=${set("day")} />
    <${Input} type="check" name="open" label=${t("reports.export.open")} value=${query.open} onValue=${(on) => set("open")(on ? "1" : "")} />
    <div class="pair">${choices().map(([name, text, options]) => select(name, text, options))}</div><//>`;
}
