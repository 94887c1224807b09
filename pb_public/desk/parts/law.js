import { html } from "../../vendor/vendor.js";
import { Icon } from "./icon.js";
import { LawPaper } from "./law-paper.js";
import { LawExport } from "./law-export.js";
import { Skeleton, Trouble } from "./notice.js";
import { read } from "../lib/api.js";
import { hand } from "../lib/hand.js";
import { t } from "../lib/i18n.js";
import { useLater } from "../lib/later.js";
import { books, unsure } from "../lib/law.js";
import { useLoad } from "../lib/load.js";
import { fullDay } from "../lib/say.js";

const minimum = (list) => list.filter((one) => one !== "date").map((one) => one.split("|").map((name) => t(`settings.law.minimum.${name}`)).join(t("settings.law.or"))).join(", ");

/** What the law asks of the business, where that was read, and what nobody has verified. */
function Norm({ p }) {
  const facts = { answer: t(`settings.law.${p.law ? "legal" : "own"}`, { base: p.base }), internal: t("settings.law.internal.days", { n: p.internal }), extension: t(`settings.law.extension.${p.extension}`),
    minimum: minimum(p.minimum), retention: t("settings.law.retention.years", { n: p.retention }), ...(p.commercial_ban && { ban: t("settings.law.ban.text") }) };
  const doubts = unsure(p.confidence);
  return html`<section class="card stack" aria-labelledby="h-norm"><h2 id="h-norm">${p.name}</h2>
    <div class="pair"><dl class="facts">${Object.entries(facts).map(([name, text]) => html`<dt key=${name}>${t(`settings.law.${name}`)}</dt><dd>${text}</dd>`)}</dl></div>
    <div><h3>${t("settings.law.sources")}</h3><ul class="bullets small">${p.sources.map((one) => html`<li key=${one}>${one}</li>`)}</ul><p class="small faint">${t("settings.law.verified", { day: fullDay(p.verified_on) })}</p></div>
    ${(doubts.length > 0 || p.owner_notes.length > 0) && html`<div><h3>${t("settings.law.unsure")}</h3><ul class="bullets small">
      ${doubts.map(([part, level]) => html`<li key=${part}>${t(`settings.law.part.${part}`)}: ${t(`settings.law.level.${level}`)}</li>`)}${p.owner_notes.map((one) => html`<li key=${one}>${one}</li>`)}</ul></div>`}
  </section>`;
}

function Book({ one, may, onChange }) {
  return html`<li class="stack tight"><div class="cluster between"><strong>${one.name}</strong>${!one.active && html`<span class="badge">${t("settings.unused")}</span>`}</div>
    <p class="small soft">${[one.code && t("settings.law.code", { code: one.code }), one.paper_code && t("settings.law.paper_code", { code: one.paper_code }), one.address].filter(Boolean).join(" · ")}</p>
    <p class="small"><a href=${one.link} target="_blank" rel="noopener">${one.link}</a></p>
    <p class="cluster near"><button type="button" class="button" onClick=${() => hand(`books/${one.id}/poster.pdf`, `${t("settings.law.poster.file")}-${one.code || one.id}.pdf`)}><${Icon} name="print" />${t("settings.law.poster")}</button>
      ${may.update && html`<button type="button" class="button quiet" onClick=${() => onChange(one)}>${t("settings.law.change")}</button>`}</p></li>`;
}

/** The law of the place, the books of complaints, what is kept on paper, and what goes to the authority. */
export function Law({ tabs, shelf }) {
  const law = useLoad(() => read("law"), []), [form, show] = useLater(() => import("./catalogue-form.js"));
  const change = (row) => show({ what: "books", list: books, row, may: shelf.may.books, onDone: law.reload });
  const d = law.data;
  return html`<header class="page-head"><div><h1 tabindex="-1">${t("settings.tab.law")}</h1><p>${t("settings.intro.law")}</p></div></header>
    <div class="stack">${tabs}
      ${law.error && html`<${Trouble} kind=${law.error} onRetry=${law.reload} />`}${law.slow && !d && html`<${Skeleton} />`}
      ${d && html`<${Norm} p=${d.profile} />
        <section class="card stack" aria-labelledby="h-books"><div class="cluster between"><h2 id="h-books">${t("settings.law.books")}</h2>${shelf.may.books.create && html`<button type="button" class="button" onClick=${() => change()}><${Icon} name="plus" />${t("settings.new.books")}</button>`}</div>
          <p class="small soft">${t("settings.law.books.text")}</p><ul class="stack">${d.books.map((one) => html`<${Book} key=${one.id} one=${one} may=${shelf.may.books} onChange=${change} />`)}</ul></section>
        ${d.profile.paper && html`<${LawPaper} paper=${d.profile.paper} books=${d.books} />`}
        ${d.export && html`<${LawExport} books=${d.books} />`}`}
    </div>${form}`;
}
