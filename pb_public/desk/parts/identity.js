import { html, useEffect, useRef } from "../../vendor/vendor.js";
import { Contacts } from "./contacts.js";
import { Icon } from "./icon.js";
import { Duplicates } from "./duplicates.js";
import { t } from "../lib/i18n.js";

/** In the card of a case: how the customer is reached, and whether they are there twice. */
export default function Identity({ c, onClose }) {
  const { customer, customer_card: card } = c.file.value, title = useRef();
  useEffect(() => { title.current.focus(); }, []);
  return html`<div class="card stack" data-part="identity">
    <section class="stack tight" aria-labelledby="contacts"><header class="heading"><h3 id="contacts" tabindex="-1" ref=${title}>${t("desk.contacts")}</h3>
      <button type="button" class="button quiet only" aria-label=${t("desk.close")} onClick=${onClose}><${Icon} name="x" /></button></header>
      <${Contacts} customer=${customer} may=${card?.may.note} onChange=${c.load} /></section>
    <section class="stack tight" aria-labelledby="twice"><h3 id="twice">${t("desk.double.twice")}</h3><${Duplicates} customer=${customer} said onMerged=${c.load} /></section></div>`;
}
