// Naming people of the team in a note: "@Inés Paredes". Pure.

const fold = (text) => String(text).normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const letter = /[\p{L}\p{N}]/u;

/** The name that is being typed where the caret is: {from, query}, else null. A mail address is none. */
export function asking(text, caret) {
  const before = text.slice(0, caret), from = before.lastIndexOf("@"), query = before.slice(from + 1);
  if (from < 0 || letter.test(before[from - 1] || "") || query.length > 40 || /^\s|\n/.test(query)) return null;
  return { from, query };
}

/** Those whose name, or a part of it, begins with what was typed; a name that is complete asks no more. */
export function matching(people, query, most = 6) {
  const wanted = fold(query);
  return people.filter(({ name }) => {
    const whole = fold(name);
    return whole !== wanted && (whole.startsWith(wanted) || whole.split(/\s+/).some((part) => part.startsWith(wanted)));
  }).slice(0, most);
}

/** The text with a name put in place of what was typed, and where the caret goes. */
export function put(text, from, caret, name) {
  const rest = text.slice(caret);
  return { text: `${text.slice(0, from)}@${name}${rest.startsWith(" ") ? "" : " "}${rest}`, caret: from + name.length + 2 };
}

/** The text in pieces {text, name}; name is set where somebody is named, the longest name that fits. */
export function pieces(text, names) {
  const out = [], longest = [...names].sort((a, b) => b.length - a.length);
  let rest = text, plain = "", last = "";
  while (rest) {
    const name = rest[0] === "@" && !letter.test(last) && longest.find((one) => rest.startsWith(`@${one}`) && !letter.test(rest[one.length + 1] || ""));
    if (name) {
      if (plain) out.push({ text: plain, name: "" });
      out.push({ text: `@${name}`, name });
      plain = "";
    } else plain += rest[0];
    last = name ? name.at(-1) : rest[0];
    rest = rest.slice(name ? name.length + 1 : 1);
  }
  return plain ? [...out, { text: plain, name: "" }] : out;
}

/** The ids of those whom a text names, each once. */
export function named(text, people) {
  const found = pieces(text, people.map((one) => one.name)).map((one) => one.name);
  return people.filter((one) => found.includes(one.name)).map((one) => one.id);
}
