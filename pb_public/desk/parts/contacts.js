import { html, useState } from "../../vendor/vendor.js";
import { Icon } from "./icon.js";
import { Input } from "./input.js";
import { create, pb, update } from "../lib/api.js";
import { byField } from "../lib/errors.js";
import { t } from "../lib/i18n.js";
import { useLoad } from "../lib/load.js";
import { toast } from "../lib/state.js";

const list = (customer) => pb.collection("contacts").getFullList({ filter: pb.filter("customer = {:id}", { id: customer.id }), sort: "kind,created", requestKey: `contacts ${customer.id}` });
const where = (one) => (one.kind === "email" ? `mailto:${one.value}` : `tel:${one.value.replace(/[^\d+]/g, "")}`);

/** One mail or telephone, and what may be done with it. */
const Row = ({ one, preferred, may, on }) => html`<li class="cluster near" key=${one.id}><${Icon} name=${one.kind === "email" ? "mail" : "phone"} />
  <a class="tap num" href=${where(one)}>${one.value}</a>${one.label && html`<span class="small soft">${one.label}</span>`}
  ${preferred && html`<span class="badge outline">${t("desk.contacts.preferred")}</span>`}
  ${may && html`<span class="cluster near end">${!preferred && html`<button type="button" class="link small" onClick=${() => on.prefer(one)} aria-label=${`${t("desk.contacts.prefer")} ${one.value}`}>${t("desk.contacts.prefer")}</button>`}
    <button type="button" class="link small" onClick=${() => on.edit(one)} aria-label=${`${t("desk.contacts.correct")} ${one.value}`}>${t("desk.contacts.correct")}</button></span>`}</li>`;

/** A new one, or one to correct: which kind it is shows in the sign of a mail. */
function Form({ one, onSave, onRemove, onCancel }) {
  const [data, setData] = useState({ value: one.value || "", label: one.label || "" }), [errors, setErrors] = useState({});
  const keep = async (event) => {
    event.preventDefault();
    event.stopPropagation();
    setErrors(byField(await onSave({ ...data, kind: one.kind || (data.value.includes("@") ? "email" : "phone") })));
  };
  const field = (name, focus) => html`<${Input} name=${`contact.${name}`} label=${t(`desk.contacts.${name}`)} value=${data[name]} focus=${focus} error=${errors[name]?.message} onValue=${(value) => setData({ ...data, [name]: value })} />`;
  return html`<form class="stack tight" onSubmit=${keep} novalidate>${field("value", true)}${field("label")}
    <p class="cluster near"><button class="button">${t("desk.save")}</button><button type="button" class="button quiet" onClick=${onCancel}>${t("desk.cancel")}</button>
      ${one.id && html`<button type="button" class="link small end" onClick=${onRemove}>${t("desk.contacts.remove")}</button>`}</p></form>`;
}

/** The mails and telephones of a customer; onChange when the preferred ones may be others. */
export function Contacts({ customer, may = true, onChange }) {
  const { data, reload } = useLoad(() => list(customer), [customer.id, customer.updated]);
  const [edited, setEdited] = useState(null);
  // answers what the fields say of a refusal; nothing when it is done
  async function change(work, text) {
    try {
      await work();
      setEdited(null);
      if (text) toast(text);
      await reload();
      onChange?.();
    } catch (error) {
      const found = error.response?.data;
      if (!found?.value) toast(Object.values(byField(found)).map((one) => one.message).join(" ") || t(error.status ? "desk.error.failed" : "desk.error.offline"), "late");
      return found;
    }
  }
  const on = { edit: setEdited, prefer: (one) => change(() => update("customers", customer.id, { [one.kind]: one.value }), t("desk.contacts.saved")) };
  const save = (values) => change(() => (edited.id ? update("contacts", edited.id, { value: values.value, label: values.label }) : create("contacts", { customer: customer.id, ...values })), t("desk.contacts.saved"));
  const remove = () => change(() => pb.collection("contacts").delete(edited.id, { requestKey: null }), t("desk.contacts.removed"));
  return html`<div class="stack tight">${data && html`<ul class="stack tight">${data.map((one) => (edited?.id === one.id ? html`<li key=${one.id}><${Form} one=${one} onSave=${save} onRemove=${remove} onCancel=${() => setEdited(null)} /></li>`
      : html`<${Row} key=${one.id} one=${one} preferred=${one.value === customer[one.kind]} may=${may} on=${on} />`))}</ul>`}
    ${data?.length === 0 && html`<p class="small faint">${t("desk.contacts.none")}</p>`}
    ${may && (edited && !edited.id ? html`<${Form} one=${edited} onSave=${save} onCancel=${() => setEdited(null)} />`
      : html`<p><button type="button" class="link small" onClick=${() => setEdited({})}>${t("desk.contacts.add")}</button></p>`)}</div>`;
}
