import { html } from "../../vendor/vendor.js";
import { Dialog } from "./dialog.js";
import { Input } from "./input.js";
import { Mornings } from "./mornings.js";
import { Outside } from "./outside.js";
import { pb, read, signOut, update } from "../lib/api.js";
import { trouble } from "../lib/errors.js";
import { load, locale, t } from "../lib/i18n.js";
import { stopLive } from "../lib/live.js";
import { prefer, prefs } from "../lib/prefs.js";
import { changes, lastChange, me, session, toast, touched } from "../lib/state.js";

/** What may be chosen, and the values of each; "" is what the system says. */
export const choices = { theme: ["", "light", "dark"], contrast: ["", "more"], density: ["", "compact"], keys: ["", "off"] };

/** Speaks another language, the server too: names and reasons of rules are its texts. */
export async function speak(language) {
  prefer("locale", language);
  pb.lang = language;
  await load(language);
  try {
    await update("agents", me.value.id, { locale: language });
    session.value = await read("session");
    lastChange.value = "";
    touched.value = null;
    changes.value++;
  } catch (error) {
    toast(t(trouble(error) === "offline" ? "desk.error.offline" : "desk.error.failed"), "late");
  }
}

export async function leave() {
  await stopLive();
  signOut();
}

/** How the desk looks and answers to this person, on every computer. */
export default function Settings({ onClose }) {
  return html`<${Dialog} title=${me.value.name} onClose=${onClose} footer=${html`<button type="button" class="button" onClick=${leave}>${t("desk.signout")}</button>`}>
    <p class="small faint">${t("desk.settings.follow")}</p>
    ${Object.entries(choices).map(([name, values]) => html`<${Input} key=${name} type="choices" name=${name} label=${t(`desk.settings.${name}`)}
      hint=${name === "keys" && t("desk.settings.keys.hint")} value=${prefs.value[name] || ""} onValue=${(value) => prefer(name, value)}
      options=${values.map((value) => ({ value, label: t(`desk.settings.${name}.${value || "system"}`) }))} />`)}
    <${Input} type="choices" name="locale" label=${t("desk.settings.locale")} value=${locale.value} onValue=${speak}
      options=${[{ value: "es", label: "Español" }, { value: "en", label: "English" }]} />
    <${Outside} /><${Mornings} />
  <//>`;
}
