import { html } from "../../vendor/vendor.js";
import Ask from "./ask.js";
import { post } from "../lib/api.js";
import { tn } from "../lib/i18n.js";

/** Sets mails aside; why is asked for, and read in the list. */
export default ({ ids, onDone, onClose }) => html`<${Ask} keep=${`inbox.ignore ${ids.join(" ")}`.slice(0, 120)} texts="inbox.aside" intro=${tn("inbox.aside.intro", ids.length)}
  fields=${[{ name: "reason", type: "line", max: 400, focus: true }]} send=${(data) => post("mails/ignore", { ids, reason: data.reason || "" })} onDone=${onDone} onClose=${onClose} />`;
