// The desk's addresses live behind "#", so that the server needs no fallback. Pure.

const words = {
  today: "hoy", queue: "cola", case: "caso", intake: "registrar", search: "buscar", reminders: "recordatorios",
  customers: "clientes", customer: "cliente", mail: "correo", meeting: "reunion", actions: "acciones", ideas: "ideas",
  articles: "articulos", trainings: "capacitacion", reports: "informes", settings: "ajustes",
};
// of one thing, and the list that is shown while nobody says which
const inside = { case: "queue", customer: "customers" };
// with a name of its own behind
const named = [...Object.keys(inside), "meeting", "actions", "ideas", "articles", "trainings", "reports", "settings"];
/** Names of all screens. */
export const screens = Object.keys(words);
export const tabs = ["conversacion", "versiones", "propuesta", "expediente"];

/** "#/caso/abc/versiones?x=1" → {name, id, tab, query}; what is not known is today. */
export function parse(hash) {
  const [path, search] = String(hash || "").replace(/^#\/?/, "").split("?");
  const [word, id = "", tab = ""] = path.split("/").map(decode);
  const name = Object.keys(words).find((key) => words[key] === word) || "today";
  const query = Object.fromEntries(new URLSearchParams(search || ""));
  if (inside[name] && !id) return { name: inside[name], id: "", tab: "", query };
  return { name, id: named.includes(name) ? id : "", tab: name === "case" && tabs.includes(tab) ? tab : tabs[0], query };
}

// a half-typed %, as in a link cut by a mail program, is no reason to fail
function decode(part) {
  try { return decodeURIComponent(part); } catch { return part; }
}

/** The address of a screen; empty query values are left out. */
export function href(name, { id, tab, query } = {}) {
  const parts = [words[name], id, tab === tabs[0] ? "" : tab].filter(Boolean).map(encodeURIComponent);
  const search = new URLSearchParams(Object.entries(query || {}).filter(([, value]) => value)).toString();
  return `#/${parts.join("/")}${search ? `?${search}` : ""}`;
}
