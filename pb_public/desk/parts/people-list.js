import { html, useEffect, useLayoutEffect, useMemo, useRef } from "../../vendor/vendor.js";
import { Stage } from "./badge.js";
import { typeName } from "./customer-types.js";
import { Empty, Trouble } from "./notice.js";
import { GreyRow } from "./row.js";
import { useKeys } from "../lib/keys.js";
import { t, tn } from "../lib/i18n.js";
import { peopleOf } from "../lib/people.js";
import { href } from "../lib/routes.js";
import { dayName, dayOf, initials, shortNumber } from "../lib/say.js";
import { lastRow } from "../lib/state.js";
import { rowOf, useWalk } from "../lib/walk.js";
import { useWindow } from "../lib/window.js";

// what goes without saying of nearly everybody says nothing in a list
const usual = (one) => (one.criterion === "influence" && one.value === "family") || (one.criterion === "relation" && one.value === "current");

const Row = ({ one, at, size, current }) => html`<li class="row" data-id=${one.id} aria-current=${current ? "true" : null} aria-posinset=${at + 1} aria-setsize=${size}>
  <span class="avatar customer" aria-hidden="true">${initials(one.name)}</span>
  <div><a class="title one-line" href=${href("customer", { id: one.id })}>${one.name}</a>
    <p class="sub one-line">${one.phone && html`<span class="num">${one.phone}</span>`}${one.email && html`<span>${one.email}</span>`}${!one.phone && !one.email && html`<span>${t("people.unreached")}</span>`}</p></div>
  <p class="kinds small soft">${one.types.filter((type) => !usual(type)).map((type) => typeName(type)).join(" · ")}</p>
  <p class="last small soft">${one.last ? html`<${Stage} stage=${one.last.stage} /><span><span class="num">${shortNumber(one.last.number)}</span> ${one.last.title} <span class="faint">· ${dayName(dayOf(one.last.received_at))}</span></span>` : html`<span class="faint">${t("people.never")}</span>`}</p>
  <p class="opened">${one.open > 0 && html`<span class="badge outline">${tn("people.open", one.open)}</span>`}</p></li>`;

const Nobody = ({ query }) => {
  const any = Object.keys(query).length > 0;
  return html`<${Empty} icon="customers" title=${t(any ? "people.none" : "people.empty")} text=${t(any ? "desk.search.none.text" : "people.empty.text")}>
    <a class="button" href=${any ? href("customers") : href("intake")}>${t(any ? "people.all" : "desk.nav.intake")}</a><//>`;
};

/** The customers of one query, as many as there are; only those near the window are drawn. */
export function PeopleList({ query, onCodes }) {
  const store = useMemo(() => peopleOf(query), [JSON.stringify(query)]), list = useRef(), before = useRef(null);
  const problem = store.problem.value, ready = store.list.value.end !== null;
  // while the answer to a longer word travels, that to the shorter one stays
  const { rows, end } = ready || !before.current ? store.list.value : before.current;
  if (ready) before.current = store.list.value;
  const win = useWindow(list, rows.length), { walk, back } = useWalk(store, list, win);
  useEffect(() => { if (!problem && store.list.value.end !== "" && win.to > store.list.value.rows.length - 30) store.load(); }, [store, win.to, store.list.value.rows.length, end, problem]);
  useEffect(() => { if (store.list.value.codes) onCodes(store.list.value.codes); }, [store.list.value.codes]);
  useEffect(() => { if (rows.length && lastRow.value) setTimeout(back); }, [rows.length > 0]);
  // who was on a row that is no longer drawn stays in the list
  const inside = useRef(false);
  useLayoutEffect(() => { if (inside.current && document.activeElement === document.body) list.current.focus({ preventScroll: true }); }, [win.from, win.to]);
  useKeys({ j: () => walk(1), k: () => walk(-1), arrowdown: () => walk(1), arrowup: () => walk(-1) });
  const grey = end === null ? 12 : end ? 1 : 0;
  return html`${problem && !rows.length && html`<${Trouble} kind=${problem} onRetry=${store.load} />`}
    ${end === "" && !rows.length && html`<${Nobody} query=${query} />`}
    <ul class="list people" ref=${list} tabindex="-1" aria-label=${t("desk.nav.customers")} aria-busy=${ready ? null : "true"} hidden=${!rows.length && (end === "" || problem)}
      onFocusIn=${(e) => { inside.current = true; lastRow.value = rowOf(e.target) || lastRow.value; }} onFocusOut=${() => setTimeout(() => { inside.current = Boolean(list.current?.contains(document.activeElement)); })}>
      ${rows.slice(win.from, win.to).map((one, i) => html`<${Row} key=${one.id} one=${one} at=${win.from + i} size=${end === "" ? rows.length : -1} current=${one.id === lastRow.value} />`)}
      ${win.to >= rows.length && Array.from({ length: grey }, (_, i) => html`<${GreyRow} key=${`grey${i}`} />`)}
    </ul>`;
}
