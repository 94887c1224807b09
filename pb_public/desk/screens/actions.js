import { html } from "../../vendor/vendor.js";
import { t } from "../lib/i18n.js";

export default () => html`<div class="page"><header class="page-head"><div><h1>${t("actions.title")}</h1></div></header></div>`;
