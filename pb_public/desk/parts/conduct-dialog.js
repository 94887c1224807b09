import { html } from "../../vendor/vendor.js";
import { CustomerDialog } from "./customer-dialog.js";
import { create, post, update } from "../lib/api.js";
import { t } from "../lib/i18n.js";

const kinds = ["insult", "threat", "violence", "other"];
const outcome = () => [{ name: "outcome", type: "area" }];
const end = (status) => (c, one, { outcome: text }) => update("actions", one.id, { status, outcome: text });

const asks = {
  technique: {
    fields: () => [{ name: "note", type: "area", hint: t("desk.ask.technique.note.hint") }],
    send: (c, one, { note }) => post(`complaints/${c.id}/technique`, { profile: one.profile, note }),
  },
  incident: {
    fields: (c) => [{ name: "kind", type: "choices", options: kinds.map((value) => ({ value, label: t(`desk.incident.${value}`) })) },
      { name: "text", type: "area", hint: t("desk.ask.incident.text.hint") }, { name: "quote", type: "area", voice: true, hint: t("desk.ask.incident.quote.hint") },
      ...(c.file.value.complaint.open ? [{ name: "handed_over", type: "check", hint: t("desk.ask.incident.handed_over.hint") }] : [])],
    send: (c, _, one) => create("incidents", { complaint: c.id, ...one }),
  },
  done: { fields: outcome, send: end("done") },
  dropped: { fields: outcome, send: end("dropped") },
};

/** What a person notes of how somebody behaves, and of what is done so that it does not come back. */
export default (props) => html`<${CustomerDialog} ...${props} ask=${asks[props.what]} />`;
