// A list of cases that others change while somebody reads it. Pure. A card has its place in
// the server's order as text (key). end is the cursor of what was not read yet, "" when all was.

const byKey = (a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
const ids = (cards) => new Set(cards.map((card) => card.id));
// what comes after the end is found by reading on
const within = (end) => (card) => end === "" || card.key <= end;

/** The list with one more page. A case that moved down is shown where it is now. */
export function append(list, cards, end) {
  const fresh = ids(cards), others = (card) => !fresh.has(card.id);
  return { rows: list.rows.filter(others).concat(cards), waiting: list.waiting.filter(others), end };
}

/** The list with new answers about some cases: {list, changed}. Who is not among the cards has
    left it. With hold, rows stay where they are until settle: those that left are marked gone,
    new ones wait. */
export function patch(list, asked, cards, hold) {
  const about = new Set(asked), answer = new Map(cards.map((card) => [card.id, card])), shown = ids(list.rows), changed = [];
  const renew = (row) => {
    const card = answer.get(row.id) || { ...row, gone: true };
    if (card.version < row.version) return row; // an answer that was overtaken
    if (card.version !== row.version || Boolean(card.gone) !== Boolean(row.gone)) changed.push(row.id);
    return card;
  };
  const rows = list.rows.map((row) => (about.has(row.id) ? renew(row) : row));
  const fresh = cards.filter((card) => !shown.has(card.id)).filter(within(list.end));
  const waiting = list.waiting.filter((card) => !about.has(card.id)).concat(fresh);
  const next = { ...list, rows, waiting };
  return { list: hold ? next : settle(next), changed };
}

/** Everybody in their place: new ones in, those that left out. */
export function settle({ rows, waiting, end }) {
  const here = rows.filter((row) => !row.gone).concat(waiting).filter(within(end));
  return { rows: here.sort(byKey), waiting: [], end };
}

/** The list with one stretch of it read again, from after a key to the cursor of that page. */
export function replace(list, after, cards, next) {
  const fresh = ids(cards), upTo = within(next);
  const others = (card) => !fresh.has(card.id) && !(card.key > after && upTo(card));
  const end = list.end === "" || (next !== "" && next <= list.end) ? list.end : next;
  return { rows: list.rows.filter(others).concat(cards).sort(byKey), waiting: list.waiting.filter(others), end };
}
