import { html, useEffect, useRef } from "../../vendor/vendor.js";
import { hatch, palette, watchLook } from "../lib/look.js";

const font = (box) => `11px ${getComputedStyle(box).fontFamily}`;

/** How the two lines or pairs of bars look: told apart by the stroke, not only by the colour. */
function dress(Plot, bars, c) {
  if (bars) {
    const side = (align) => Plot.paths.bars({ size: [0.36, 22], align, radius: 0.1 });
    return [{ paths: side(-1), fill: () => c().accent, stroke: () => c().accent, width: 0, points: { show: false } },
      { paths: side(1), fill: () => hatch(c()), stroke: () => c()["ink-3"], width: 1, points: { show: false } }];
  }
  const points = (name) => ({ show: true, size: 5, stroke: () => c()[name], fill: () => c().raised });
  return [{ stroke: () => c()["ink-3"], width: 1.6, dash: [2, 4], cap: "round", points: { show: false } },
    { stroke: () => c().accent, width: 2.2, points: points("accent") }]; // over the band and the other line
}

// as many names of steps as fit, the last one among them; a first step that the
// period cut short stands too near to the second to be named
const spaced = (u, _, min, max) => {
  const all = u.data[0].filter((x) => x >= min && x <= max), every = Math.max(1, Math.ceil((all.length * 58) / u.width));
  const named = all.filter((_one, at) => (all.length - 1 - at) % every === 0);
  return named.length > 2 && named[1] - named[0] < (named[2] - named[1]) / 2 ? named.slice(1) : named;
};

function options(Plot, box, { data, bars, name, value, onPoint }, c) {
  const half = data[0].length > 1 ? (data[0][1] - data[0][0]) / 2 : 302400;
  const plain = { stroke: () => c()["ink-3"], font: font(box), ticks: { show: false } };
  return { width: box.clientWidth, height: 210, padding: [10, 22, 0, 0], legend: { show: false },
    cursor: { y: false, x: !bars, points: { show: false }, drag: { x: false, y: false } },
    scales: { x: { time: false, range: (_, min, max) => (bars || min === max ? [min - half, max + half] : [min, max]) }, y: { range: (_u, _min, max) => [0, Math.max(max * 1.12, 1)] } },
    axes: [{ ...plain, grid: { show: false }, splits: spaced, values: (_, all) => all.map(name), size: 28 },
      { ...plain, grid: { stroke: () => c().line, width: 1 }, values: (_, all) => all.map(value), size: 42, space: 38 }],
    series: [{}, ...dress(Plot, bars, c)], bands: bars ? [] : [{ series: [1, 2], fill: () => c()["accent-soft"] }],
    hooks: { setCursor: [(u) => onPoint?.(u.cursor.idx ?? -1)] } };
}

/** Two lines over time, or pairs of bars, on a canvas. data: as lib/report.columns gives it;
    name(x), value(y): words of the axes; label: what a screen reader says; onPoint(at): what one points at. */
export function Plot(props) {
  const box = useRef(), latest = useRef(props), plot = useRef(null);
  latest.current = props;
  useEffect(() => {
    let gone = false, colours = palette(box.current), ends = [];
    import("../../vendor/chart.js").then(({ Plot: Make }) => {
      if (gone || !box.current) return; // its place goes before its end is told
      const with_ = { ...latest.current, onPoint: (at) => latest.current.onPoint?.(at), name: (x) => latest.current.name(x), value: (y) => latest.current.value(y) };
      plot.current = new Make(options(Make, box.current, with_, () => colours), latest.current.data, box.current);
      const size = new ResizeObserver(() => box.current?.clientWidth && plot.current.setSize({ width: box.current.clientWidth, height: 210 }));
      size.observe(box.current);
      ends = [() => size.disconnect(), () => plot.current.destroy(), watchLook((paper) => { if (!box.current) return; colours = palette(box.current, paper); plot.current.redraw(); /* paths, too: bars keep their fill with them */ })];
    }, () => { /* without connection the table says the same */ });
    return () => { gone = true; ends.forEach((end) => end()); plot.current = null; };
  }, [props.bars]);
  const known = JSON.stringify(props.data);
  useEffect(() => { plot.current?.setData(props.data); }, [known]);
  return html`<div class="plot" role="img" aria-label=${props.label} ref=${box} />`;
}
