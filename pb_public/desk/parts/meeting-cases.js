import { html, useEffect, useRef } from "../../vendor/vendor.js";
import { Glyph, Icon } from "./icon.js";
import { Stage } from "./badge.js";
import { MeetingCase } from "./meeting-case.js";
import { Empty } from "./notice.js";
import { caseLink } from "./row.js";
import { label, t, tn } from "../lib/i18n.js";
import { heard } from "../lib/meeting.js";
import { href } from "../lib/routes.js";
import { shortNumber, title } from "../lib/say.js";

// that it came this week says nothing beside another reason
const told = (reasons) => (reasons.length > 1 ? reasons.filter((code) => code !== "new") : reasons);

/** Why a case is in the pack, in words, the weightiest first. */
export const why = (one) => told(one.reasons || []).map((code) => (code === "recurrent" && one.recurrence > 1 ? t("reviews.reason.times", { n: one.recurrence }) : t(`reviews.reason.${code}`))).join("; ");

/** What came of a case, or whose version is there while nothing did. */
export const State = ({ one }) => (one.state
  ? html`<span class="with-icon small"><${Icon} name=${one.state === "decided" ? "check" : "clock"} />${t(`reviews.case.${one.state}`)}</span>`
  : html`<span class="small faint">${t(`reviews.heard.${heard(one)}`)}</span>`);

/** A case of which nobody talks now; it opens in its place. */
const Row = ({ one, onOpen }) => html`<li class="row" data-id=${one.id}><${Stage} stage=${one.stage} />
  <div><button type="button" class="title" aria-expanded="false" onClick=${onOpen}>${title(one)}</button>
    <p class="sub"><span class="num">${shortNumber(one.number)}</span><span>${why(one)}</span></p></div><${State} one=${one} /></li>`;

/** Cases to talk about, one open at a time, in the order of what they teach. Once the meeting is closed, what was
    said and decided is read without opening anything. */
export function Cases({ m }) {
  const { cases, unlisted, more, review } = m.pack.value, closed = review?.status === "closed", first = useRef(true), open = m.opened.value;
  // whoever opens one is put at its beginning; the one that is open at first is not gone to
  useEffect(() => {
    if (!first.current && open) document.getElementById(`t-${open}`)?.focus();
    first.current = false;
  }, [open]);
  return html`<section id="casos" aria-labelledby="h-cases">
    <header class="heading"><h2 id="h-cases">${t("reviews.cases")}</h2>${cases.length > 0 && html`<span class="small faint">${tn("reviews.cases.count", cases.length)}</span>`}</header>
    ${cases.length ? html`<ul class="list talk">${cases.map((one) => (one.id === open || (closed && one.state === "decided") || (closed && one.remarks.length) ? html`<li key=${one.id} class="open"><${MeetingCase} m=${m} one=${one} /></li>`
      : html`<${Row} key=${one.id} one=${one} onOpen=${() => { m.opened.value = one.id; }} />`))}</ul>`
      : html`<${Empty} title=${t("reviews.cases.none")} text=${t("reviews.cases.none.text")} />`}
    ${more > 0 && html`<p class="small faint after">${tn("reviews.more", more)} <a class="tap" href=${href("queue")}>${t("reviews.more.queue")}</a></p>`}
    ${unlisted > 0 && html`<p class="small faint with-icon after"><${Icon} name="lock" />${tn("reviews.unlisted", unlisted)}</p>`}
  </section>`;
}

const few = 6; // so many are read at a glance; more are folded

/** A list under its title, folded when it is long. */
const Fold = ({ name, count, why: reason, children }) => html`<section class="panel" aria-labelledby=${`h-${name}`}><details class="fold" open=${count <= few}>
  <summary class="heading" id=${`s-${name}`}><h2 id=${`h-${name}`}>${t(`reviews.${name}`)} <span class="count">${count}</span></h2>${reason && html`<span class="small faint">${reason}</span>`}</summary>${children}</details></section>`;

const Line = ({ one, id = one.id, children, glyph }) => html`<li class="row">${glyph || html`<${Stage} stage=${one.stage} />`}<div><a class="title" href=${caseLink({ id })}>${title(one)}</a>
  <p class="sub"><span class="num">${shortNumber(one.number)}</span>${children}</p></div></li>`;

/** Those that came in the week: a line each. */
export const NewCases = ({ of }) => of?.count > 0 && html`<${Fold} name="new" count=${of.count}><ul class="list">${of.items.map((one) => html`<${Line} key=${one.id} one=${one}>${one.customer && html`<span>${one.customer}</span>`}<//>`)}</ul>
  ${of.count > of.items.length && html`<p class="small faint after">${tn("reviews.new.more", of.count - of.items.length)}</p>`}<//>`;

/** What somebody decided alone or out of turn: to be looked at together. */
export const Noted = ({ name, list }) => list?.length > 0 && html`<${Fold} name=${name} count=${list.length} why=${t(`reviews.${name}.why`)}><ul class="list">${list.map((one, i) => html`
  <${Line} key=${i} one=${one} id=${one.complaint} glyph=${html`<${Glyph} name="todo" />`}>${one.name && html`<span>${one.name}</span>`}${one.label && html`<span>${label("lane", one.label)}</span>`}${one.note && html`<span>«${one.note}»</span>`}<//>`)}</ul><//>`;

/** What customers answered and wrote: those who are not content, and what they would do better. */
export const Said = ({ name, list }) => list?.length > 0 && html`<section class="panel" aria-labelledby=${`h-${name}`}><header class="heading"><h2 id=${`h-${name}`}>${t(`reviews.${name}`)} <span class="count">${list.length}</span></h2></header>
  <ul class="stack">${list.map((one, i) => html`<li key=${i}>${one.comment && html`<p class="voice pre">${one.comment}</p>`}<p class="small faint">${one.customer && `${one.customer} · `}<a class="tap" href=${caseLink({ id: one.complaint })}>${shortNumber(one.number)}</a>${one.solution > 0 && ` · ${t("reviews.rated", one)}`}</p></li>`)}</ul></section>`;
