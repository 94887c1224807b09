import { html, useEffect, useLayoutEffect, useMemo, useRef, useState } from "../../vendor/vendor.js";
import { Bulk } from "./bulk.js";
import { Empty, Trouble } from "./notice.js";
import { GreyRow, QueueRow } from "./row.js";
import { useKeys } from "../lib/keys.js";
import { t, tn } from "../lib/i18n.js";
import { current, ranged, toggled } from "../lib/pick.js";
import { queueOf } from "../lib/queue.js";
import { href } from "../lib/routes.js";
import { lastRow } from "../lib/state.js";
import { rowOf, useWalk } from "../lib/walk.js";
import { useWindow } from "../lib/window.js";

const pointed = matchMedia("(hover: hover)");

/** What is ticked: one by one, or with Shift all the rows since the last one. */
function usePicks(rows) {
  const [picked, setPicked] = useState(new Map()), anchor = useRef("");
  const pick = (index, range) => {
    const from = range ? rows.findIndex((row) => row.id === anchor.current) : -1;
    setPicked(from >= 0 ? ranged(picked, rows, from, index) : toggled(picked, rows[index]));
    anchor.current = rows[index].id;
  };
  const keep = (ids) => setPicked((old) => new Map([...old].filter(([id]) => ids.includes(id))));
  return { picked, pick, keep };
}

/** The rows stay where they are on the screen when others come or go above them. */
function useAnchor(rows, win) {
  const before = useRef({ rows, id: "" });
  useLayoutEffect(() => {
    const at = before.current.id && rows !== before.current.rows ? rows.findIndex((row) => row.id === before.current.id) : -1;
    const was = at >= 0 ? before.current.rows.findIndex((row) => row.id === before.current.id) : -1;
    if (at >= 0 && at !== was) win.shift(at - was);
    before.current = { rows, id: win.from > 0 ? rows[win.from]?.id : "" };
  }, [rows, win.from]);
}

const Nothing = ({ filtered }) => html`<${Empty} icon="queue" title=${t(filtered ? "desk.queue.none" : "desk.queue.empty")} text=${t(filtered ? "desk.queue.none.text" : "desk.queue.empty.text")}>
  <a class="button" href=${filtered ? href("queue") : href("intake")}>${t(filtered ? "desk.queue.clear" : "desk.nav.intake")}</a><//>`;

/** The cases of one query, as many as there are; only those near the window are drawn. */
export function QueueList({ query, keys }) {
  const store = useMemo(() => queueOf(query), []), box = useRef(), list = useRef();
  const { rows, waiting, end } = store.list.value, problem = store.problem.value;
  const win = useWindow(list, rows.length), { picked, pick, keep } = usePicks(rows), { walk, back } = useWalk(store, list, win);
  useAnchor(rows, win);
  store.hold = () => Boolean(box.current?.contains(document.activeElement) || (pointed.matches && box.current?.matches(":hover")));
  useEffect(() => store.listen(), []);
  useEffect(() => { if (!problem && end !== "" && win.to > rows.length - 40) store.load(); }, [win.to, rows.length, end, problem, store.behind.value]);
  useEffect(() => { store.freshen(win.from, win.to); }, [win.from, win.to, store.behind.value]);
  const ready = rows.length > 0;
  // after the screen has put the focus on its title
  useEffect(() => { if (ready && lastRow.value) setTimeout(back); }, [ready]);
  // who was on a row that is no longer drawn stays in the list
  const inside = useRef(false);
  useLayoutEffect(() => { if (inside.current && document.activeElement === document.body) list.current.focus({ preventScroll: true }); }, [win.from, win.to]);
  const leave = () => setTimeout(() => { inside.current = Boolean(list.current?.contains(document.activeElement)); if (!store.hold()) store.settle(); });
  const here = () => rows.findIndex((row) => row.id === rowOf(document.activeElement));
  useKeys({ j: () => walk(1), k: () => walk(-1), arrowdown: () => walk(1), arrowup: () => walk(-1), x: () => { if (here() >= 0) pick(here(), false); },
    ...(picked.size && { escape: () => keep([]) }), ...keys });
  const filtered = Object.entries(query).some(([name, value]) => value && name !== "sort");
  const drawn = rows.slice(win.from, win.to), grey = end === null ? 12 : end ? 1 : 0;
  return html`<div class="queue-box" ref=${box} onPointerLeave=${leave} onFocusOut=${leave} onFocusIn=${() => { inside.current = true; }}>
    <${Bulk} cards=${current(picked, rows)} keep=${keep} />
    ${waiting.length > 0 && html`<p class="fresh"><button type="button" class="button" onClick=${store.settle}>${tn("desk.queue.fresh", waiting.length)}</button></p>`}
    ${!ready && problem && html`<${Trouble} kind=${problem} onRetry=${store.load} />`}
    ${!ready && end === "" && html`<${Nothing} filtered=${filtered} />`}
    ${end === null && !problem && html`<p class="hidden" role="status">${t("desk.loading")}</p>`}
    <ul class="list queue" ref=${list} tabindex="-1" aria-label=${t("desk.queue.cases")} aria-busy=${end === null ? "true" : null} hidden=${!ready && (end === "" || problem)} onFocusIn=${(e) => { lastRow.value = rowOf(e.target) || lastRow.value; }}>
      ${drawn.map((card, i) => html`<${QueueRow} key=${card.id} card=${card} at=${win.from + i} size=${end === "" ? rows.length : -1} current=${card.id === lastRow.value}
        picked=${picked.has(card.id)} onPick=${pick} tinted=${store.tinted.value.has(card.id)} />`)}
      ${win.to >= rows.length && Array.from({ length: grey }, (_, i) => html`<${GreyRow} key=${`grey${i}`} />`)}
    </ul></div>`;
}
