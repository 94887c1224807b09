import { html } from "../../vendor/vendor.js";
import { Menu } from "./dialog.js";
import { Icon } from "./icon.js";
import { hand } from "../lib/hand.js";
import { locale, t, tn } from "../lib/i18n.js";
import { cells, monday, parts, shift, span } from "../lib/meeting.js";
import { href } from "../lib/routes.js";
import { today, when } from "../lib/say.js";
import { spoken } from "../lib/state.js";

const to = (week) => href("meeting", { id: week });

/** When it is held, was held, or that it waits to begin; and how long ago the one before was. */
function held({ review, previous }) {
  const at = review?.closed_at || review?.held_at || review?.created, ahead = review?.status === "open" && new Date(at) > new Date();
  const state = !review ? t("reviews.state.none") : t(`reviews.state.${ahead ? "ahead" : review.status}`, { when: when(at) });
  const before = previous?.week ? tn("reviews.previous", previous.days) : t("reviews.previous.none");
  return `${state} ${before}`;
}

// a week that has not begun has nothing to talk about
const ahead = (week, by) => by > 0 && monday(shift(week, by)) > today();

const Weeks = ({ week }) => html`<nav class="cluster weeks" aria-label=${t("reviews.weeks")}>${[["left", -1, "before"], ["right", 1, "after"]].filter(([, by]) => !ahead(week, by)).map(([icon, by, name]) => html`
  <a key=${name} class="button quiet only" href=${to(shift(week, by))} aria-label=${t(`reviews.weeks.${name}`)}><${Icon} name=${icon} /></a>`)}</nav>`;

const More = ({ m, onList }) => html`<${Menu} kind="end" summary=${html`<${Icon} name="print" /><span>${t("reviews.share")}</span>`}>
  <button type="button" class="item" onClick=${() => setTimeout(print)}><${Icon} name="print" />${t("reviews.print")}</button>
  <button type="button" class="item" onClick=${() => hand(`reviews/${m.week}/pack.pdf`, `${t("reviews.file")}-${m.week}.pdf`)}><${Icon} name="download" />${t("reviews.pdf")}</button>
  ${m.pack.value.review && m.pack.value.may.mail && html`<button type="button" class="item" onClick=${m.mail}><${Icon} name="mail" />${t("reviews.mail")}</button>`}
  <button type="button" class="item" onClick=${onList}><${Icon} name="calendar" />${t("reviews.others")}</button><//>`;

/** The one thing to do with the meeting: begin it, or close it. What it lacks is described, and a press leads there. */
function Main({ m, onClose, lack }) {
  const { review, may } = m.pack.value;
  if (!review && may.open) return html`<button type="button" class="button primary" aria-busy=${m.busy.value.includes("start")} onClick=${m.start}>${t("reviews.start")}</button>`;
  return review?.status === "open" && may.close && html`<button type="button" class="button primary" aria-disabled=${lack ? "true" : null} aria-describedby=${lack ? "lack" : null} onClick=${onClose}>${t("reviews.close.do")}</button>`;
}

export const Head = ({ m, onClose, onList, lack }) => {
  const { week, from, to: until } = m.pack.value;
  return html`<header class="page-head"><div>
      <div class="cluster near week"><h1 tabindex="-1">${t("reviews.head", parts(week))}</h1><${Weeks} week=${week} /></div>
      <p>${t("reviews.span", { span: span(from, until, locale.value) })} ${held(m.pack.value)}</p></div>
    <div class="cluster near"><${More} m=${m} onList=${onList} /><${Main} m=${m} onClose=${onClose} lack=${lack} /></div></header>`;
};

/** A figure leads to the cases of this pack that it counts, or to the report of the week. */
function lead(m, { code, reason, from, to: until }) {
  if (reason === "new") return { href: "#s-new", onClick: (event) => {
    event.preventDefault();
    const title = document.getElementById("s-new");
    title?.parentElement.setAttribute("open", "");
    title?.focus();
  } };
  if (!reason) return { href: href("reports", { id: code, query: { from, to: until } }) };
  return { href: "#casos", onClick: (event) => {
    event.preventDefault();
    const first = m.pack.value.cases.find((one) => one.reasons.includes(reason));
    if (first) m.opened.value = first.id;
    spoken.value = first ? t("reviews.head.led") : t("reviews.head.nothing");
  } };
}

export const Figures = ({ m }) => {
  const { figures, from, to: until } = m.pack.value;
  return html`<nav class="figures" aria-label=${t("reviews.figures")}>${cells(figures).map((one) => html`
    <a key=${one.code} class="figure" ...${lead(m, { ...one, from, to: until })}><small>${t(`reviews.figure.${one.code}`)}</small><b class="num">${new Intl.NumberFormat(locale.value).format(one.count)}</b>
      <small>${one.note ? t(`reviews.figure.${one.note}`, { n: one.n }) : ""}</small></a>`)}</nav>`;
};
