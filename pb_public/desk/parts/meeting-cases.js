import { html, useEffect, useRef } from "../../vendor/vendor.js";
import { Glyph, Icon } from "./icon.js";
import { Stage } from "./badge.js";
import { MeetingCase } from "./meeting-case.js";
import { Empty } from "./notice.js";
import { caseLink } from "./row.js";
import { t, tn } from "../lib/i18n.js";
import { heard } from "../lib/meeting.js";
import { href } from "../lib/routes.js";
import { shortNumber, title } from "../lib/say.js";

/** Why a case is in the pack, in words, the weightiest first. */
export const why = (one) => (one.reasons || []).map((code) => (code === "recurrent" && one.recurrence > 1 ? t("reviews.reason.times", { n: one.recurrence }) : t(`reviews.reason.${code}`))).join("; ");

const State = ({ one }) => (one.state
  ? html`<span class="with-icon small"><${Icon} name=${one.state === "decided" ? "check" : "clock"} />${t(`reviews.case.${one.state}`)}</span>`
  : html`<span class="small faint">${t(`reviews.heard.${heard(one)}`)}</span>`);

/** A case of which nobody talks now; it opens in its place. */
const Row = ({ one, onOpen }) => html`<li class="row" data-id=${one.id}><${Stage} stage=${one.stage} />
  <div><button type="button" class="title" aria-expanded="false" onClick=${onOpen}>${title(one)}</button>
    <p class="sub"><span class="num">${shortNumber(one.number)}</span><span>${why(one)}</span></p></div><${State} one=${one} /></li>`;

/** Cases to talk about, one open at a time, in the order of what they teach. */
export function Cases({ m }) {
  const { cases, unlisted, more } = m.pack.value, list = useRef(), first = useRef(true), open = m.opened.value;
  // whoever opens one is put at its beginning; the one that is open at first is not gone to
  useEffect(() => {
    if (!first.current && open) list.current?.querySelector("article h3")?.focus();
    first.current = false;
  }, [open]);
  return html`<section id="casos" aria-labelledby="h-cases">
    <header class="heading"><h2 id="h-cases">${t("reviews.cases")}</h2>${cases.length > 0 && html`<span class="small faint">${tn("reviews.cases.count", cases.length)}</span>`}</header>
    ${cases.length ? html`<ul class="list talk" ref=${list}>${cases.map((one) => (one.id === open ? html`<li key=${one.id} class="open"><${MeetingCase} m=${m} one=${one} /></li>`
      : html`<${Row} key=${one.id} one=${one} onOpen=${() => { m.opened.value = one.id; }} />`))}</ul>`
      : html`<${Empty} title=${t("reviews.cases.none")} text=${t("reviews.cases.none.text")} />`}
    ${more > 0 && html`<p class="small faint after">${tn("reviews.more", more)} <a class="tap" href=${href("queue")}>${t("reviews.more.queue")}</a></p>`}
    ${unlisted > 0 && html`<p class="small faint with-icon after"><${Icon} name="lock" />${tn("reviews.unlisted", unlisted)}</p>`}
  </section>`;
}

/** Those that came in the week: a line each. */
export const NewCases = ({ of }) => of?.count > 0 && html`<section class="panel" id="nuevas" aria-labelledby="h-new">
  <header class="heading"><h2 id="h-new" tabindex="-1">${t("reviews.new")} <span class="count">${of.count}</span></h2></header>
  <ul class="list">${of.items.map((one) => html`<li class="row" key=${one.id}><${Stage} stage=${one.stage} /><div><a class="title" href=${caseLink(one)}>${title(one)}</a>
    <p class="sub"><span class="num">${shortNumber(one.number)}</span></p></div></li>`)}</ul>
  ${of.count > of.items.length && html`<p class="small faint after">${tn("reviews.new.more", of.count - of.items.length)}</p>`}</section>`;

/** What somebody decided alone or out of turn: to be looked at together. */
export const Noted = ({ name, list }) => list?.length > 0 && html`<section class="panel" aria-labelledby=${`h-${name}`}>
  <header class="heading"><h2 id=${`h-${name}`}>${t(`reviews.${name}`)} <span class="count">${list.length}</span></h2><p class="small faint">${t(`reviews.${name}.why`)}</p></header>
  <ul class="list">${list.map((one, i) => html`<li class="row" key=${i}><${Glyph} name="todo" /><div><a class="title" href=${caseLink({ id: one.complaint })}>${title(one)}</a>
    <p class="sub"><span class="num">${shortNumber(one.number)}</span>${one.name && html`<span>${one.name}</span>`}${one.label && html`<span>${one.label}</span>`}${one.note && html`<span>«${one.note}»</span>`}</p></div></li>`)}</ul></section>`;

/** What customers answered and wrote: those who are not content, and what they would do better. */
export const Said = ({ name, list }) => list?.length > 0 && html`<section class="panel" aria-labelledby=${`h-${name}`}><header class="heading"><h2 id=${`h-${name}`}>${t(`reviews.${name}`)} <span class="count">${list.length}</span></h2></header>
  <ul class="stack">${list.map((one, i) => html`<li key=${i}>${one.comment && html`<p class="voice pre">${one.comment}</p>`}<p class="small faint">${one.customer && `${one.customer} · `}<a class="tap" href=${caseLink({ id: one.complaint })}>${shortNumber(one.number)}</a>${one.solution > 0 && ` · ${t("reviews.rated", one)}`}</p></li>`)}</ul></section>`;
