// Of a long list only what is near the window is drawn. Pure.

/** The rows to draw of count rows of one height: seen is how much of the list is above the
    window's upper edge, view how tall the window is. The bounds move in steps, so that most
    of the scrolling draws nothing: {from, to}, to not included. */
export function slice({ count, height, seen, view, spare = 12, step = 6 }) {
  const first = Math.floor(seen / height) - spare, last = Math.ceil((seen + view) / height) + spare;
  const from = Math.floor(first / step) * step, to = Math.ceil(last / step) * step;
  const bound = (n) => Math.min(Math.max(n, 0), count);
  return { from: bound(Math.min(from, count - step)), to: bound(Math.max(to, step)) };
}

/** How far to scroll so that the row whose upper edge is at top stands inside the window,
    with some air; 0 when it does already. */
export function reach({ top, height, view, air = 88 }) {
  if (top < air) return top - air;
  return Math.max(0, top + height - (view - air));
}
