import { html, useEffect, useState } from "../../vendor/vendor.js";
import { Empty, Skeleton, Trouble } from "../parts/notice.js";
import { TodayRow } from "../parts/today-row.js";
import { read } from "../lib/api.js";
import { hour } from "../lib/dates.js";
import { t, tn } from "../lib/i18n.js";
import { remember, useList } from "../lib/list.js";
import { useLoad } from "../lib/load.js";
import { capped } from "../lib/notify.js";
import { href } from "../lib/routes.js";
import { byChannel, clock, dayOf, firstName, initials, longDay, sentence, title, today, when } from "../lib/say.js";
import { me, now, toast, zone } from "../lib/state.js";
import { takeNext } from "../lib/take.js";
import { panel } from "../lib/panel.js";

const tones = { attend_now: "lane", promises: "soon", overdue: "late" };
const tabs = { statements: "versiones", approvals: "propuesta" };

function greeting() {
  const at = hour(now.value, zone.value);
  return at < 5 ? "evening" : at < 12 ? "morning" : at < 19 ? "afternoon" : "evening";
}

const Figure = ({ code, count }) => html`
  <a class="figure" href=${`#${code}`} data-tone=${count ? tones[code] : null} onClick=${jump}><b>${count}</b><small>${tn(`desk.today.count.${code}`, count)}</small></a>`;

function jump(event) {
  event.preventDefault();
  const section = document.getElementById(event.currentTarget.hash.slice(1));
  section?.scrollIntoView({ block: "start" });
  section?.querySelector(".title")?.focus();
}

const Section = ({ code, items }) => html`
  <section id=${code} aria-labelledby=${`h-${code}`}>
    <header class="heading"><h2 id=${`h-${code}`}>${t(`desk.today.${code}`)} <span class="count">${items.length}</span></h2>
      <p class="small faint wide-only">${t(`desk.today.${code}.why`)}</p></header>
    <ul class="list" onFocusIn=${remember}>${items.map((card) => html`<${TodayRow} key=${card.id + (card.reminder || "")} card=${card}
      quiet=${code === "attend_now"} code=${code} tab=${card.reason_code === "denial_review" ? "" : tabs[code]} />`)}</ul>
  </section>`;

const NextCard = ({ day }) => html`
  <section class="card stack tight" aria-labelledby="h-next">
    <p class="label" id="h-next">${t("desk.today.next")}</p>
    ${day.next ? html`<p class="quote">${title(day.next)}</p>
      <p class="small soft">${t("desk.today.next.who", { name: day.next.customer_name || t("desk.anonymous"), channel: byChannel(day.next.channel), when: when(day.next.received_at) })}</p>
      <button type="button" class="button primary wide" onClick=${takeNext}>${t("desk.take")} <kbd>T</kbd></button>`
      : html`<p class="soft">${t("desk.today.next.none")}</p>`}
    <p class="tiny faint">${t("desk.today.left", { unassigned: capped(day.unassigned ?? 0), open: capped(day.open ?? 0) })} <a href=${href("queue")}>${t("desk.today.queue")}</a></p>
  </section>`;

/** Nothing to do now. It says so of the whole day only when nothing promised falls due in it. */
const Done = ({ day, mine }) => html`<${Empty} title=${t(day.later && dayOf(day.later) === today() ? "desk.today.done.now" : "desk.today.done")}
  text=${t(day.next ? "desk.today.done.next" : mine ? "desk.today.done.mine" : "desk.today.done.none")}>
  ${day.later && html`<p class="small soft">${t("desk.today.done.later", { when: when(day.later) })}</p>`}<//>`;

/** What most days have none of, and comes when there is some. */
function Rare({ bring, ...props }) {
  const [Part, setPart] = useState(null);
  useEffect(() => { bring().then((module) => setPart(() => module.default), () => toast(t("desk.error.offline"), "late")); }, []);
  return Part && html`<${Part} ...${props} />`;
}
const planned = () => import("../parts/today-loyalty.js"), sick = () => import("../parts/today-sick.js"), figures = () => import("../parts/today-figures.js"), gather = () => import("../parts/today-meeting.js");

/** What I must do now, in order, and the case that comes after. */
export function Today() {
  const { data, error, slow, reload } = useLoad(() => read("today"), []);
  useList(Boolean(data), { t: takeNext });
  const full = data?.sections || [], duties = full.filter((one) => one.code !== "mine"), mine = full.find((one) => one.code === "mine");
  return html`<div class="page">
    <header class="page-head"><div><h1 tabindex="-1">${t(`desk.today.${greeting()}`, { name: firstName(me.value.name) })}</h1>
      <p>${sentence(longDay(today()))}, ${clock(now.value)}</p></div>
      <button type="button" class="button quiet only phone-only" onClick=${() => { panel.value = "settings"; }}><span class="avatar">${initials(me.value.name)}</span><span class="hidden">${t("desk.nav.self")}</span></button>
      ${data?.next && html`<button type="button" class="button primary wide phone-only" onClick=${takeNext}>${t("desk.take")}</button>`}
    </header>
    ${!data && error && html`<${Trouble} kind=${error} onRetry=${reload} />`}
    ${!data && slow && html`<${Skeleton} />`}
    ${data && html`<div class="stack">${data.sick && html`<${Rare} bring=${sick} />`}${data.meeting && html`<${Rare} bring=${gather} is=${data.meeting} />`}
      ${duties.length > 0 && html`<nav class="figures narrow" aria-label=${t("desk.today.summary")}>
        ${duties.map((one) => html`<${Figure} key=${one.code} code=${one.code} count=${one.items.length} />`)}</nav>`}</div>
      <div class="beside">
        <div class="stack loose">
          ${duties.map((one) => html`<${Section} key=${one.code} ...${one} />`)}
          ${data.loyalty?.length > 0 && html`<${Rare} bring=${planned} list=${data.loyalty} reload=${reload} />`}
          ${!duties.length && !data.loyalty?.length && html`<${Done} day=${data} mine=${mine} />`}
          ${mine && html`<${Section} ...${mine} />`}
        </div>
        <aside class="stack loose" aria-label=${t("desk.today.next")}><${NextCard} day=${data} />${me.value.manages && html`<${Rare} bring=${figures} />`}<p class="small"><a class="tap" href=${href("reminders")}>${t("desk.nav.reminders")}</a></p></aside>
      </div>`}
  </div>`;
}
