import { html, useState } from "../../vendor/vendor.js";
import { Dialog } from "./dialog.js";
import { Input } from "./input.js";
import { create } from "../lib/api.js";
import { byField, trouble } from "../lib/errors.js";
import { t } from "../lib/i18n.js";
import { parseAmount } from "../lib/money.js";
import { beginning } from "../lib/say.js";
import { catalog, toast } from "../lib/state.js";

const named = (from, id) => (catalog.value[from] || []).find((one) => one.id === id)?.name;

/** What a customer took, kept for the next case of its kind. */
export default function AlternativeSave({ c, option, onClose }) {
  const { complaint } = c.file.value, cause = named("causes", complaint.cause), product = named("products", complaint.product) || complaint.product_text;
  const [one, setOne] = useState({ title: beginning(option.text.split("\n")[0], 80), text: option.text, cost: option.cost ? String(option.cost) : "", cause: true, product: false });
  const [errors, setErrors] = useState({}), [busy, setBusy] = useState(false), put = (name) => (value) => setOne({ ...one, [name]: value });
  async function send() {
    if (busy) return;
    setBusy(true);
    try {
      await create("alternatives", { title: one.title, text: one.text, cost: parseAmount(one.cost) ?? one.cost, currency: complaint.currency, active: true,
        ...(one.cause && cause ? { cause: complaint.cause } : {}), ...(one.product ? { product: complaint.product, product_text: complaint.product_text } : {}) });
      toast(t("desk.known.saved"));
      onClose();
    } catch (error) {
      const found = byField(error.response?.data);
      setErrors(Object.keys(found).length ? found : { title: { message: t(trouble(error) === "offline" ? "desk.error.offline" : "desk.error.failed") } });
    } finally { setBusy(false); }
  }
  const field = (name, type, label, hint) => html`<${Input} type=${type} name=${name} label=${label} hint=${hint} value=${one[name]} error=${errors[name]?.message} onValue=${put(name)} />`;
  return html`<${Dialog} title=${t("desk.known.save")} onClose=${onClose} onSubmit=${send}
    footer=${html`<button type="button" class="button" onClick=${onClose}>${t("desk.cancel")}</button><button class="button primary" aria-busy=${busy}>${t("desk.save")}</button>`}>
    ${field("title", "text", t("desk.known.title"), t("desk.known.title.hint"))}
    ${field("text", "area", t("desk.known.text"))}
    ${field("cost", "amount", t("desk.proposal.cost"))}
    ${cause && field("cause", "check", t("desk.known.for.cause", { name: cause }))}
    ${product && field("product", "check", t("desk.known.for.product", { name: product }))}
  <//>`;
}
