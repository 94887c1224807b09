// How a person wants the desk: kept in this browser at once, and with the agent, so
// that it follows to another computer.
import { signal } from "../../vendor/vendor.js";
import { post } from "./api.js";
import { me } from "./state.js";

const kept = "escucha.prefs";
const shared = ["hints", "theme", "contrast", "density", "keys", "notify", "digest", "digest_hour"];

/** {theme, contrast, density, keys, notify, hints, locale}; what is missing is as the system has it. */
export const prefs = signal(stored());

function stored() {
  try { return JSON.parse(localStorage.getItem(kept)) || {}; } catch { return {}; } // storage may be forbidden
}

function keep(next) {
  prefs.value = next;
  apply();
  try { localStorage.setItem(kept, JSON.stringify(next)); } catch { /* then it lasts as long as the tab */ }
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
  keep({ ...prefs.value, [name]: value, ...(shared.includes(name) && { unsent: [...new Set([...(prefs.value.unsent || []), name])] }) });
  send();
}

/** What holds after a sign-in: the agent's own choices, over them those made here that
    the server does not have yet. Those of whoever was here before are not taken over. Pure. */
export function settle(here, { id, preferences = {} }) {
  const unsent = here.agent === id ? here.unsent || [] : here.agent ? [] : shared.filter((name) => here[name]);
  const own = Object.fromEntries(unsent.map((name) => [name, here[name]]));
  return { locale: here.locale, agent: id, ...preferences, ...own, unsent };
}

/** Takes over what the server has of the agent who has just come in. */
export function follow(agent) {
  keep(settle(prefs.value, agent));
  send();
}

let sending = Promise.resolve();

/** Sends what the server does not have, one call after the other. */
function send() {
  sending = sending.then(async () => {
    const { unsent = [], agent } = prefs.value, before = prefs.value;
    if (!unsent.length || !agent || me.value.id !== agent) return;
    try {
      await post("preferences", Object.fromEntries(unsent.map((name) => [name, before[name]])));
      keep({ ...prefs.value, unsent: prefs.value.unsent.filter((name) => prefs.value[name] !== before[name]) });
    } catch { /* it holds here, and the next sign-in or change tries again */ }
  });
}
