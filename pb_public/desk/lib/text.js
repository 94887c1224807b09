// What people wrote, as it is shown: quotes apart, long texts cut, addresses as links. Pure.
import { pieces as naming } from "./mention.js";

const intro = /^(el|on|le)\s.{4,200}\s(escribió|wrote|a écrit)\s*:$/i;
const forwarded = /^-{2,}\s*(mensaje original|original message|mensaje reenviado|forwarded message)\s*-{2,}$/i;
const quoted = (line) => line.startsWith(">");
const opens = (line) => intro.test(line.trim()) || forwarded.test(line.trim());

/** [{text, quoted}]: what was written, and what a mail repeats of an earlier one. */
export function blocks(text) {
  const out = [];
  let rest = false;
  for (const line of String(text || "").replace(/\r\n?/g, "\n").split("\n")) {
    rest ||= opens(line);
    const quote = rest || quoted(line), last = out.at(-1);
    if (last?.quoted === quote) last.lines.push(line);
    else out.push({ quoted: quote, lines: [line] });
  }
  return out.map((one) => ({ quoted: one.quoted, text: one.lines.join("\n").trim() })).filter((one) => one.text);
}

const wide = 90; // letters in a line of a message, about

/** The first lines of a long text, or "" when it is short enough to be shown whole. */
export function beginning(text, most = 20) {
  const lines = text.split("\n");
  let n = 0;
  for (let i = 0; i < lines.length; i++) {
    const tall = Math.max(1, Math.ceil(lines[i].length / wide));
    if (n + tall > most) {
      const left = lines.slice(i).reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / wide)), 0);
      if (n + left <= most + 5) return ""; // a fold that hides five lines helps nobody
      return [...lines.slice(0, i), lines[i].slice(0, (most - n) * wide)].join("\n").trimEnd();
    }
    n += tall;
  }
  return "";
}

const address = /(https:\/\/[^\s<>"'«»]+|(?:mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+)/gi;

// what ends a sentence does not end an address
function split(found) {
  const tail = found.match(/[.,;:!?)\]}…]+$/)?.[0] || "";
  const open = tail.startsWith(")") && found.includes("(");
  return open ? [found.slice(0, found.length - tail.length + 1), tail.slice(1)] : [found.slice(0, found.length - tail.length), tail];
}

function linked(text) {
  const out = [];
  let from = 0;
  for (const found of text.matchAll(address)) {
    const [whole, tail] = split(found[0]);
    const href = /^(https|mailto):/i.test(whole) ? whole : `mailto:${whole}`;
    if (found.index > from) out.push({ text: text.slice(from, found.index) });
    out.push({ text: whole, href });
    if (tail) out.push({ text: tail });
    from = found.index + found[0].length;
  }
  if (from < text.length) out.push({ text: text.slice(from) });
  return out;
}

/** [{text, href, person}]: a line of text with its addresses, and the colleagues it names. */
export const pieces = (text, names = []) => linked(text).flatMap((one) => (one.href ? [one]
  : naming(one.text, names.filter(Boolean)).map((part) => (part.name ? { text: part.text, person: true } : { text: part.text }))));
