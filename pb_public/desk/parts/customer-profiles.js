import { html } from "../../vendor/vendor.js";
import { signals } from "../lib/customer.js";
import { t, tn } from "../lib/i18n.js";
import { dayOfMonth, dayOf, fullDay } from "../lib/say.js";

const steps = [1, 2, 3];
const id = (one) => `profile-${one.id}`;
const names = { gestures: "desk.gesture.title", articles: "desk.nav.articles" };

/** What its technique has at hand here: each leads to its list. */
const Aids = ({ codes = [], aids }) => codes.filter((code) => aids?.[code]).map((code) => (typeof aids[code] === "string"
  ? html`<a class="button" key=${code} href=${aids[code]}>${t(names[code])}</a>` : html`<button type="button" class="button" key=${code} onClick=${aids[code]}>${t(names[code])}</button>`));

/** How to treat somebody better: a technique that a person confirmed, until a day. */
const Technique = ({ one, may, open, aids, onApply }) => html`<section class="banner stack tight" data-tone="lane" aria-labelledby=${id(one)}>
  <h3 id=${id(one)}>${t(`desk.technique.${one.profile}`)}</h3>
  <ul class="bullets">${steps.map((n) => html`<li key=${n}>${t(`desk.technique.${one.profile}.${n}`)}</li>`)}</ul>
  <details class="why"><summary>${t("desk.effect")}</summary><ul class="bullets">${one.effects?.map((code) => html`<li key=${code}>${t(`desk.effect.${code}`)}</li>`)}</ul></details>
  <div class="cluster between"><details class="why"><summary>${t("desk.profile.why")}</summary>
    <p>${one.evidence}</p><p>${t("desk.profile.confirmed", { profile: t(`desk.profile.${one.profile}`), name: one.confirmed_by_name, day: dayOfMonth(dayOf(one.confirmed_at)) })}</p></details>
    <span class="tiny">${t("desk.profile.until", { day: fullDay(dayOf(one.expires)) })}</span></div>
  <p class="cluster near"><${Aids} codes=${one.aids} aids=${aids} />${onApply && html`<button type="button" class="button" onClick=${() => onApply(one)}>${t("desk.technique.apply")}</button>`}
    ${one.applied > 0 && html`<span class="tiny">${tn("desk.technique.applied", one.applied)}</span>`}
    ${may.judge && html`<button type="button" class="link small" onClick=${() => open("dismiss", one)}>${t("desk.profile.dismiss")}</button>`}</p>
</section>`;

/** What the facts suggest; nothing follows from it until somebody confirms it. */
const Suggestion = ({ one, may, open }) => html`<section class="banner stack tight" aria-labelledby=${id(one)}>
  <h3 id=${id(one)}>${t("desk.profile.suggested", { profile: t(`desk.profile.${one.profile}`) })}</h3>
  <ul class="bullets">${one.evidence && html`<li>${one.evidence}</li>`}${signals(one.numbers).map(([key, n]) => html`<li key=${key}>${tn(key, n)}</li>`)}</ul>
  ${may.judge ? html`<p class="cluster near"><button type="button" class="button" onClick=${() => open("confirm", one)}>${t("desk.profile.confirm")}</button>
    <button type="button" class="button quiet" onClick=${() => open("dismiss", one)}>${t("desk.profile.dismiss")}</button></p>`
    : html`<p class="tiny faint">${t("desk.profile.waits")}</p>`}
</section>`;

/** Techniques first, suggestions after them, and the way to note a fact. aids: where one gets what
    a technique has at hand, by its code: an address or what to do. */
export const Profiles = ({ card, open, aids, onApply }) => html`
  ${card.profiles.filter((one) => one.status === "confirmed").map((one) => html`<${Technique} key=${one.id} one=${one} may=${card.may} open=${open} aids=${aids} onApply=${onApply} />`)}
  ${card.profiles.filter((one) => one.status === "suggested").map((one) => html`<${Suggestion} key=${one.id} one=${one} may=${card.may} open=${open} />`)}
  ${card.behaviours.length > 0 && html`<details class="why"><summary>${tn("desk.behaviour.noted", card.behaviours.length)}</summary>
    <ul class="stack tight">${card.behaviours.map((one) => html`<li key=${one.id}>${dayOfMonth(dayOf(one.created))}: ${one.text} <span class="faint">${one.agent_name}</span></li>`)}</ul></details>`}`;
