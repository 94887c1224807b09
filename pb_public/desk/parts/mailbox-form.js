import { html, useState } from "../../vendor/vendor.js";
import { Dialog } from "./dialog.js";
import { Input } from "./input.js";
import { Banner } from "./notice.js";
import { create, post, update } from "../lib/api.js";
import { byField, sort, trouble } from "../lib/errors.js";
import { t } from "../lib/i18n.js";
import { toast } from "../lib/state.js";

const first = { name: "", user: "", host: "", port: "", security: "tls", folder: "INBOX", auth: "password", unknown: "quarantine", active: true };
const secrets = { password: ["password"], oauth: ["client_id", "client_secret", "refresh_token", "token_url"] };
const own = Object.keys(first);
const pick = (row) => Object.fromEntries(own.map((name) => [name, row[name]]));

/** A mailbox: stored, then what opens it, then tried, so that one knows at once.
    What opens it is written and never read again. */
export default function Form({ box, onDone, onClose }) {
  const [row, setRow] = useState(box), [form, setForm] = useState(box ? pick(box) : first), [secret, setSecret] = useState({});
  const [errors, setErrors] = useState({}), [message, setMessage] = useState(""), [busy, setBusy] = useState(false);
  const typed = Object.values(secret).some(Boolean);
  async function store() {
    const body = { ...form, port: Number(form.port) || 0 };
    const saved = row ? await update("mailboxes", row.id, body) : await create("mailboxes", body);
    setRow(saved);
    if (typed || !box) await post(`mailboxes/${saved.id}/secret`, secret);
    return post(`mailboxes/${saved.id}/test`);
  }
  async function save() {
    if (busy) return;
    setBusy(true);
    setErrors({});
    setMessage("");
    try {
      const said = await store();
      onDone();
      if (said.ok) { toast(t("settings.mailbox.works", { name: form.name })); onClose(); }
      else setMessage([t("settings.mailbox.kept"), said.text, said.answer && t("settings.mailbox.answer", { answer: said.answer })].filter(Boolean).join(" "));
    } catch (error) {
      const { at, rest } = sort(byField(error.response?.data), [...own, ...secrets[form.auth]]);
      setErrors(at);
      setMessage(trouble(error) === "offline" ? t("desk.error.offline") : rest.map((one) => one.message).join(" ") || (Object.keys(at).length ? "" : error.response?.message || t("desk.error.failed")));
    } finally {
      setBusy(false);
    }
  }
  const field = (name, more) => html`<${Input} name=${name} label=${t(`settings.field.mailbox.${name}`)} value=${form[name]} error=${errors[name]} onValue=${(value) => setForm({ ...form, [name]: value })} ...${more} />`;
  const choices = (name, values) => field(name, { type: "choices", options: values.map((value) => ({ value, label: t(`settings.mailbox.${name}.${value}`) })) });
  const hidden = (name) => html`<${Input} key=${name} name=${name} type=${name === "token_url" || name === "client_id" ? "text" : "password"} autocomplete="off" label=${t(`settings.field.mailbox.${name}`)}
    hint=${box && form.auth === box.auth && name === secrets[form.auth][0] && t("settings.mailbox.secret.kept")} value=${secret[name]} error=${errors[name]} onValue=${(value) => setSecret({ ...secret, [name]: value })} />`;
  return html`<${Dialog} title=${box?.name || t("settings.new.mailboxes")} onClose=${onClose} onSubmit=${save} footer=${html`<button class="button primary" aria-busy=${busy}>${t("settings.mailbox.save")}</button>`}>
    ${message && html`<${Banner} tone="late" icon="alert" role="alert">${message}<//>`}
    ${field("name", { max: 100, focus: true })}${field("user", { autocomplete: "off", hint: t("settings.mailbox.user.hint") })}
    <div class="pair">${field("host", { autocomplete: "off", placeholder: "imap.correo.example" })}${field("port", { type: "amount", kind: "short", placeholder: form.security === "tls" ? "993" : "143" })}</div>
    ${choices("security", ["tls", "starttls", "none"])}${choices("auth", ["password", "oauth"])}
    ${secrets[form.auth].map(hidden)}
    ${field("folder", { hint: t("settings.mailbox.folder.hint") })}${choices("unknown", ["quarantine", "case"])}
    <p class="small soft">${t("settings.mailbox.secret.where")}</p><//>`;
}
