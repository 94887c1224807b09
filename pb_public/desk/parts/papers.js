import { html } from "../../vendor/vendor.js";
import { Dialog } from "./dialog.js";
import { Icon } from "./icon.js";
import { hand } from "../lib/hand.js";
import { t } from "../lib/i18n.js";

/** The documents of a case: for its customer, and for an authority that asks. links.papers: which there are. */
export default function Papers({ id, number, links, onClose }) {
  const rows = [...links.papers.map((kind) => ({ kind, url: `complaints/${id}/papers/${kind}` })), { kind: "authority", url: `complaints/${id}/pdf?for=authority` }];
  return html`<${Dialog} title=${t("settings.papers")} onClose=${onClose}><ul class="stack tight">${rows.map(({ kind, url }) => html`<li key=${kind}>
    <button type="button" class="button" onClick=${() => hand(url, `${number}-${t(`settings.papers.file.${kind}`)}.pdf`)}><${Icon} name="download" />${t(`settings.papers.${kind}`)}</button>
    <p class="small soft">${t(`settings.papers.${kind}.text`)}</p></li>`)}</ul><//>`;
}
