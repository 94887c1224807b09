import { html } from "/vendor/vendor.js";
import { Dialog } from "./dialog.js";
import { t } from "../lib/i18n.js";

const lists = {
  anywhere: ["c", "h", "q", "?", "escape"],
  list: ["j", "k", "enter", "x", "t"],
  case: ["r", "n", "l", "g", "ctrl+enter"],
};

const shown = { escape: "Esc", enter: "↵", "ctrl+enter": "Ctrl ↵" };

/** Every key of the desk, by where it works. */
export const Help = ({ onClose }) => html`
  <${Dialog} title=${t("desk.keys.title")} onClose=${onClose}>
    ${Object.entries(lists).map(([where, keys]) => html`<section key=${where} class="stack tight">
      <h3 class="label">${t(`desk.keys.${where}`)}</h3>
      <dl class="keys">${keys.map((key) => html`<dt key=${key}><kbd>${shown[key] || key.toUpperCase()}</kbd></dt><dd>${t(`desk.key.${where}.${key.replace("?", "help").replace("ctrl+", "")}`)}</dd>`)}</dl>
    </section>`)}
  <//>`;
