import { html } from "../../vendor/vendor.js";
import { Icon } from "./icon.js";
import { t, tn } from "../lib/i18n.js";
import { capped, counts } from "../lib/notify.js";

/** The entry of the menu, with how many are unread. */
export function Bell({ onOpen }) {
  const n = counts.value.unread;
  return html`<button type="button" class="entry bell" aria-haspopup="dialog" onClick=${onOpen}><${Icon} name="bell" /><span class="text">${t("desk.notices")}</span>
    ${n > 0 && html` <span class="count"><span aria-hidden="true">${capped(n)}</span><span class="hidden">${tn("desk.notices.unread", n)}</span></span>`}</button>`;
}
