import { html, useState } from "../../vendor/vendor.js";
import { Dialog } from "./dialog.js";
import { Input } from "./input.js";
import { CasePick, Who } from "./mail-pick.js";
import { post } from "../lib/api.js";
import { byField, sort, trouble } from "../lib/errors.js";
import { label, t } from "../lib/i18n.js";
import { href } from "../lib/routes.js";
import { catalog, toast } from "../lib/state.js";

const shown = ["complaint", "customer.name", "customer.email", "customer.document_type", "customer.document_number", "kind", "goal", "remedy_requested"];
const kinds = () => (catalog.value.kinds || []).map((one) => one.id || one).map((value) => ({ value, label: label("kind", value) }));

/** What goes to the server: a case that is there, or a new one of somebody. */
const choice = (to, form, known) => (to === "old" ? { complaint: form.complaint?.id || "" }
  : { customer: form.who === "new" ? form.customer : { id: form.person?.id || known[0]?.id || "" }, fields: { kind: form.kind, goal: form.goal, remedy_requested: form.remedy_requested } });

/** Whose mail it is and to which case it goes; the server judges it as any other filing. */
export default function Accept({ data, onDone, onClose }) {
  const { mail, known } = data, open = known.flatMap((one) => one.open || []);
  const [to, setTo] = useState(open.length ? "old" : "new");
  const [form, setForm] = useState({ complaint: open.length === 1 ? open[0] : null, who: known.length ? "old" : "new", person: known[0] || null, kind: "claim", goal: "", remedy_requested: "",
    customer: { name: mail.sender_name, email: mail.sender } });
  const [errors, setErrors] = useState({}), [message, setMessage] = useState(""), [busy, setBusy] = useState(false);
  const set = (changes) => setForm({ ...form, ...changes });
  async function send() {
    if (busy) return;
    if (to === "old" && !form.complaint) return setErrors({ complaint: t("inbox.pick.first") });
    setBusy(true);
    setMessage("");
    try {
      const { complaint } = await post(`mails/${mail.id}/accept`, choice(to, form, known));
      toast(t(to === "old" ? "inbox.accepted" : "inbox.filed"));
      onClose();
      onDone();
      location.hash = href("case", { id: complaint.id });
    } catch (error) {
      const { at, rest } = sort(byField(error.response?.data), shown);
      setErrors(at);
      setMessage(trouble(error) === "offline" ? t("desk.error.offline") : rest.map((one) => one.message).join(" ") || (Object.keys(at).length ? "" : error.response?.message || t("desk.error.failed")));
    } finally {
      setBusy(false);
    }
  }
  const field = (name, more) => html`<${Input} name=${name} label=${t(`inbox.field.${name}`)} value=${form[name]} error=${errors[name]} onValue=${(value) => set({ [name]: value })} ...${more} />`;
  return html`<${Dialog} title=${t("inbox.accept.title")} onClose=${onClose} onSubmit=${send} footer=${html`<button class="button primary" aria-busy=${busy}>${t(`inbox.accept.${to}.send`)}</button>`}>
    <${Input} type="choices" name="to" label=${t("inbox.accept.to")} value=${to} onValue=${(value) => { setTo(value); setErrors({}); }} options=${["old", "new"].map((value) => ({ value, label: t(`inbox.accept.${value}`) }))} />
    ${to === "old" ? html`<${CasePick} value=${form.complaint} offered=${open} error=${errors.complaint} onValue=${(complaint) => set({ complaint })} />`
      : html`<${Who} form=${form} known=${known} errors=${errors} onForm=${set} />
        ${field("kind", { type: "choices", options: kinds() })}${field("goal", { type: "line", max: 200, voice: true, hint: t("inbox.field.goal.hint") })}
        ${form.kind === "claim" && field("remedy_requested", { type: "line", voice: true })}`}
    ${message && html`<p class="small" role="alert">${message}</p>`}<//>`;
}
