import { html } from "../../vendor/vendor.js";
import ArticlePick from "./article-pick.js";
import { t } from "../lib/i18n.js";
import { href } from "../lib/routes.js";
import { toast } from "../lib/state.js";

/** Articles for a case, asked for from beside it: the one that is chosen goes into the reply. */
export default function Teach({ c, onClose }) {
  const onText = ({ text, title }) => {
    const had = (c.form.data.value["composer.reply"] || "").trimEnd();
    c.set({ "composer.reply": had ? `${had}\n\n${text}` : text });
    c.mode.value = "reply";
    location.hash = href("case", { id: c.id });
    toast(t("articles.pick.added", { title }));
  };
  return html`<${ArticlePick} c=${c} onText=${onText} onClose=${onClose} />`;
}
