import { html } from "../../vendor/vendor.js";
import { t } from "../lib/i18n.js";

const phrases = ["listen", "check", "redirect"];

/** Words to say aloud, in the serif of people's voices. */
export const Phrases = ({ name }) => html`<section class="stack tight" aria-labelledby="phrases">
  <h2 class="label" id="phrases">${t("desk.phrases")}</h2>
  ${phrases.map((one) => html`<p class="banner voice" key=${one}>${t(`desk.phrase.${one}${name ? ".named" : ""}`, { name })}</p>`)}
</section>`;
