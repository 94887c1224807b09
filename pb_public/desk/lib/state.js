// What every part of the desk may look at: who is in, where we are, what time it is.
import { computed, signal } from "../../vendor/vendor.js";
import { parse } from "./routes.js";

/** The answer of GET /api/crm/session, or null while nobody is signed in. */
export const session = signal(null);
export const offline = signal(false);
export const route = signal(parse(location.hash));
/** Grows when something changed on the server; lists and cases then read again. */
export const changes = signal(0);
/** The id of the record of the last change. */
export const lastChange = signal("");
/** The ids of all that changed together; null: anything may have. */
export const touched = signal(null);
/** Whether one of these may have changed, so that an open case ignores others. */
export const concerns = (...ids) => !touched.value || ids.some((id) => touched.value.has(id));
/** The desk's clock, once a minute, set by the server's answers. */
export const now = signal(new Date());
export const toasts = signal([]);
/** What a screen reader hears. */
export const spoken = signal("");
/** Where the queue was left, so that Escape comes back to the same row. */
export const lastRow = signal("");
/** The address of the list that a case was opened from. */
export const lastList = signal("#/cola");
/** The address that a customer was opened from. */
export const lastPlace = signal("#/clientes");

export const zone = computed(() => session.value?.business?.timezone || Intl.DateTimeFormat().resolvedOptions().timeZone);
export const catalog = computed(() => session.value?.catalog || {});
export const me = computed(() => session.value?.agent || {});

let skew = 0;

/** Takes the time from an answer of the server, so that a wrong computer shows no wrong
    hours. It is in whole seconds: less than two are no difference, but never be ahead. */
export function setClock(date) {
  const found = Date.parse(date) - Date.now();
  if (isNaN(found) || (found >= skew && found < skew + 2000)) return;
  const far = Math.abs(found - skew) > 2000;
  skew = found;
  if (far) tick();
}
export const tick = () => { now.value = atOnce(); };
/** This very moment by the server's clock; `now` may be a minute old. */
export const atOnce = () => new Date(Date.now() + skew);

let nextToast = 0;

/** Says something once, on the screen and aloud; good news gives way to newer news, a
    warning stays. tone: "" or "late". */
export function toast(text, tone = "") {
  const id = ++nextToast;
  toasts.value = [...toasts.value.filter((one) => one.tone && one.text !== text), { id, text, tone }];
  spoken.value = text;
  setTimeout(() => dismiss(id), tone ? 12000 : 6000);
}
export const dismiss = (id) => { toasts.value = toasts.value.filter((one) => one.id !== id); };

let here = location.hash;
function follow() {
  const before = parse(here).name;
  route.value = parse(location.hash);
  // back from a case of theirs is not opened anew
  if (route.value.name === "customer" && before !== "customer" && location.hash !== lastList.value && here !== location.hash) lastPlace.value = here;
  here = location.hash;
  if (["today", "queue", "reminders"].includes(route.value.name)) lastList.value = location.hash || "#/hoy";
}
addEventListener("hashchange", follow);
follow();
