import { html } from "../../vendor/vendor.js";
import { t } from "../lib/i18n.js";
export const Purchases = ({ tabs }) => html`<header class="page-head"><div><h1 tabindex="-1">${t("settings.tab.purchases")}</h1></div></header>${tabs}`;
