import { html, useState } from "../../vendor/vendor.js";
import { Icon } from "./icon.js";
import { t } from "../lib/i18n.js";
import { askOutside, outside } from "../lib/notify.js";
import { prefer } from "../lib/prefs.js";
import { spoken } from "../lib/state.js";

/** Notifications of the browser: asked for here and nowhere else, with what they will not show. */
export function Outside() {
  const [state, setState] = useState(outside());
  async function change() {
    if (state === "on") prefer("notify", false);
    else await askOutside();
    const now = outside();
    setState(now);
    spoken.value = t(`desk.outside.${now}`);
  }
  const may = state === "on" || state === "off";
  return html`<fieldset class="field"><legend>${t("desk.outside")}</legend>
    <p class="small soft">${t(`desk.outside.${state}`)}</p>
    ${may && html`<p><button type="button" class="button" onClick=${change}><${Icon} name="bell" />${t(state === "on" ? "desk.outside.stop" : "desk.outside.ask")}</button></p>`}</fieldset>`;
}
