import { html } from "../../vendor/vendor.js";
import { Empty, Skeleton, Trouble } from "../parts/notice.js";
import { ReminderRow } from "../parts/reminder-row.js";
import { read } from "../lib/api.js";
import { t, tn } from "../lib/i18n.js";
import { useLater } from "../lib/later.js";
import { remember, useList } from "../lib/list.js";
import { useLoad } from "../lib/load.js";
import { href } from "../lib/routes.js";
import { route } from "../lib/state.js";

const views = { mine: {}, team: { team: "1" }, done: { state: "done" } };
const buckets = ["late", "today", "tomorrow", "week", "later"];
const viewOf = ({ team, state }) => (state === "done" ? "done" : team ? "team" : "mine");

const Tabs = ({ view }) => html`<nav class="tabs" aria-label=${t("desk.nav.reminders")}>${Object.entries(views).map(([name, query]) => html`
  <a key=${name} href=${href("reminders", { query })} aria-current=${name === view ? "page" : null}>${t(`reminders.view.${name}`)}</a>`)}</nav>`;

const List = ({ items, ...rest }) => html`<ul class="list" onFocusIn=${remember}>${items.map((one) => html`<${ReminderRow} key=${one.id} one=${one} ...${rest} />`)}</ul>`;

const Bucket = ({ code, items, ...rest }) => html`<section aria-labelledby=${`h-${code}`}>
  <header class="heading"><h2 id=${`h-${code}`}>${t(`reminders.bucket.${code}`)} <span class="count">${items.length}</span></h2></header>
  <${List} items=${items} ...${rest} /></section>`;

/** Promises that were not kept in the last month, for whom that concerns. */
function Broken({ sum, view }) {
  if (view === "team" && sum.people.length) {
    return html`<section class="panel" aria-labelledby="h-broken"><h2 id="h-broken">${t("reminders.broken.team")}</h2>
      <ul class="stack tight small">${sum.people.map((one) => html`<li class="cluster between" key=${one.agent}><span>${one.name}</span><span class="num">${one.count}</span></li>`)}</ul></section>`;
  }
  return sum.broken > 0 && html`<p class="small soft">${tn("reminders.broken.mine", sum.broken)}</p>`;
}

/** What falls due, in the stretches in which one thinks of it; each is seen to in its place. */
export default function Reminders() {
  const view = viewOf(route.value.query), query = views[view];
  const { data, error, slow, reload } = useLoad(() => read("reminders", query), [view]);
  const [dialog, ask] = useLater(() => import("../parts/ask.js"));
  useList(Boolean(data));
  const items = data?.items || [], rest = { team: view === "team", ask };
  return html`<div class="page">
    <header class="page-head"><h1 tabindex="-1">${t("desk.nav.reminders")}</h1></header>
    <div class="stack loose"><${Tabs} view=${view} />
    ${!data && error && html`<${Trouble} kind=${error} onRetry=${reload} />`}
    ${!data && slow && html`<${Skeleton} />`}
    ${data && html`
      ${view === "done" ? items.length > 0 && html`<${List} items=${items} ...${rest} />`
        : buckets.map((code) => ({ code, items: items.filter((one) => one.bucket === code) })).filter((one) => one.items.length)
          .map((one) => html`<${Bucket} key=${one.code} ...${one} ...${rest} />`)}
      ${!items.length && html`<${Empty} title=${t(`reminders.none.${view}`)} text=${t("reminders.none.text")}><a class="button" href=${href("today")}>${t("desk.nav.today")}</a><//>`}
      <${Broken} sum=${data.summary} view=${view} />`}</div>${dialog}
  </div>`;
}
