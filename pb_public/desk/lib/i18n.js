// Texts by key. One JSON per language, shared with the server; a key that is
// missing shows its last part, so that a new code of the engine still reads.
import { signal } from "../../vendor/vendor.js";
import { files } from "./files.js";

export const locale = signal("es");
const texts = signal({});

/** Fills {{name}} from params. */
export const fill = (text, params = {}) => text.replace(/{{\s*(\w+)\s*}}/g, (_, name) => params[name] ?? "");

/** The language that the desk speaks, out of what people prefer, first first. */
export function choose(wishes, known = ["es", "en"]) {
  for (const wish of wishes) {
    const language = String(wish || "").slice(0, 2).toLowerCase();
    if (known.includes(language)) return language;
  }
  return known[0];
}

const parts = ["desk"]; // files of texts; those of rare screens come with them

async function part(name, language) {
  const response = await fetch(`${files}i18n/${name}.${language}.json`);
  if (!response.ok) throw new Error(`texts of ${language}: ${response.status}`);
  return response.json();
}

/** Brings the texts of a screen that few open. */
export async function words(name) {
  if (parts.includes(name)) return;
  const found = await part(name, locale.value);
  parts.push(name);
  texts.value = { ...texts.value, ...found };
}

export async function load(language) {
  texts.value = Object.assign({}, ...(await Promise.all(parts.map((name) => part(name, language)))));
  locale.value = language;
  document.documentElement.lang = language;
}

export const has = (key) => key in texts.value;

export function t(key, params) {
  return fill(texts.value[key] ?? key.split(".").pop(), params);
}

/** A text that depends on a number: key.one, key.other. */
export function tn(key, n, params) {
  const form = new Intl.PluralRules(locale.value).select(n) === "one" ? "one" : "other";
  return t(`${key}.${form}`, { n, ...params });
}

/** The name of a code of the engine, or the code while it has none: label("stage", "received"). */
export const label = (space, code) => (code ? texts.value[`${space}.${code}`] ?? String(code) : "");
