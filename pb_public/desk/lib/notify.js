// What a person is told: the figures of the menu, the words of a notification,
// and the one that the browser shows while the desk is out of sight.
import { effect, signal } from "../../vendor/vendor.js";
import { files } from "./files.js";
import { read } from "./api.js";
import { label, t } from "./i18n.js";
import { prefer, prefs } from "./prefs.js";
import { href } from "./routes.js";
import { shortNumber, when } from "./say.js";
import { changes, session, spoken } from "./state.js";

/** {today, queue, unread}: what GET /api/crm/counts last said. */
export const counts = signal({ today: 0, queue: 0, unread: 0 });

/** A figure that was counted no further than the server counts. Pure. */
export const capped = (n) => (n > 999 ? "999+" : String(n));

/** "(3) Hoy · Escucha"; an older figure gives way. Pure. */
export const titled = (title, n) => (n > 0 ? `(${capped(n)}) ` : "") + title.replace(/^\(\d+\+?\) /, "");

export async function recount() {
  // figures are a help: without them every list is still right
  try { counts.value = await read("counts"); } catch { /* the next change asks again */ }
}

// what belongs to no case has its own screen
const screens = { idea: "ideas", training: "trainings", meeting: "meeting", issue: "actions" };

/** Where a notification leads. */
export const place = ({ kind, complaint, action, idea }) => (screens[kind] ? href(screens[kind], { id: kind === "issue" ? "problemas" : idea }) : complaint ? href("case", { id: complaint }) : href("actions", { id: action }));

/** What a notification says, in one sentence without the customer's words. */
export function noticeText({ kind, params }) {
  if (screens[kind]) return t(`desk.nav.${screens[kind]}`);
  const { name, reason, due, answer } = params || {};
  const code = answer ? `${kind}.${answer}` : kind;
  return t(`desk.notice.${code}`, { name: name || t("desk.system"), what: label("reminder", reason), when: due ? when(due) : "" });
}

/** Whether the browser may show them outside: impossible, denied, on or off. */
export function outside() {
  if (!globalThis.isSecureContext || !("Notification" in globalThis)) return "impossible";
  if (Notification.permission === "denied") return "denied";
  return prefs.value.notify && Notification.permission === "granted" ? "on" : "off";
}

/** Asks the browser; only from a button. */
export async function askOutside() {
  prefer("notify", (await Notification.requestPermission()) === "granted");
}

function showOutside(record) {
  const { id, kind, text_params: params } = record;
  if (!document.hidden || outside() !== "on") return;
  try {
    const shown = new Notification("Escucha", { body: `${screens[kind] ? noticeText({ kind }) : t(`desk.notice.short.${kind}`)} · ${shortNumber(params?.number)}`, tag: id, icon: `${files}img/mark.svg` });
    shown.onclick = () => { window.focus(); location.hash = place(record); shown.close(); };
  } catch { /* some phones allow it to service workers alone: the figure in the title stays */ }
}

/** One that has just come: said once, on the screen by its figure. */
export function arrived(record) {
  spoken.value = `${noticeText({ kind: record.kind, params: record.text_params })}. ${shortNumber(record.text_params?.number)}`;
  showOutside(record);
}

/** Counts after every change, and keeps the figure in the title whoever writes it. */
export function startCounting() {
  effect(() => { if (session.value && changes.value >= 0) recount(); });
  const put = () => {
    const wanted = titled(document.title, session.value ? counts.value.unread : 0);
    if (wanted !== document.title) document.title = wanted;
  };
  effect(put);
  new MutationObserver(put).observe(document.querySelector("title"), { childList: true });
}
