// What was said and done in a case, in one line of time. Pure.

// messages stand for themselves, and small edits are in the file's own list
const quiet = /^(message\.|complaint\.updated|complaint\.filed|reminder\.|attachment\.|rule\.|access\.)/;

export const at = (one) => one.sent_at || one.created;

/** [{key, at, message | event, files}], oldest first: the story, the messages, and what happened. */
export function entries({ complaint, messages, events, attachments }) {
  const by = new Map();
  const home = (file) => file.message || (file.from_customer ? "story" : "");
  for (const file of attachments) if (home(file)) by.set(home(file), [...(by.get(home(file)) || []), file]);
  const told = { id: "story", direction: "in", channel: complaint.channel, text: complaint.narrative, created: complaint.received_at };
  const said = [told, ...messages].map((message) => ({ key: message.id, at: at(message), message, files: by.get(message.id) || [] }));
  const done = events.filter((event) => !quiet.test(event.type)).map((event) => ({ key: event.id, at: event.created, event, files: [] }));
  // what we put beside the case stands for itself
  const kept = attachments.filter((file) => !home(file)).map((file) => ({ key: file.id, at: file.created, files: [file],
    event: { id: file.id, type: "attachment.added", actor_name: file.author_name, created: file.created } }));
  return [...said, ...done, ...kept].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** How many of the newest entries to show, so that the one with this key is among them. */
export function reach(all, key, shown) {
  const i = all.findIndex((one) => one.key === key);
  return i < 0 ? shown : Math.max(shown, all.length - i + 2);
}

/** The entries shown and those before them; a few more are shown rather than folded alone. */
export function part(all, shown) {
  const cut = all.length > shown + 2 ? all.length - shown : 0;
  return { before: all.slice(0, cut), recent: all.slice(cut) };
}

/** The moods of the customer in the order in which they were noted, without repeats: [1, 2, 3]. */
export function moods({ mood_start, mood_end }, events) {
  const noted = [];
  for (const { data } of [...events].sort((a, b) => (a.created < b.created ? -1 : 1))) {
    const { mood_start: first, mood_end: last } = data?.changes || {};
    if (first) noted.push(first.before, first.after);
    if (last) noted.push(last.after);
  }
  if (!noted.length) noted.push(mood_start, mood_end);
  return noted.map(Number).filter((one, i, all) => one > 0 && one !== all.slice(0, i).filter((n) => n > 0).at(-1));
}
