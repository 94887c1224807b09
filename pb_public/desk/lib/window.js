// The part of a long list that is drawn, and the room that the rest would take. Whatever
// scrolls, the sheet or the page: what counts is where the list stands in the window.
import { useEffect, useLayoutEffect, useRef, useState } from "../../vendor/vendor.js";
import { reach, slice } from "./virtual.js";

/** useWindow(ref of the list, how many rows) → {from, to, show(index)}. All rows are as tall as the first. */
export function useWindow(ref, count) {
  const [range, setRange] = useState({ from: 0, to: 40 }), height = useRef(58), latest = useRef(count);
  latest.current = count;

  function look() {
    const list = ref.current;
    if (!list) return;
    const row = list.querySelector(".row[data-id]")?.getBoundingClientRect().height;
    if (row) height.current = row;
    const next = slice({ count: latest.current, height: height.current, seen: -list.getBoundingClientRect().top, view: innerHeight });
    setRange((old) => (old.from === next.from && old.to === next.to ? old : next));
  }

  useEffect(() => {
    let frame = 0;
    const later = () => { frame ||= requestAnimationFrame(() => { frame = 0; look(); }); };
    const size = new ResizeObserver(later);
    size.observe(ref.current);
    document.addEventListener("scroll", later, { capture: true, passive: true });
    addEventListener("resize", later);
    return () => {
      cancelAnimationFrame(frame);
      size.disconnect();
      document.removeEventListener("scroll", later, { capture: true });
      removeEventListener("resize", later);
    };
  }, []);
  const from = Math.min(range.from, count), to = Math.min(range.to, count);
  useLayoutEffect(() => {
    // first the room, then a look: what is measured between the two would be too short
    ref.current.style.paddingTop = `${from * height.current}px`;
    ref.current.style.paddingBottom = `${(count - to) * height.current}px`;
    look();
  }, [from, to, count]);

  /** Scrolls so that a row, drawn or not, is in the window. */
  function show(index) {
    move(reach({ top: ref.current.getBoundingClientRect().top + index * height.current, height: height.current, view: innerHeight }));
  }
  function move(by) {
    const sheet = ref.current.closest("main");
    const scroller = sheet && getComputedStyle(sheet).overflowY === "auto" ? sheet : document.scrollingElement;
    if (by) scroller.scrollTop += by;
    look();
  }
  return { from, to, show, shift: (rows) => move(rows * height.current) };
}
