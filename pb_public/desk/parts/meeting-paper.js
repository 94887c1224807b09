import { html } from "../../vendor/vendor.js";
import { Both } from "./meeting-case.js";
import { why } from "./meeting-cases.js";
import { Effect } from "./meeting-earlier.js";
import { nameOf, until } from "./meeting-decisions.js";
import { Told } from "./versions.js";
import { label, locale, t } from "../lib/i18n.js";
import { cells, parts, span } from "../lib/meeting.js";
import { shortNumber, title } from "../lib/say.js";
import { session } from "../lib/state.js";

const Section = ({ name, children }) => html`<section><h2>${name}</h2>${children}</section>`;
const decided = (one) => [t(`reviews.kind.${one.kind}`), one.owner_name || nameOf(one.owner), until(one)].filter(Boolean).join(", ");

const Case = ({ one }) => html`<section class="case-on-paper"><h3>${shortNumber(one.number)} · ${title(one)}</h3><p class="small">${label("stage", one.stage)} · ${why(one)}</p><${Both} one=${one} />
  ${one.remarks?.map((said) => html`<p key=${said.id}><b>${said.author}:</b> ${said.text}</p>`)}
  ${one.decisions?.length > 0 && html`<p><b>${t("reviews.decisions")}</b></p><ul>${one.decisions.map((each) => html`<li key=${each.id}>${each.text} (${decided(each)})</li>`)}</ul>`}</section>`;

/** The pack on paper: every case told, nothing folded, nothing to press. */
export const Paper = ({ pack }) => html`<article><p>${session.value.business?.name}</p><h1>${t("reviews.head", parts(pack.week))}</h1><p>${t("reviews.span", { span: span(pack.from, pack.to, locale.value) })}</p>
  ${pack.attendees?.some((one) => one.present) && html`<p>${t("reviews.attendees")}: ${pack.attendees.filter((one) => one.present).map((one) => one.name).join(", ")}</p>`}
  <dl class="facts">${cells(pack.figures).map((one) => html`<dt key=${one.code}>${t(`reviews.figure.${one.code}`)}</dt><dd>${one.count} ${one.note && `(${t(`reviews.figure.${one.note}`, { n: one.n })})`}</dd>`)}</dl>
  <${Section} name=${t("reviews.cases")}>${pack.cases.map((one) => html`<${Case} key=${one.id} one=${one} />`)}<//>
  ${pack.decisions?.length > 0 && html`<${Section} name=${t("reviews.decisions.other")}><ul>${pack.decisions.map((one) => html`<li key=${one.id}>${one.text} (${decided(one)})</li>`)}</ul><//>`}
  ${pack.causes?.length > 0 && html`<${Section} name=${t("reviews.causes")}><ul>${pack.causes.map((one) => html`<li key=${one.cause}>${one.label}: ${one.count}</li>`)}</ul><//>`}
  ${pack.earlier?.length > 0 && html`<${Section} name=${t("reviews.earlier")}><ul>${pack.earlier.map((one) => html`<li key=${one.id}>${one.title}: <${Effect} one=${one} /></li>`)}</ul><//>`}
  ${pack.review?.minutes && html`<${Section} name=${t("reviews.minutes")}><${Told} text=${pack.review.minutes} /><//>`}</article>`;
