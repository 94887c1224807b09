import { html } from "../../vendor/vendor.js";
import { Icon } from "./icon.js";
import { t } from "../lib/i18n.js";
import { when } from "../lib/say.js";

const icons = { unreadable: "alert", bounce: "undo", filed: "check" };

/** Who wrote, as their mail says. */
export const sender = (one) => one.sender_name || one.sender || t("inbox.nobody");

/** Why a mail is where it is, in a few words. */
export const why = (one) => (one.reason ? t(`inbox.why.${one.reason}`) : t(`inbox.status.${one.status}`));

/** A mail in a list: what about, from whom, since when, why it is here. */
export const MailRow = ({ one, picked, onPick, onOpen }) => html`<li class="row" data-id=${one.id}>
  ${onPick ? html`<label class="pick"><input type="checkbox" checked=${picked} aria-label=${t("inbox.pick", { subject: one.subject || t("inbox.untitled"), name: sender(one) })} onChange=${() => onPick(one.id)} /></label>` : html`<${Icon} name=${icons[one.status] || "mail"} />`}
  <div><button type="button" class="link title" onClick=${onOpen}>${one.subject || t("inbox.untitled")}</button>
    <p class="sub"><span>${sender(one)}</span><span>${when(one.received_at)}</span>${one.note && html`<span>${one.note}</span>`}</p></div>
  <span class="badge">${why(one)}</span></li>`;
