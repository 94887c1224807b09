import { html, useState } from "../../vendor/vendor.js";
import { Icon } from "./icon.js";
import { Input } from "./input.js";
import { Pick } from "./law-pick.js";
import { hand } from "../lib/hand.js";
import { t } from "../lib/i18n.js";
import { year } from "../lib/law.js";

/** One book and period, as the authority asks for it. */
export function LawExport({ books }) {
  const [book, setBook] = useState(books[0].id), [span, setSpan] = useState(() => year(new Date().toLocaleDateString("sv")));
  const send = (format) => hand(`books/${book}/export.${format}?from=${span.from}&to=${span.to}`, `${t("settings.law.book")}-${span.from}-${span.to}.${format}`);
  const ready = span.from && span.to && span.from <= span.to;
  return html`<section class="card stack" aria-labelledby="h-export"><h2 id="h-export">${t("settings.law.export")}</h2><p class="small soft">${t("settings.law.export.text")}</p>
    <${Pick} books=${books} value=${book} onValue=${setBook} />
    <div class="pair">${["from", "to"].map((name) => html`<${Input} key=${name} type="date" name=${name} kind="short" label=${t(`settings.law.${name}`)} value=${span[name]} onValue=${(value) => setSpan({ ...span, [name]: value })} />`)}</div>
    <p class="cluster near">${["pdf", "csv"].map((format) => html`<button type="button" key=${format} class="button" disabled=${!ready} onClick=${() => send(format)}><${Icon} name="download" />${t(`settings.law.export.${format}`)}</button>`)}</p></section>`;
}
