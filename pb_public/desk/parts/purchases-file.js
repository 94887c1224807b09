import { html } from "../../vendor/vendor.js";
import { Input } from "./input.js";
import { t } from "../lib/i18n.js";
import { chosen, fields, none } from "../lib/takein.js";

/** What each column is about, as it was found, and the first rows to see whether that is so. */
export function Columns({ look, asked, errors, onChange }) {
  const now = chosen(look, asked.mapping), options = [{ value: none, label: t("settings.take.none") }, ...look.headers.map((value) => ({ value, label: value }))];
  const map = (field) => (value) => onChange({ mapping: { ...asked.mapping, [field]: value || none } });
  return html`<section class="card stack" aria-labelledby="h-columns"><h2 id="h-columns">${t("settings.take.columns")}</h2>
    <p class="small soft">${t("settings.take.guess")}</p><div class="pair">${fields.map((field) => html`<${Input} key=${field} type="select" name=${`mapping.${field}`} label=${t(`settings.take.${field}`)} options=${options} value=${now[field]} error=${errors[`mapping.${field}`]} onValue=${map(field)} />`)}</div>
    <div class="scroller" role="region" aria-label=${t("settings.take.sample")} tabindex="0"><table class="table"><caption>${t("settings.take.sample")}</caption>
      <thead><tr>${look.headers.map((one, i) => html`<th scope="col" key=${i}>${one}</th>`)}</tr></thead>
      <tbody>${look.sample.map((row, i) => html`<tr key=${i}>${look.headers.map((_, at) => html`<td key=${at}>${row[at]}</td>`)}</tr>`)}</tbody></table></div>
    <${Input} type="choices" name="decimal" label=${t("settings.take.decimal")} hint=${t("settings.take.decimal.hint")} value=${asked.decimal} onValue=${(decimal) => onChange({ decimal })}
      options=${["", ",", "."].map((value) => ({ value, label: t(`settings.take.mark.${{ "": "found", ",": "comma", ".": "point" }[value]}`) }))} />
    <${Input} type="check" name="create_customers" label=${t("settings.take.make")} hint=${t("settings.take.make.hint")} value=${asked.create_customers} onValue=${(value) => onChange({ create_customers: value })} /></section>`;
}

const counts = ["rows", "created", "updated", "unchanged", "rejected", "customers_created"];

/** What would become of the file, or became: figures, and what is wrong with which row. */
export function Outcome({ result, onRejects }) {
  return html`<section class="stack" aria-labelledby="h-outcome"><h2 id="h-outcome" tabindex="-1">${t(result.dry_run ? "settings.take.would" : "settings.take.did")}</h2>
    <div class="figures narrow">${counts.map((one) => html`<div class="figure" key=${one}><small>${t(`settings.take.n.${one}`)}</small><b class="num">${result[one]}</b></div>`)}</div>
    ${result.errors.length > 0 && html`<div class="scroller" role="region" aria-label=${t("settings.take.errors")} tabindex="0"><table class="table cards"><caption>${t("settings.take.errors")}</caption>
      <thead><tr><th scope="col">${t("settings.take.line")}</th><th scope="col">${t("settings.take.column")}</th><th scope="col">${t("settings.take.why")}</th></tr></thead>
      <tbody>${result.errors.map((one) => html`<tr key=${one.line}><th scope="row" class="num" data-label=${t("settings.take.line")}>${one.line}</th><td>${fields.includes(one.field) ? t(`settings.take.${one.field}`) : null}</td><td>${one.message}</td></tr>`)}</tbody></table></div>
      <p class="cluster between"><span class="small faint">${result.rejected > result.errors.length ? t("settings.take.first", { n: result.errors.length, all: result.rejected }) : ""}</span>
        <button type="button" class="button" onClick=${onRejects}>${t("settings.take.rejects")}</button></p>`}</section>`;
}
