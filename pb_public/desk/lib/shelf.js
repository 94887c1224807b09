// Drafts in this browser's own storage, and word of what other tabs put there.
// It may be full or forbidden: then the server still gets them.
import { prune, stored } from "./merge.js";

const prefix = "escucha.draft.";

/** Where a person's draft lies. */
export const place = (who, key) => `${prefix}${who}.${key}`;

export function taken(at) {
  try { return stored(JSON.parse(localStorage.getItem(at))); } catch { return {}; } // nothing there, or nothing that can be read
}

/** Keeps the fields; false when the browser does not. */
export function put(at, fields) {
  try {
    const rest = prune(fields, Date.now());
    if (Object.keys(rest).length) localStorage.setItem(at, JSON.stringify({ fields: rest }));
    else localStorage.removeItem(at);
    return true;
  } catch {
    return false;
  }
}

/** The keys of a person's drafts in this browser. */
export function kept(who) {
  try { return Object.keys(localStorage).filter((one) => one.startsWith(place(who, ""))).map((one) => one.slice(place(who, "").length)); } catch { return []; }
}

/** Calls back with a place when another tab wrote there. */
export const watch = (changed) => addEventListener("storage", (event) => event.key?.startsWith(prefix) && changed(event.key));
