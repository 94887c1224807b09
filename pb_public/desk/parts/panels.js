import { html, signal, useEffect } from "../../vendor/vendor.js";
import { useKeys } from "../lib/keys.js";
import { t } from "../lib/i18n.js";
import { panel } from "../lib/panel.js";
import { toast } from "../lib/state.js";
import "../lib/recent.js";

// none of them is on the first screen, so none is sent before it is wanted
const later = { command: () => import("./command.js"), help: () => import("./help.js"), settings: () => import("./settings.js"), notices: () => import("./notifications.js") };
const parts = signal({});

async function bring(name) {
  if (!name || parts.value[name]) return;
  try {
    const { default: Part } = await later[name]();
    parts.value = { ...parts.value, [name]: Part };
  } catch {
    panel.value = "";
    toast(t("desk.error.offline"), "late");
  }
}

/** The dialogs that open over any screen, and their keys. */
export function Panels() {
  const name = panel.value, Part = parts.value[name];
  useEffect(() => { bring(name); }, [name]);
  useEffect(() => () => { panel.value = ""; }, []);
  // a moment later: a dialog that was just closed has not said so yet
  const open = (next) => () => setTimeout(() => { panel.value = next; });
  useKeys({ "ctrl+k": open("command"), "?": open("help") });
  return Part ? html`<${Part} key=${name} onClose=${() => { if (panel.value === name) panel.value = ""; }} />` : null;
}
