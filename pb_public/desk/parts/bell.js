import { html, useEffect, useState } from "/vendor/vendor.js";
import { Icon } from "./icon.js";
import { t, tn } from "../lib/i18n.js";
import { capped, counts } from "../lib/notify.js";
import { toast } from "../lib/state.js";

/** The entry of the menu, with how many are unread. */
export function Bell({ onOpen }) {
  const n = counts.value.unread;
  return html`<button type="button" class="entry bell" aria-haspopup="dialog" onClick=${onOpen}><${Icon} name="bell" /><span class="text">${t("desk.notices")}</span>
    ${n > 0 && html` <span class="count"><span aria-hidden="true">${capped(n)}</span><span class="hidden">${tn("desk.notices.unread", n)}</span></span>`}</button>`;
}

/** Their list, which comes over the network when it is wanted. */
export function Notices({ onClose }) {
  const [List, setList] = useState(null);
  useEffect(() => {
    import("./notifications.js").then((module) => setList(() => module.Notifications), () => { toast(t("desk.error.offline"), "late"); onClose(); });
  }, []);
  return List && html`<${List} onClose=${onClose} />`;
}
