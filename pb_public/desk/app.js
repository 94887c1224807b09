// The desk: who is in, which screen, and nothing else.
import { html, render, signal, useEffect } from "/vendor/vendor.js";
import { Trouble, Toasts } from "./parts/notice.js";
import { Panels } from "./parts/panels.js";
import { Shell } from "./parts/shell.js";
import { Login } from "./screens/login.js";
import { Queue } from "./screens/queue.js";
import { Today } from "./screens/today.js";
import { pb, read, resume } from "./lib/api.js";
import { trouble } from "./lib/errors.js";
import { startFocus } from "./lib/focus.js";
import { choose, load, locale, t } from "./lib/i18n.js";
import { startKeys } from "./lib/keys.js";
import { startLive } from "./lib/live.js";
import { apply, follow, prefs } from "./lib/prefs.js";
import { route, session, startClock, tick } from "./lib/state.js";

// the two large screens come when they are wanted, or some seconds after the first screen:
// before that a first visit is lighter, after that they open without network
const later = { case: () => import("./screens/case.js"), intake: () => import("./screens/intake.js") };
const rare = { search: () => import("./screens/search.js") };
const screens = signal({ today: Today, queue: Queue });
const state = signal("starting"), problem = signal("");

/** Reads who is in and what this business has; speaks the agent's language from here on. */
async function enter() {
  const answer = await read("session");
  const language = choose([answer.agent.locale, prefs.value.locale, navigator.language]);
  pb.lang = language;
  if (language !== locale.value) await load(language);
  startClock(answer.now);
  session.value = answer;
  follow(answer.agent);
  await startLive();
  setTimeout(() => Object.keys(later).forEach(bring), 3000);
}

async function start() {
  state.value = "starting";
  try {
    if (await resume()) await enter();
    state.value = "ready";
  } catch (error) {
    problem.value = trouble(error);
    state.value = problem.value === "signed_out" ? "ready" : "trouble";
  }
}

async function bring(name) {
  const get = later[name] || rare[name];
  if (screens.value[name] || !get) return;
  try {
    const module = await get();
    screens.value = { ...screens.value, [name]: module.default };
    problem.value = "";
  } catch {
    problem.value = "offline"; // shown in place of the screen, with the way to try again
  }
}

const titles = { today: "desk.nav.today", queue: "desk.nav.queue", intake: "desk.nav.intake", search: "desk.nav.search", case: "desk.nav.queue" };

function App() {
  const name = route.value.name, key = name === "case" ? route.value.id : name;
  const inside = Boolean(session.value);
  useEffect(() => { bring(name); }, [name]);
  useEffect(() => {
    if (inside) document.title = `${t(titles[name])} · Escucha`;
    // a new screen is read from its title; a list puts the focus on its row instead
    if (inside && name !== "case") document.querySelector("main h1")?.focus({ preventScroll: true });
  }, [key, inside]);
  if (state.value === "trouble") return html`<div class="door"><main><${Trouble} kind=${problem.value} onRetry=${start} /></main></div>`;
  if (state.value === "starting") return null;
  if (!inside) return html`<${Login} onDone=${enter} />`;
  const Screen = screens.value[name];
  if (!Screen) return html`<${Shell}>${problem.value && html`<${Trouble} kind=${problem.value} onRetry=${() => bring(name)} />`}<//>`;
  if (name === "intake") return html`<${Screen} /><${Toasts} /><${Panels} />`;
  return html`<${Shell}><${Screen} key=${key} /><//><${Toasts} /><${Panels} />`;
}

apply();
pb.lang = choose([prefs.value.locale, navigator.language]);
await load(pb.lang);
startKeys();
startFocus();
setInterval(tick, 30000);
render(html`<${App} />`, document.getElementById("app"));
start();
