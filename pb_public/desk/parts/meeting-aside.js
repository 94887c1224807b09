import { html } from "../../vendor/vendor.js";
import { Glyph } from "./icon.js";
import { nameOf } from "./meeting-decisions.js";
import { t, tn } from "../lib/i18n.js";
import { bars, needed, talk } from "../lib/meeting.js";
import { href } from "../lib/routes.js";
import { firstName } from "../lib/say.js";

const Part = ({ title, more, children }) => html`<section class="panel"><header class="heading"><h2>${title}</h2>${more && html`<span class="small faint">${more}</span>`}</header>${children}</section>`;

// who leads it first, then by name: nobody changes place while ticks are set
const inOrder = (list) => [...(list || [])].sort((a, b) => b.host - a.host || a.name.localeCompare(b.name));

/** Who is here. Before it begins nobody is ticked off. */
function Attendance({ m }) {
  const { review, may } = m.pack.value, attendees = inOrder(m.pack.value.attendees), here = attendees.filter((one) => one.present);
  if (!review) return null;
  const fixed = review.status !== "open" || !may.decide;
  const who = (one) => html`${one.name}${one.host && html` <span class="faint">${t("reviews.host")}</span>`}`;
  return html`<${Part} title=${t("reviews.attendees")} more=${t("reviews.attendees.count", { n: here.length, all: attendees.length })}><ul class="stack tight" id="asisten">${(review.status === "closed" ? here : attendees).map((one) => html`<li key=${one.agent}>
    ${fixed && review.status === "closed" ? who(one) : html`<label class="check"><input type="checkbox" checked=${one.present} disabled=${fixed} onChange=${(e) => m.attend(one.agent, e.target.checked)} /><span>${who(one)}</span></label>`}</li>`)}</ul><//>`;
}

const Causes = ({ list }) => list?.length > 0 && html`<${Part} title=${t("reviews.causes")}><ol class="bars">${bars(list).map((one) => html`<li key=${one.cause}><span>${one.label}${one.taught > 0 && html` <small class="faint">${tn("reviews.taught", one.taught)}</small>`}</span>
  <progress class=${`meter${one.most ? " a" : ""}`} max=${one.max} value=${one.count} aria-label=${one.label} /><b class="num">${one.count}</b></li>`)}</ol><//>`;

const Check = ({ done, id, children }) => html`<li class="with-icon" id=${id}><${Glyph} name=${done ? "filled" : "todo"} />${done && html`<span class="hidden">${t("reviews.check.done")}</span>`}<span>${children}</span></li>`;

/** What the server lacks for closing, each with the way there; and how far the talk is, which keeps nobody from it. */
function Before({ m, onGo }) {
  const { review, cases, may } = m.pack.value, { all, talked } = talk(cases), lacking = needed(m.pack.value);
  if (review?.status !== "open" || !may.close) return null;
  return html`<${Part} title=${t("reviews.before")}><ul class="stack tight small checks" aria-live="polite">
    ${all > 0 && html`<${Check} done=${talked === all}>${talked === all ? tn("reviews.check.talked", all) : t("reviews.check.talk", { n: talked, all })}<//>`}
    ${lacking.length ? lacking.map((one, i) => html`<${Check} key=${`${one.decision}.${one.field}`} id=${i ? null : "lack"}><button type="button" class="link" onClick=${() => onGo(one)}>${one.message}</button><//>`)
      : html`<${Check} done>${t("reviews.check.ready")}<//>`}</ul><//>`;
}

const Ideas = ({ m, onTry }) => {
  const { ideas = [], review, may } = m.pack.value;
  return ideas.length > 0 && html`<${Part} title=${t("reviews.ideas")}><ul class="stack small">${ideas.map((one) => html`<li key=${one.id}><p class="soft">${nameOf(one.author) && html`<b>${firstName(nameOf(one.author))}</b>: `}${one.title}</p>
    ${one.status === "trying" ? html`<span class="faint">${t("reviews.idea.trying")}</span>` : review?.status === "open" && may.decide && html`<button type="button" class="link small" onClick=${() => onTry(one)}>${t("reviews.idea.try")}<span class="hidden">: ${one.title}</span></button>`}</li>`)}</ul>
    <p class="small after"><a class="tap" href=${href("ideas")}>${t("reviews.ideas.all")}</a></p><//>`;
};

const Issues = ({ list }) => list?.length > 0 && html`<${Part} title=${t("reviews.issues")}><ul class="stack tight small">${list.map((one) => html`<li key=${one.id}>${one.title}${one.cases > 0 && html` <span class="faint">${tn("reviews.issue.cases", one.cases)}</span>`}</li>`)}</ul>
  <p class="small after"><a class="tap" href=${href("actions")}>${t("reviews.issues.all")}</a></p><//>`;

export const Aside = ({ m, onGo, onTry }) => html`<aside class="stack loose" aria-label=${t("reviews.side")}><${Attendance} m=${m} /><${Causes} list=${m.pack.value.causes} /><${Before} m=${m} onGo=${onGo} /><${Ideas} m=${m} onTry=${onTry} /><${Issues} list=${m.pack.value.issues} /></aside>`;
