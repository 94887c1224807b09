// Walking a long list, of which only a part is drawn.
import { useLayoutEffect, useRef } from "../../vendor/vendor.js";
import { lastRow } from "./state.js";

/** The id of the row that an element is in. */
export const rowOf = (element) => element?.closest?.(".list .row")?.dataset.id;

/** Moves the focus from row to row, drawn or not; reads on when the list was read to here. */
export function useWalk(store, list, win) {
  const wanted = useRef("");
  const take = () => {
    const title = wanted.current && list.current.querySelector(`[data-id="${CSS.escape(wanted.current)}"] .title`);
    if (!title) return;
    wanted.current = "";
    title.focus({ preventScroll: true });
  };
  useLayoutEffect(take);
  const go = (index) => {
    const row = store.list.value.rows[index];
    if (!row) return;
    wanted.current = row.id;
    win.show(index);
    take();
  };
  const find = (id) => (id ? store.list.value.rows.findIndex((row) => row.id === id) : -1);
  async function walk(step) {
    const on = find(wanted.current || rowOf(document.activeElement)), left = find(lastRow.value), many = store.list.value.rows.length;
    const to = on >= 0 ? on + step : left >= 0 ? left : step > 0 ? 0 : many - 1;
    if (to >= many) await store.load();
    go(Math.min(Math.max(to, 0), store.list.value.rows.length - 1));
  }
  return { walk, back: () => go(find(lastRow.value)) };
}
