import { html } from "../../vendor/vendor.js";
import { Stage } from "./badge.js";
import { Decisions } from "./meeting-decisions.js";
import { State, why } from "./meeting-cases.js";
import { Icon } from "./icon.js";
import { Input } from "./input.js";
import { caseLink } from "./row.js";
import { Told } from "./versions.js";
import { t } from "../lib/i18n.js";
import { nextOf } from "../lib/meeting.js";
import { initials, shortNumber, title, when } from "../lib/say.js";

/** What the customer tells and what the team tells: same size, same face, neither first in weight. One that is missing is said. */
export const Both = ({ one }) => html`<div class="both">
  <section><h4 class="person"><span class="avatar customer" aria-hidden="true">${initials(one.customer)}</span>${t("reviews.customer", { name: one.customer || t("desk.anonymous") })}</h4>
    ${one.customer_version ? html`<${Told} text=${one.customer_version} />` : html`<p class="soft">${t("reviews.heard.no_customer")}</p>`}</section>
  <section><h4 class="person"><span class="avatar" aria-hidden="true">${one.team_versions?.length === 1 ? initials(one.team_versions[0].author) : html`<${Icon} name="customers" />`}</span>${t("reviews.team")}</h4>
    ${one.team_versions?.length ? one.team_versions.map((said, i) => html`<div class="stack tight" key=${i}><${Told} text=${said.text} /><p class="tiny faint">${said.author}</p></div>`)
      : html`<p class="soft">${t("reviews.team.none")}</p>`}</section></div>`;

/** What people of the team say of it in the meeting; once said it stands. */
export function Remarks({ m, one, texts = "reviews.remark" }) {
  const key = `remark.${one.id}`, text = m.form.data.value[key] || "", pack = m.pack.value, review = pack.review;
  const add = (event) => { event.preventDefault(); if (text.trim()) m.remark(one.id, text, key); else event.target.querySelector("textarea").focus(); };
  const open = review && pack.may.remark && (review.status === "open" || !one.id);
  if (!one.remarks?.length && !open) return null;
  return html`<section class="stack tight"><h4 class="label">${t(texts)}</h4>
    ${one.remarks?.length > 0 && html`<ul class="stack tight">${one.remarks.map((said) => html`<li key=${said.id}><p class="pre">${said.text}</p><p class="tiny faint">${said.author} · ${when(said.created)}</p></li>`)}</ul>`}
    ${open && html`<form class="saying" onSubmit=${add}><${Input} type="area" rows=${1} kind="line" name=${key} label=${t(`${texts}.add`)} bare placeholder=${t(`${texts}.hint`)} max=${5000} value=${text}
      error=${m.errors.value[`remark ${one.id}`]?.text} onValue=${(value) => m.form.set({ [key]: value })} />
      <button class="button" aria-disabled=${text.trim() ? null : "true"} aria-busy=${m.busy.value.includes(`remark ${one.id}`)}>${t(`${texts}.send`)}</button></form>`}</section>`;
}

/** What comes of it: decided, or it stays open for the next meeting; and on to the next one. */
function Foot({ m, one }) {
  const { review, cases, may } = m.pack.value, next = nextOf(cases, one.id);
  if (review?.status !== "open") return null;
  return html`<footer class="cluster between">
    ${may.decide && one.state !== "decided" ? html`<label class="check"><input type="checkbox" checked=${one.state === "studying"} onChange=${(e) => m.discuss(one.id, e.target.checked ? "studying" : "")} />
      <span>${t("reviews.case.studying")}</span></label>` : html`<${State} one=${one} />`}
    ${next && html`<button type="button" class="button quiet" onClick=${() => { m.opened.value = next; }}>${t("reviews.case.next")}</button>`}</footer>`;
}

/** A case that the meeting talks about: both versions, what is said of it, what is decided. */
export const MeetingCase = ({ m, one }) => html`<article class="card stack" aria-labelledby=${`t-${one.id}`}>
  <header class="cluster between"><div><h3 id=${`t-${one.id}`} tabindex="-1"><a class="tap" href=${caseLink(one)}>${title(one)}</a></h3>
    <p class="small faint"><span class="num">${shortNumber(one.number)}</span>${one.customer && ` · ${one.customer}`} · ${why(one)}</p></div><${Stage} stage=${one.stage} word /></header>
  <${Both} one=${one} /><${Remarks} m=${m} one=${one} /><${Decisions} m=${m} complaint=${one.id} list=${one.decisions || []} /><${Foot} m=${m} one=${one} /></article>`;
