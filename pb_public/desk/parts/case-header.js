import { html } from "../../vendor/vendor.js";
import { Actions } from "./actions.js";
import { Agent, Lane, LegalDue, Mood, Promised } from "./badge.js";
import { Hint } from "./hint.js";
import { Icon } from "./icon.js";
import { Kin } from "./kin.js";
import { Presence } from "./presence.js";
import { Tags } from "./tags.js";
import { WhyDate } from "./why-date.js";
import { label, t } from "../lib/i18n.js";
import { beginning, byChannel, dayOf, dayOfMonth, moveName, shortNumber, title, today, when } from "../lib/say.js";
import { lastList } from "../lib/state.js";
import { path } from "../lib/steps.js";
import { moods } from "../lib/timeline.js";
import { counted } from "../lib/trace.js";
import { dateOnly } from "../lib/dates.js";

const Fact = ({ name, children }) => html`<div><dt class="label">${name}</dt><dd>${children}</dd></div>`;

/** What was promised is over once the case is resolved; what is left is the call, and then nothing. */
function nextStep(c, one) {
  if (one.stage === "resolved" && !one.resolved_at) return t("desk.case.letter_waits");
  if (one.open !== false) return one.next_step;
  const move = one.stage === "resolved" && c.next.value?.allowed?.[0];
  return move ? moveName(move) : "";
}

/** The legal date, and which of the days that count this is: "día 5 de 15". */
function Clock({ one, due }) {
  const trace = due?.trace || [], all = counted(trace), n = counted(trace.filter((day) => dateOnly(day.date) <= today()));
  const counts = one.open !== false && n > 0 && dateOnly(due.due) >= today();
  return html`<span class="cluster near"><${LegalDue} date=${due?.due || one.legal_due} state=${one.due_state} far=${counts || one.open === false} />${counts && html` <small class="tiny faint">${t("desk.due.day_of", { n, all })}</small>`}</span>`;
}

/** How they felt then and how they feel now, as far as it was noted. */
function MoodPath({ one, events }) {
  const path = moods(one, events);
  if (path.length < 2) return null;
  const way = path.at(-1) > path[0] ? "up" : path.at(-1) < path[0] ? "down" : "same";
  return html`<div class="small faint">${t(`desk.mood.path.${way}`, { path: path.join(" → ") })}</div>`;
}

const Facts = ({ c, one, due, events }) => html`<dl class="case-facts">
  <${Fact} name=${t("desk.case.next")}>
    ${nextStep(c, one) ? html`<b>${nextStep(c, one)}</b>` : html`<span class="faint">${t("desk.next.none")}</span>`}
    <div>${one.open !== false && html`<${Promised} at=${one.next_step_due} withLeft />`}</div><//>
  <${Fact} name=${t("desk.case.owner")}>
    ${one.owner_name ? html`<${Agent} name=${one.owner_name} bold />` : html`<span class="faint">${t("desk.nobody")}</span>`}
    ${(one.area_name || (one.assignee_name && one.assignee_name !== one.owner_name)) && html`<div class="small faint">${one.assignee_name && one.assignee_name !== one.owner_name
      ? t("desk.case.assignee", { name: one.assignee_name }) : one.area_name}</div>`}<//>
  <${Fact} name=${t("desk.case.due")}>
    <${Clock} one=${one} due=${due} />
    <div><${WhyDate} due=${due} received=${one.received_at} /></div><//>
  <${Fact} name=${t("desk.case.mood")}><${Mood} value=${one.mood_end || one.mood_start} /><${MoodPath} one=${one} events=${events} /><//>
</dl>`;

const Steps = ({ stage, events }) => html`<ol class="steps" aria-label=${t("desk.case.stages")}>
  ${path(stage, events).map((one) => html`<li key=${one.stage} class=${one.past ? "past" : null} aria-current=${one.current ? "step" : null}>
    ${one.current ? html`<b>${label("stage", one.stage)}</b>` : label("stage", one.stage)}
    ${one.at && html`<time>${one.current ? t("desk.case.since", { day: dayOfMonth(dayOf(one.at)) }) : dayOfMonth(dayOf(one.at))}</time>`}</li>`)}
</ol>`;

/** The goal is the title; the category never is. */
export function CaseHeader({ c }) {
  const { complaint: one, due, events, links } = c.file.value;
  return html`<header>
    <div class="cluster between small">
      <p class="cluster near faint"><a class="button quiet only" href=${lastList.value} aria-label=${t("desk.case.back")}><${Icon} name="left" /></a>
        <strong class="num">${shortNumber(one.number)}</strong> <span>${label("kind", one.kind)}</span>
        <span class="wide-only">· ${byChannel(one.channel)} · ${when(one.received_at)}</span></p>
      <span class="cluster near far"><${Presence} c=${c} /><${Actions} c=${c} track=${links?.track} /></span>
    </div>
    <h1 class="goal" tabindex="-1">${title({ ...one, excerpt: beginning(one.narrative) })}</h1>
    ${(one.lane === "attend_now" || one.impact || one.person_only || one.confidential || one.tags?.length > 0) && html`<p class="cluster near">
      ${one.lane === "attend_now" && html`<${Lane} />`}${one.profiles?.length > 0 && html`<span class="small soft">${t("desk.lane.profile")}</span>`}
      ${one.confidential && html`<span class="badge outline"><${Icon} name="lock" />${t("desk.case.confidential")}</span>`}
      ${one.person_only && html`<span class="badge outline"><${Icon} name="user" />${t("desk.case.person_only")}</span>`}
      <${Tags} ids=${one.tags} />
      ${one.impact && html`<span class="soft">${one.impact}</span>`}</p>`}
    <${Kin} c=${c} />
    <${Facts} c=${c} one=${one} due=${due} events=${events} />
    ${due?.trace?.length > 0 && html`<${Hint} code="date.why" />`}
    <${Steps} stage=${one.stage} events=${events} />
  </header>`;
}
