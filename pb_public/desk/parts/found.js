import { html } from "../../vendor/vendor.js";
import { Glyph, Icon } from "./icon.js";
import { label, t } from "../lib/i18n.js";
import { shortNumber, when } from "../lib/say.js";

const icons = { customer: "user", message: "chat", proposal: "template" };

/** What kind of thing it is: the stage of a case, else a drawing. */
export const KindMark = ({ one }) => (one.stage && one.kind === "complaint"
  ? html`<span class="stage" data-stage=${one.stage} title=${label("stage", one.stage)}><${Glyph} name=${one.stage} /></span>` : html`<${Icon} name=${icons[one.kind] || "chat"} />`);

/** The words around what was found; the server says which of them it was. */
export const Snippet = ({ parts }) => (parts || []).map((part, i) => (part.hit ? html`<mark key=${i}>${part.text}</mark>` : part.text));

export const foundTitle = (one) => one.title || shortNumber(one.number) || t("desk.case.untitled");

/** Number, person, day: what tells one from another. */
export const foundSub = (one, withDay) => [one.kind !== "customer" && shortNumber(one.number), one.kind !== "customer" && one.customer_name, withDay && one.at && when(one.at)].filter(Boolean).join(" · ");
