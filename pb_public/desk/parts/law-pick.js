import { html } from "../../vendor/vendor.js";
import { Input } from "./input.js";
import { t } from "../lib/i18n.js";

/** Which book, where there are several. */
export const Pick = ({ books, value, onValue }) => books.length > 1 && html`<${Input} type="select" name="book" kind="short" label=${t("settings.law.book")} value=${value}
  onValue=${(id) => id && onValue(id)} options=${books.map((one) => ({ value: one.id, label: one.name }))} />`;
