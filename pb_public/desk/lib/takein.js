// A file of purchases on its way in: what is sent, and what the answer says. Pure, but for `sent`.
import { pb } from "./api.js";

/** What a column may be about, as the server names it; the needed ones first. */
export const fields = ["date", "amount", "document", "email", "phone", "name", "product", "currency", "external_id"];

/** "No column has this": a header that is none, so that the server does not guess one. */
export const none = "\u2014";

/** The form that the route takes: {file, mapping, decimal, create_customers, commit, answer}; what is empty is left out. */
export function form({ file, mapping, ...rest }) {
  const out = new FormData();
  out.append("file", file);
  if (Object.keys(mapping || {}).length) out.append("mapping", JSON.stringify(mapping));
  for (const [name, value] of Object.entries(rest)) if (value) out.append(name, String(value));
  return out;
}

/** Text as it was saved: UTF-8, or what older programs write. */
export function read(bytes) {
  try { return new TextDecoder("utf-8", { fatal: true }).decode(bytes); } catch { return new TextDecoder("windows-1252").decode(bytes); }
}

/** The headers and first rows, to be looked at: what counts is how the server reads the file. */
export function look(text, most = 3) {
  const first = text.split("\n", 1)[0], comma = [",", ";", "\t"].reduce((best, one) => (first.split(one).length > first.split(best).length ? one : best));
  const rows = [[""]];
  let quoted = false;
  for (const letter of text) {
    const row = rows.at(-1);
    if (letter === '"') quoted = !quoted;
    else if (letter === comma && !quoted) row.push("");
    else if (letter === "\n" && !quoted) { if (rows.length > most) break; rows.push([""]); } else if (letter !== "\r") row[row.length - 1] += letter;
  }
  const [headers, ...sample] = rows.map((row) => row.map((one) => one.trim())).filter((row) => row.some(Boolean));
  return { headers: headers || [], sample, mapping: {} };
}

/** The header of each field: what was said, else what the server found. */
export const chosen = (look, mapping) => Object.fromEntries(fields.map((field) => [field, mapping[field] ?? (field in look.mapping ? look.headers[look.mapping[field]] : "")]));

/** How many purchases would be stored. */
export const stored = (result) => result.created + result.updated;

/** The rows that were refused, as a file to put right; its address is let go of by whoever asked. */
export async function rejects(asked) {
  const answer = await fetch("/api/crm/purchases/import", { method: "POST", body: form({ ...asked, answer: "rejects" }), headers: { Authorization: pb.authStore.token, "Accept-Language": pb.lang } });
  if (!answer.ok) throw new Error(`rejects: ${answer.status}`);
  return URL.createObjectURL(await answer.blob());
}
