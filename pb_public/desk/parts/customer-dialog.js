import { html, useEffect, useMemo, useState } from "../../vendor/vendor.js";
import { Dialog } from "./dialog.js";
import { Input } from "./input.js";
import { typeName } from "./customer-types.js";
import { create, update } from "../lib/api.js";
import { draft } from "../lib/drafts.js";
import { byField, trouble } from "../lib/errors.js";
import { t } from "../lib/i18n.js";
import { parseAmount } from "../lib/money.js";
import { shortNumber, today } from "../lib/say.js";
import { toast } from "../lib/state.js";

const named = (list, name) => list.map((value) => ({ value, label: name(value) }));
const codes = (c) => c.file.value.customer_card.codes;
// on a customer's own screen it must be said which of the cases shows it
const which = (c) => (c.cases ? [{ name: "complaint", type: "select", options: c.cases.map((one) => ({ value: one.id, label: `${shortNumber(one.number)} ${one.title}` })) }] : []);
const caseOf = (c) => (c.cases ? { complaint: c.cases[0]?.id } : {});
const profileNames = (c) => named(codes(c).profiles, (code) => t(`desk.profile.${code}`));

// each question: its fields, what stands in them at first, and where the answer goes
const asks = {
  purchase: {
    fields: () => [{ name: "product", type: "text" }, { name: "amount", type: "amount" }, { name: "date", type: "date" }],
    first: () => ({ date: today() }),
    send: (c, _, one) => create("purchases", { customer: c.file.value.customer.id, ...one, amount: parseAmount(one.amount) ?? "" }),
  },
  observe: {
    fields: (c) => [...which(c), { name: "text", type: "area", hint: t("desk.ask.observe.text.hint") }, { name: "profile", type: "select", options: profileNames(c) }],
    first: caseOf,
    send: (c, _, one) => create("behaviours", { complaint: c.id, ...one }),
  },
  confirm: {
    fields: (c, _, one) => [...(one.evidence_complaint ? [] : which(c)), { name: "evidence", type: "area", hint: t("desk.ask.confirm.evidence.hint") }],
    first: (c, one) => ({ ...caseOf(c), evidence: one.evidence }),
    send: (c, one, { evidence, complaint = c.id }) => update("profiles", one.id, { status: "confirmed", evidence, evidence_complaint: one.evidence_complaint || complaint }),
  },
  dismiss: {
    fields: () => [{ name: "reason", type: "area" }],
    send: (c, one, { reason }) => update("profiles", one.id, { status: "dismissed", reason }),
  },
  correct: {
    fields: (c, form) => [{ name: "criterion", type: "select", options: named(c.file.value.customer_card.types.map((one) => one.criterion), (code) => t(`desk.type.${code}`)) },
      ...(form.criterion ? [{ name: "value", type: "choices", options: named(codes(c).types[form.criterion], (value) => typeName({ criterion: form.criterion, value }, true)) }] : []),
      { name: "reason", type: "area" }, { name: "expires", type: "date" }],
    send: (c, _, one) => create("classifications", { customer: c.file.value.customer.id, ...one }),
  },
};

/** One question about the customer; what was begun is there when it is opened again. */
export function CustomerDialog({ c, what, one, onClose, ask = asks[what] }) {
  const form = useMemo(() => draft(`customer.${what}.${one?.id || c.id}`), []);
  const [errors, setErrors] = useState({}), [message, setMessage] = useState(""), [busy, setBusy] = useState(false);
  useEffect(() => { form.load(); }, []);
  const data = { ...ask.first?.(c, one), ...form.data.value };
  async function send() {
    if (busy) return;
    setBusy(true);
    try {
      await ask.send(c, one, data);
      form.clear([], true);
      toast(t(`desk.ask.${what}.done`));
      onClose();
      c.load();
    } catch (error) {
      setErrors(byField(error.response?.data));
      setMessage(trouble(error) === "offline" ? t("desk.error.offline") : error.response?.message || t("desk.error.failed"));
    } finally {
      setBusy(false);
    }
  }
  const fields = ask.fields(c, data, one), shown = fields.map((f) => f.name);
  const rest = Object.entries(errors).filter(([name]) => !shown.includes(name)).map(([, e]) => e.message);
  return html`<${Dialog} title=${t(`desk.ask.${what}.title`, { profile: one?.profile ? t(`desk.profile.${one.profile}`) : "" })} onClose=${onClose} onSubmit=${send}
    footer=${html`<button class="button primary" aria-busy=${busy}>${t(`desk.ask.${what}.send`)}</button>`}>
    <p class="small soft">${t(`desk.ask.${what}.intro`, { title: one?.title || "" })}</p>
    ${fields.map((f) => html`<${Input} key=${f.name} ...${f} label=${f.name === "complaint" ? t("desk.ask.case") : t(`desk.ask.${what}.${f.name}`)} value=${data[f.name]} error=${errors[f.name]?.message} onValue=${(value) => form.set({ [f.name]: value })} />`)}
    ${message && html`<p class="small" role="alert">${rest.length ? rest.join(" ") : message}</p>`}<//>`;
}
