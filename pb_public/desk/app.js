// The desk: who is in, which screen, and nothing else.
import { html, render, signal, useEffect } from "../vendor/vendor.js";
import { Trouble, Toasts } from "./parts/notice.js";
import { Panels } from "./parts/panels.js";
import { Shell } from "./parts/shell.js";
import { Login } from "./screens/login.js";
import { bring, lacking, prefetch, screens, table } from "./screens.js";
import { pb, read, resume } from "./lib/api.js";
import { civil } from "./lib/dates.js";
import { trouble } from "./lib/errors.js";
import { startFocus } from "./lib/focus.js";
import { choose, load, locale, t } from "./lib/i18n.js";
import { startKeys } from "./lib/keys.js";
import { startLive } from "./lib/live.js";
import { startCounting } from "./lib/notify.js";
import { apply, follow, prefs } from "./lib/prefs.js";
import { route, session, tick } from "./lib/state.js";
import { watch } from "./lib/upgrade.js";

const state = signal("starting"), problem = signal("");

/** Takes in who is here and what this business has; speaks the agent's language from here on. */
async function enter(answer) {
  await texts;
  const language = choose([answer.agent.locale, prefs.value.locale, navigator.language]);
  pb.lang = language;
  if (language !== locale.value) await load(language);
  session.value = answer;
  follow(answer.agent);
  startLive();
  // words that a tab left behind before it died go to the server, whatever screen is shown
  import("./lib/drafts.js").catch(() => {}); // no connection: the next screen that takes words brings it
  prefetch();
}

async function start() {
  state.value = "starting";
  try {
    // asked together: on a far line each question costs a journey
    const [here, answer] = pb.authStore.isValid ? await Promise.all([resume(), read("session")]) : [];
    if (here) await enter(answer);
    state.value = "ready";
  } catch (error) {
    problem.value = trouble(error);
    state.value = problem.value === "signed_out" ? "ready" : "trouble";
  }
}

function App() {
  const name = route.value.name, key = route.value.id || name;
  const inside = Boolean(session.value);
  useEffect(() => { bring(name); }, [name]);
  useEffect(() => {
    if (inside) document.title = `${t(table[name].title)} · Escucha`;
    // a new screen is read from its title; a list puts the focus on its row instead, a form in its field
    if (inside && !route.value.id && !document.activeElement.closest(".row, main input, main textarea")) document.querySelector("main h1")?.focus({ preventScroll: true });
  }, [key, inside, screens.value[name]]); // one that comes late is read, too
  if (state.value === "trouble") return html`<div class="door"><main><${Trouble} kind=${problem.value} onRetry=${start} /></main></div>`;
  if (state.value === "starting") return null;
  if (!inside) return html`<${Login} onDone=${async () => enter(await read("session"))} />`;
  const Screen = screens.value[name];
  if (!Screen) return html`<${Shell}>${lacking.value && html`<${Trouble} kind=${lacking.value} onRetry=${() => bring(name)} />`}<//>`;
  if (table[name].bare) return html`<${Screen} /><${Toasts} /><${Panels} />`;
  return html`<${Shell}><${Screen} key=${key} /><//><${Toasts} /><${Panels} />`;
}

apply();
pb.lang = choose([prefs.value.locale, navigator.language]);
const texts = load(pb.lang);
start();
civil(new Date(), "UTC"); // the first date of a visit takes a while to say: while the answers travel
await texts;
startKeys();
watch();
startFocus();
setInterval(tick, 30000);
startCounting();
render(html`<${App} />`, document.getElementById("app"));
