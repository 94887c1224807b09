import { html } from "../../vendor/vendor.js";
import { Dialog } from "./dialog.js";
import { Loyalty } from "./loyalty.js";

/** The loyalty plan of a customer, from one of their cases. */
export default ({ customer, complaint, onClose }) => html`<${Dialog} title=${customer.name} onClose=${onClose}><${Loyalty} customer=${customer.id} complaint=${complaint} /><//>`;
