import { html } from "/vendor/vendor.js";
import { Dialog } from "./dialog.js";
import { Input } from "./input.js";
import { Outside } from "./outside.js";
import { pb, read, signOut, update } from "../lib/api.js";
import { trouble } from "../lib/errors.js";
import { load, locale, t } from "../lib/i18n.js";
import { stopLive } from "../lib/live.js";
import { prefer, prefs } from "../lib/prefs.js";
import { changes, lastChange, me, session, toast } from "../lib/state.js";

const choices = { theme: ["", "light", "dark"], contrast: ["", "more"], density: ["", "compact"] };

/** Speaks another language, the server too: names and reasons of rules are its texts. */
async function speak(language) {
  prefer("locale", language);
  pb.lang = language;
  await load(language);
  try {
    await update("agents", me.value.id, { locale: language });
    session.value = await read("session");
    lastChange.value = "";
    changes.value++;
  } catch (error) {
    toast(t(trouble(error) === "offline" ? "desk.error.offline" : "desk.error.failed"), "late");
  }
}

async function leave() {
  await stopLive();
  signOut();
}

/** How the desk looks to this person, on this computer. */
export const Settings = ({ onClose }) => html`
  <${Dialog} title=${me.value.name} onClose=${onClose} footer=${html`<button type="button" class="button" onClick=${leave}>${t("desk.signout")}</button>`}>
    <p class="small faint">${t("desk.settings.here")}</p>
    ${Object.entries(choices).map(([name, values]) => html`<${Input} key=${name} type="choices" name=${name} label=${t(`desk.settings.${name}`)}
      value=${prefs.value[name] || ""} onValue=${(value) => prefer(name, value)}
      options=${values.map((value) => ({ value, label: t(`desk.settings.${name}.${value || "system"}`) }))} />`)}
    <${Input} type="choices" name="locale" label=${t("desk.settings.locale")} value=${locale.value} onValue=${speak}
      options=${[{ value: "es", label: "Español" }, { value: "en", label: "English" }]} />
    <${Outside} />
  <//>`;
