// What can be done from the command bar where one is. Keys and buttons that are on the
// screen are the source: what the server does not offer has no button, and so no action.
import { bound, run } from "./keys.js";
import { locale, t } from "./i18n.js";
import { panel } from "./panel.js";
import { prefer, prefs } from "./prefs.js";
import { recent } from "./recent.js";
import { href } from "./routes.js";
import { me, route, spoken, toast } from "./state.js";
import { takeNext } from "./take.js";
import { choices, leave, speak } from "../parts/settings.js";

const keys = { r: "reply", n: "note", l: "phone", g: "arrow" };

const byKey = () => Object.entries(keys).filter(([key]) => bound().includes(key))
  .map(([key, icon]) => ({ code: key, icon, key, text: t(`desk.key.case.${key}`), run: () => run(key) }));

const byButton = () => [...document.querySelectorAll("main [data-command]")].map((button) =>
  ({ code: button.dataset.command, icon: "right", text: button.textContent.trim(), run: () => button.click() }));

async function copy(text) {
  try {
    if (!isSecureContext) return byHand(text);
    await navigator.clipboard.writeText(text);
    toast(t("desk.command.copied", { text }));
  } catch {
    toast(t("desk.error.failed"), "late");
  }
}

// on plain http in the shop's own network a page has no clipboard: then it is shown to be taken
const byHand = (text) => prompt(t("desk.command.copy.hand"), text);

function ofCase() {
  const { name, id } = route.value;
  if (name !== "case") return [];
  const one = recent().find((each) => each.id === id);
  return [...byKey(), ...byButton(),
    ...(one ? [{ code: "copy.number", icon: "clip", text: t("desk.command.copy.number", { number: one.number }), run: () => copy(one.number) }] : []),
    { code: "idea", icon: "bulb", text: t("desk.nav.ideas"), href: href("ideas", { query: { caso: id } }) },
    { code: "copy.link", icon: "link", text: t("desk.command.copy.link"), run: () => copy(`${location.origin}${location.pathname}${href("case", { id })}`) }];
}

/** Actions of this place. */
export const here = () => ofCase();

const to = (name, icon, key) => ({ code: name, icon, key, text: t(`desk.key.anywhere.${key}`), href: href(name) });

/** Ways to other places. */
export const away = () => [
  { code: "take", icon: "ahead", key: "t", text: t("desk.take"), run: takeNext },
  to("intake", "plus", "c"), to("today", "today", "h"), to("queue", "queue", "q"), to("customers", "customers", "p"),
  { code: "mail", icon: "mail", text: t("desk.nav.mail"), href: href("mail") },
  { code: "meeting", icon: "meeting", text: t("desk.nav.meeting"), href: href("meeting") },
  ...["actions", "ideas", "articles", "trainings"].map((name) => ({ code: name, icon: "bulb", text: t(`desk.nav.${name}`), href: href(name) })),
  ...(me.value.manages ? [{ code: "reports", icon: "chart", text: t("desk.nav.reports"), href: href("reports") }, { code: "manage", icon: "settings", text: t("desk.nav.settings"), href: href("settings") }] : []),
  { code: "help", icon: "info", key: "?", text: t("desk.key.anywhere.help"), run: () => { panel.value = "help"; } },
  { code: "settings", icon: "settings", text: t("desk.settings.title"), run: () => { panel.value = "settings"; } }];

function look(name, value) {
  const text = `${t(`desk.settings.${name}`)}: ${t(`desk.settings.${name}.${value || "system"}`)}`;
  return { code: `${name}.${value}`, icon: "eye", text, run: () => { prefer(name, value); spoken.value = text; } };
}

const languages = { es: "Español", en: "English" };

/** How the desk looks, its language and the way out: what is not so already. */
export const looks = () => [
  ...Object.entries(choices).flatMap(([name, values]) => values.filter((value) => value !== (prefs.value[name] || "")).map((value) => look(name, value))),
  ...Object.keys(languages).filter((code) => code !== locale.value).map((code) => ({ code, icon: "globe", text: `${t("desk.settings.locale")}: ${languages[code]}`, run: () => speak(code) })),
  { code: "signout", icon: "x", text: t("desk.signout"), run: leave }];
