// The screens by their names (the words of their addresses are in lib/routes.js).
// Those of every morning are there at once; `load` brings another when it is wanted.
import { signal } from "../vendor/vendor.js";
import { Queue } from "./screens/queue.js";
import { Today } from "./screens/today.js";
import { words } from "./lib/i18n.js";
import { parse } from "./lib/routes.js";
import { route } from "./lib/state.js";
import { outdated } from "./lib/upgrade.js";

/** {title: key of its name, load, soon, bare: without the rail}. */
export const table = {
  today: { title: "desk.nav.today" },
  queue: { title: "desk.nav.queue" },
  case: { title: "desk.nav.queue", load: () => Promise.all([import("./screens/case.js"), words("channels"), words("people"), words("surveys"), words("time")]).then(([one]) => one), soon: true },
  intake: { title: "desk.nav.intake", load: () => Promise.all([import("./screens/intake.js"), words("channels"), words("people")]).then(([one]) => one), soon: true, bare: true },
  search: { title: "desk.nav.search", load: () => import("./screens/search.js") },
  reminders: { title: "desk.nav.reminders", load: () => Promise.all([import("./screens/reminders.js"), words("reminders")]).then(([one]) => one) },
  customers: { title: "desk.nav.customers", load: () => Promise.all([import("./screens/customers.js"), words("people")]).then(([one]) => one) },
  customer: { title: "desk.nav.customers", load: () => Promise.all([import("./screens/customer.js"), words("people")]).then(([one]) => one) },
  mail: { title: "desk.nav.mail", load: () => Promise.all([import("./screens/mail.js"), words("inbox"), words("people")]).then(([one]) => one) },
  meeting: { title: "desk.nav.meeting", load: () => Promise.all([import("./screens/meeting.js"), words("reviews")]).then(([one]) => one) },
  actions: { title: "desk.nav.actions", load: () => Promise.all([import("./screens/actions.js"), words("actions")]).then(([one]) => one) },
  ideas: { title: "desk.nav.ideas", load: () => Promise.all([import("./screens/ideas.js"), words("ideas")]).then(([one]) => one) },
  articles: { title: "desk.nav.articles", load: () => Promise.all([import("./screens/articles.js"), words("articles")]).then(([one]) => one) },
  trainings: { title: "desk.nav.trainings", load: () => Promise.all([import("./screens/trainings.js"), words("trainings")]).then(([one]) => one) },
  reports: { title: "desk.nav.reports", load: () => Promise.all([import("./screens/reports.js"), words("reports")]).then(([one]) => one) },
  settings: { title: "desk.nav.settings", load: () => Promise.all([import("./screens/settings.js"), words("settings"), words("health"), words("channels")]).then(([one]) => one) },
};

/** The components that are here, by name. */
export const screens = signal({ today: Today, queue: Queue });
/** What keeps a screen from coming: "" or "offline". */
export const lacking = signal("");

/** Brings a screen; one that an upgrade has taken away comes with the whole new desk. */
export async function bring(name) {
  if (screens.value[name]) return;
  try {
    const module = await table[name].load();
    screens.value = { ...screens.value, [name]: module.default };
    lacking.value = "";
  } catch {
    if (await outdated() && route.value.name === name) location.reload();
    lacking.value = "offline"; // shown in its place, with the way to try again
  }
}

/** The address in the desk of the link under an event. */
const led = (event) => event.target.closest?.('a[href^="#/"]')?.hash;

// where people pay by the megabyte, or wait for it, nothing comes unasked
const fast = ({ saveData, effectiveType } = {}) => !saveData && !["slow-2g", "2g", "3g"].includes(effectiveType);

/** Brings a screen when somebody points at a way to it, and after a minute those that will
    be wanted: who only looks pays for what is seen, who stays has them without network. */
export function prefetch() {
  if (!fast(navigator.connection)) return;
  const wish = (event) => led(event) && bring(parse(led(event)).name);
  addEventListener("pointerover", wish);
  addEventListener("focusin", wish);
  setTimeout(() => Object.keys(table).filter((name) => table[name].soon).forEach(bring), 60000);
}
