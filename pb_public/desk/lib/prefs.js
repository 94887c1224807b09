// How a person wants to see the desk, kept in this browser.
import { signal } from "../../vendor/vendor.js";

const kept = "escucha.prefs";
export const prefs = signal(stored());

function stored() {
  try { return JSON.parse(localStorage.getItem(kept)) || {}; } catch { return {}; } // storage may be forbidden
}

/** Writes the choices on <html>, where the tokens look for them. */
export function apply() {
  const root = document.documentElement;
  for (const name of ["theme", "contrast", "density"]) {
    if (prefs.value[name]) root.dataset[name] = prefs.value[name];
    else delete root.dataset[name];
  }
}

/** Sets one choice; "" goes back to what the system says. */
export function prefer(name, value) {
  prefs.value = { ...prefs.value, [name]: value };
  apply();
  try { localStorage.setItem(kept, JSON.stringify(prefs.value)); } catch { /* then it lasts as long as the tab */ }
}
