import { html, useEffect, useMemo, useRef } from "../../vendor/vendor.js";
import { Icon } from "../parts/icon.js";
import { Empty, Skeleton, Trouble } from "../parts/notice.js";
import { Duplicates } from "../parts/duplicates.js";
import { Loyalty } from "../parts/loyalty.js";
import { PersonCare, PersonData, PersonGestures, dial } from "../parts/person-side.js";
import { PersonLine } from "../parts/person-line.js";
import { PersonTypes } from "../parts/person-types.js";
import { Menu } from "../parts/dialog.js";
import { Privacy } from "../parts/privacy.js";
import { caseLink } from "../parts/row.js";
import { t, tn } from "../lib/i18n.js";
import { useKeys, writing } from "../lib/keys.js";
import { useLater } from "../lib/later.js";
import { casesOf, openPerson } from "../lib/person.js";
import { href } from "../lib/routes.js";
import { dayOf, initials, monthOf, shortNumber } from "../lib/say.js";
import { changes, concerns, lastList, lastPlace, lastRow, route, toast } from "../lib/state.js";

/** The day from which they are a customer: the first purchase, else when they were first noted. */
const since = ({ customer, types }) => types.find((one) => one.criterion === "relation")?.numbers?.first || dayOf(customer.created);

function Head({ card, open }) {
  const one = card.customer, going = card.open[0], intake = href("intake", { query: { cliente: one.id } });
  return html`<header class="page-head">
    <div class="cluster"><span class="avatar customer big" aria-hidden="true">${initials(one.name)}</span>
      <div class="grow"><h1 tabindex="-1">${one.name}</h1><p>${one.preferred_name && one.preferred_name !== one.name && `${t("people.one.preferred", { name: one.preferred_name })} `}${since(card) && t("people.one.since", { month: monthOf(since(card)) })}</p></div></div>
    <div class="cluster near">
      ${one.phone && html`<a class="button" href=${dial(one.phone)}><${Icon} name="phone" />${t("people.one.call")}</a>`}
      ${(going || one.email) && html`<a class="button" href=${going ? caseLink(going) : `mailto:${one.email}`}><${Icon} name="mail" />${t("people.one.write")}</a>`}
      ${card.may.note && html`<a class="button wide-only" href=${intake}><${Icon} name="plus" />${t("desk.nav.intake")}</a>
        <${Menu} kind="end" button="button quiet only" label=${t("desk.case.more")} summary=${html`<${Icon} name="dots" />`}>
          <a class="item phone-only" href=${intake}>${t("desk.key.anywhere.c")}</a>
          <button type="button" class="item" onClick=${() => open("purchase")}>${t("desk.purchase.add")}</button>
          ${card.cases > 0 && html`<button type="button" class="item" onClick=${() => open("observe")}>${t("desk.behaviour.add")}</button>`}
          <button type="button" class="item" onClick=${() => open("correct")}>${t("desk.type.correct")}</button><//>`}
    </div></header>`;
}

const Going = ({ list }) => list.length > 0 && html`<p class="banner"><${Icon} name="clock" /><span>${tn("desk.lookup.open", list.length)} ${list.map((one) =>
  html`<a key=${one.id} class="num" href=${caseLink(one)}>${shortNumber(one.number)}</a> `)}</span></p>`;

const Instead = ({ p }) => (p.problem.value === "nobody" ? html`<${Empty} icon="customers" title=${t("people.one.nobody")} text=${t("desk.trouble.gone.text")}><a class="button" href=${href("customers")}>${t("people.all")}</a><//>`
  : p.problem.value ? html`<${Trouble} kind=${p.problem.value} onRetry=${p.load} />` : html`<${Skeleton} />`);

/** Reads the card now, and again when somebody changed something of this customer or of a case of theirs. */
function usePerson(id) {
  const p = useMemo(() => openPerson(id, (into) => { toast(t("people.one.merged")); location.replace(href("customer", { id: into })); }), [id]);
  const version = changes.value;
  useEffect(() => {
    if (!p.card.value || concerns(id, ...casesOf(p.card.value).map((one) => one.id))) p.load();
  }, [p, version]);
  return p;
}

/** Everything that is known of a customer, and what was lived together. */
export default function Customer() {
  const { id } = route.value, p = usePerson(id), card = p.card.value, under = useRef(lastList.value);
  const [question, ask] = useLater(() => import("../parts/customer-dialog.js").then(({ CustomerDialog }) => ({ default: CustomerDialog })));
  const [form, correct] = useLater(() => import("../parts/person-form.js"));
  const open = (what, one) => ask({ c: p.like, what, one });
  useEffect(() => { document.querySelector("main")?.scrollTo(0, 0); lastRow.value = id; }, [id]);
  useEffect(() => {
    if (!card) return;
    document.title = `${card.customer.name} · Escucha`;
    document.querySelector("main h1")?.focus({ preventScroll: true });
  }, [Boolean(card)]);
  useKeys({ escape: (event) => {
    if (writing(event?.target)) return event.target.blur();
    if (lastList.value === location.hash) lastList.value = under.current;
    location.hash = lastPlace.value;
  } });
  if (!card || p.problem.value) return html`<div class="page"><${Instead} p=${p} /></div>`;
  // a case that is opened from here comes back here
  const leave = (event) => { if (event.target.closest('a[href^="#/caso/"]')) lastList.value = location.hash; };
  return html`<article class="page" onClick=${leave}>
    <${Head} card=${card} open=${open} /><div class="stack tight"><${Going} list=${card.open} /><${Duplicates} customer=${card.customer} onMerged=${(stays) => (stays === id ? p.load() : location.replace(href("customer", { id: stays })))} /></div>
    <div class="beside">
      <div class="stack loose"><${PersonTypes} types=${card.types} onCorrect=${card.may.note && (() => open("correct"))} /><${PersonLine} p=${p} /></div>
      <aside class="stack loose" aria-label=${t("people.one.side")}>
        <${PersonData} one=${card.customer} may=${card.may.change} onChange=${p.load} onCorrect=${card.may.change && (() => correct({ p }))} />
        <${PersonCare} card=${card} open=${open} />
        <${PersonGestures} list=${card.gestures} />
        <${Loyalty} customer=${id} />
        <${Privacy} customer=${card.customer} onErased=${p.load} />
      </aside>
    </div>${question}${form}
  </article>`;
}
