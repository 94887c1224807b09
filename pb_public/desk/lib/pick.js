// What is ticked in a list, by id, in the order of ticking. Pure: each change is a new map.

export function toggled(picked, card) {
  const next = new Map(picked);
  if (!next.delete(card.id)) next.set(card.id, card);
  return next;
}

/** Everything between two rows becomes what the second one was made. */
export function ranged(picked, rows, from, to) {
  const next = new Map(picked), on = !picked.has(rows[to].id);
  for (const card of rows.slice(Math.min(from, to), Math.max(from, to) + 1)) {
    if (on) next.set(card.id, card);
    else next.delete(card.id);
  }
  return next;
}

/** The ticked cards as they are now: a row that changed since has another version. */
export function current(picked, rows) {
  if (!picked.size) return [];
  const now = new Map(rows.map((row) => [row.id, row]));
  return [...picked.values()].map((card) => now.get(card.id) || card);
}
