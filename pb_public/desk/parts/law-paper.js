import { html, useState } from "../../vendor/vendor.js";
import { Icon } from "./icon.js";
import { Pick } from "./law-pick.js";
import { Banner, Trouble } from "./notice.js";
import { post, read } from "../lib/api.js";
import { label, t } from "../lib/i18n.js";
import { useLater } from "../lib/later.js";
import { filing, sheetFields } from "../lib/law.js";
import { useLoad } from "../lib/load.js";
import { parseAmount } from "../lib/money.js";
import { href } from "../lib/routes.js";
import { dayName } from "../lib/say.js";
import { catalog } from "../lib/state.js";

const documents = () => (catalog.value.document_types || []).map((code) => ({ value: code, label: label("document_type", code) === code ? code.toUpperCase() : label("document_type", code) }));

/** What was written on paper: taken down with its day and number, and what is missing of the book. */
export function LawPaper({ paper, books }) {
  const [book, setBook] = useState(books[0].id), sheets = useLoad(() => read(`books/${book}/sheets`), [book]);
  const [dialog, ask] = useLater(() => import("./ask.js"));
  const take = () => ask({ keep: `settings.sheet.${book}`, texts: "settings.sheet", intro: t(`settings.sheet.intro.${paper.kind}`), first: { kind: "claim", paper_book: books.find((one) => one.id === book).paper_code, "customer.document_type": documents()[0]?.value },
    fields: sheetFields(paper.kind, documents(), ["claim", "grievance"].map((one) => ({ value: one, label: t(`settings.sheet.kind.${one}`) }))), send: (data) => post("register", filing(paper.kind, book, data, parseAmount)), onDone: sheets.reload });
  const found = sheets.data?.sheets || [], gaps = sheets.data?.gaps || [], late = found.filter((one) => one.late);
  return html`<section class="card stack" aria-labelledby="h-paper"><div class="cluster between"><h2 id="h-paper">${t(`settings.paper.${paper.kind}`)}</h2><button type="button" class="button" onClick=${take}><${Icon} name="plus" />${t("settings.sheet.new")}</button></div>
    <p class="small soft">${paper.note}</p><${Pick} books=${books} value=${book} onValue=${setBook} />
    ${sheets.error && html`<${Trouble} kind=${sheets.error} onRetry=${sheets.reload} />`}
    ${late.length > 0 && html`<${Banner} tone="late" icon="alert">${t("settings.sheet.late", { sheets: late.map((one) => one.folio).join(", ") })}<//>`}
    ${gaps.map((one) => html`<${Banner} key=${one.paper_book} tone="soon" icon="alert">${t("settings.sheet.gaps", { book: one.paper_book || "—", sheets: one.missing.join(", ") })}<//>`)}
    ${sheets.data && (found.length ? html`<div class="scroller" role="region" aria-labelledby="h-paper" tabindex="0"><table class="table cards"><thead><tr>${["folio", "written", "registered", "case"].map((one) => html`<th scope="col" key=${one}>${t(`settings.sheet.column.${one}`)}</th>`)}</tr></thead>
      <tbody>${found.map((one) => html`<tr key=${one.id}><th scope="row">${[one.paper_book || one.region, one.folio].filter(Boolean).join(" · ")}</th><td>${one.written && dayName(one.written)}</td><td>${dayName(one.registered)}</td><td><a href=${href("case", { id: one.id })}>${one.number}</a></td></tr>`)}</tbody></table></div>`
      : html`<p class="small faint">${t("settings.sheet.none")}</p>`)}${dialog}</section>`;
}
