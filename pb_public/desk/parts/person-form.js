import { html, useEffect, useMemo, useState } from "../../vendor/vendor.js";
import { Dialog } from "./dialog.js";
import { Input } from "./input.js";
import { Saved } from "./notice.js";
import { PersonPick } from "./person-pick.js";
import { update } from "../lib/api.js";
import { draft } from "../lib/drafts.js";
import { byField, trouble } from "../lib/errors.js";
import { label, t } from "../lib/i18n.js";
import { changed, fields, met } from "../lib/person-data.js";
import { catalog, toast } from "../lib/state.js";

const own = ["preferred_name", "notes_handling", "language", "public_reach", "press", "referred_by", "survey_opt_out"];
const nameOf = (name) => t(own.includes(name) ? `people.one.${name}` : `desk.customer.${name}`);
const options = {
  document_type: () => (catalog.value.document_types || []).map((code) => ({ value: code, label: label("document_type", code) === code ? code.toUpperCase() : label("document_type", code) })),
  language: () => ["es", "en"].map((value) => ({ value, label: t(`people.one.language.${value}`) })),
};

/** Sends what was changed and nothing else; what somebody else changed meanwhile is shown first, once. */
function useForm(p, onClose) {
  const form = useMemo(() => draft(`customer.data.${p.id}`), []), stored = p.card.value.customer, data = { ...stored, ...form.data.value };
  const [errors, setErrors] = useState({}), [message, setMessage] = useState(""), [busy, setBusy] = useState(false), [seen, setSeen] = useState([]);
  useEffect(() => { form.load(); }, []);
  const set = (changes) => form.set(changes, Object.fromEntries(Object.keys(changes).map((name) => [name, stored[name] ?? ""])));

  async function send() {
    if (busy) return;
    setBusy(true);
    setErrors({});
    setMessage("");
    try {
      await p.load();
      const now = p.card.value.customer, changes = changed(form.data.value, now), others = met(changes, form.fields.value, now).filter((name) => !seen.includes(name));
      if (others.length) {
        setSeen(seen.concat(others));
        return void setErrors(Object.fromEntries(others.map((name) => [name, { message: t("people.one.changed", { value: now[name] || "–" }) }])));
      }
      if (Object.keys(changes).length) await update("customers", p.id, changes);
      form.clear([], true);
      toast(t("people.one.saved"));
      onClose();
      p.load();
    } catch (error) {
      setErrors(byField(error.response?.data));
      setMessage(trouble(error) === "offline" ? t("desk.error.offline") : error.response?.message || t("desk.error.failed"));
    } finally {
      setBusy(false);
    }
  }
  return { form, data, set, errors, message, busy, send };
}

function Field({ f, one, p }) {
  const error = one.errors[f.name]?.message, rest = { name: f.name, label: nameOf(f.name), error };
  if (f.type !== "person") return html`<${Input} ...${f} ...${rest} options=${options[f.name]?.()} value=${one.data[f.name]} onValue=${(value) => one.set({ [f.name]: value })} />`;
  return html`<${PersonPick} ...${rest} except=${p.id} value=${one.data.referred_by ? { id: one.data.referred_by, name: one.data.referred_by_name } : null}
    onValue=${(value) => one.set({ referred_by: value?.id || "", referred_by_name: value?.name || "" })} />`;
}

/** All that is known of a customer, to be put right; what was begun is there when it is opened again. */
export default function PersonForm({ p, onClose }) {
  const one = useForm(p, onClose), shown = fields.map((f) => f.name);
  const rest = Object.entries(one.errors).filter(([name]) => !shown.includes(name)).map(([, error]) => error.message);
  const lines = [];
  for (const f of fields) if (f.pair && lines.at(-1)?.length === 1 && lines.at(-1)[0].pair) lines.at(-1).push(f); else lines.push([f]);
  return html`<${Dialog} title=${t("people.one.data")} onClose=${onClose} onSubmit=${one.send}
    footer=${html`<${Saved} saved=${one.form.saved.value} /><button class="button primary" aria-busy=${one.busy}>${t("desk.save")}</button>`}>
    ${lines.map((line) => html`<div class=${line.length > 1 ? "pair" : null} key=${line[0].name}>${line.map((f) => html`<${Field} key=${f.name} f=${f} one=${one} p=${p} />`)}</div>`)}
    ${one.message && html`<p class="small" role="alert">${rest.length ? rest.join(" ") : one.message}</p>`}<//>`;
}
