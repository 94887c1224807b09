// Bringing together what was written in two places. Two copies of a draft: for
// each field the later word stands. A case and what somebody writes on it: a
// field that only one side changed is that side's. Pure.

/* A field of a draft is {value, at, base?, safe?}, or {gone, at} once it was sent or
   dropped. at: when it was written; base: what the server had when the writing began;
   safe: the server has it as it stands here. */

const nothing = (value) => value === undefined || value === null || value === "" || value === false || value === 0
  || (Array.isArray(value) && !value.length);

/** Equal as values of a case are: what is empty is empty, however it is written. */
export const same = (a, b) => (nothing(a) && nothing(b)) || JSON.stringify(a) === JSON.stringify(b);

/** The fields of both copies, of each the later; a tie is the first's, safe where either is. */
export function later(mine, theirs) {
  const out = { ...mine };
  for (const [name, one] of Object.entries(theirs || {})) {
    const own = out[name];
    if (!own || one.at > own.at) out[name] = one;
    else if (one.at === own.at && one.safe && !own.safe) out[name] = { ...own, safe: true };
  }
  return out;
}

// for so long a place remembers that a field was sent; a copy that slept longer is old
const day = 24 * 3600e3;
const age = (one, now) => now - new Date(one.at);

/** What a place has, with what the server says, {} when it says nothing. A field that was
    safe there and is no more was finished elsewhere, unless it is so fresh that the
    server may have lost it (a power cut, a backup that was restored). */
export function reconcile(here, there, now) {
  const kept = Object.entries(here || {}).filter(([name, one]) => !one.safe || name in there || age(one, now) < day / 2);
  const all = later(Object.fromEntries(kept.map(([name, one]) => [name, name in there ? one : { ...one, safe: false }])), marked(there));
  return prune(all, now);
}

/** Forgets what was sent long ago and is known to be. */
export const prune = (fields, now) => pick(fields, (one) => !(one.gone && one.safe && age(one, now) > day));

const pick = (fields, test) => Object.fromEntries(Object.entries(fields).filter(([, one]) => test(one)));

/** The same fields, known to be with the server. */
export const marked = (fields) => Object.fromEntries(Object.entries(fields || {}).map(([name, one]) => [name, { ...one, safe: true }]));

/** What the server does not have yet. */
export const unsent = (fields) => pick(fields, (one) => !one.safe);

/** The values that stand: {name: value}. */
export const values = (fields) => Object.fromEntries(Object.entries(fields).filter(([, one]) => !one.gone).map(([name, one]) => [name, one.value]));

/** When the last of what stands was written; "" when nothing does. */
export const newest = (fields) => Object.values(fields).reduce((last, one) => (!one.gone && one.at > last ? one.at : last), "");

/** The fields of a stored draft; those of before fields had times of their own get that of the whole. */
export function stored(data) {
  if (data?.fields) return data.fields;
  return Object.fromEntries(Object.entries(data?.data || {}).map(([name, value]) => [name, { value, at: data.at || "" }]));
}

/** Whom a field was last changed by, from the events of the case: {who, kind, at} or null. */
export function changedBy(events, name) {
  const last = (events || []).filter((one) => one.data?.changes && name in one.data.changes)
    .reduce((found, one) => (!found || one.seq > found.seq ? one : found), null);
  return last && { who: last.actor_name || "", kind: last.actor_kind || "", at: last.created };
}

/** Which of mine, {name: {value, base}}, somebody else changed as well: [{name, mine, theirs, who, kind, at}].
    A field without a base was begun before there was one, and passes. */
export function overlaps(mine, complaint, events) {
  return Object.entries(mine)
    .filter(([name, one]) => "base" in one && !same(one.base, complaint?.[name]) && !same(one.value, complaint?.[name]))
    .map(([name, one]) => ({ name, mine: one.value, theirs: complaint?.[name] ?? "", ...changedBy(events, name) }));
}
