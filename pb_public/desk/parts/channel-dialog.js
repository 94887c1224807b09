import { html, useEffect, useMemo, useRef, useState } from "../../vendor/vendor.js";
import { Dialog } from "./dialog.js";
import { Icon } from "./icon.js";
import { Input } from "./input.js";
import { Saved } from "./notice.js";
import { create } from "../lib/api.js";
import { contacts, fieldsOf, offered, platforms, recordOf } from "../lib/channels.js";
import { draft } from "../lib/drafts.js";
import { byField, trouble } from "../lib/errors.js";
import { t } from "../lib/i18n.js";
import { atOnce, toast } from "../lib/state.js";
import { upload, why } from "../lib/upload.js";

const options = (field) => (field.list === "platforms" ? platforms(t) : field.list?.map((value) => ({ value, label: t(`channels.${field.name}.${value}`) })));

/** A file that goes with it; a recording, when it is a call. */
function Chosen({ field, error, file, onFile }) {
  const id = `chosen-${field.name}`;
  return html`<div class="field"><label for=${id}>${t(field.accept ? "channels.recording" : "channels.file")}</label>
    <input id=${id} class="input" type="file" accept=${field.accept} data-field="file" aria-invalid=${error ? "true" : null} onChange=${(e) => onFile(e.target.files[0] || null)} />
    ${field.accept && file && html`<span class="hint">${t("channels.recording.hint")}</span>`}
    ${error && html`<span class="error"><${Icon} name="alert" />${error}</span>`}</div>`;
}

/** Notes a contact of the case as its channel has it: a call with its recording, a letter, what was
    handed over, a post, an answer in public, or where to go on. What was begun is kept. */
export default function ChannelDialog({ c, what: first, onClose }) {
  const form = useMemo(() => draft(`contact:${c.id}`), []), [what, setWhat] = useState(first || "call"), [file, setFile] = useState(null);
  const [errors, setErrors] = useState({}), [message, setMessage] = useState(""), [busy, setBusy] = useState(false), kept = useRef(null);
  useEffect(() => { form.load(); }, []);
  const key = (name) => `${what}.${name}`, written = form.data.value;
  const typed = { call_direction: "in", letter_direction: "in", consent_at: atOnce().toISOString(), ...Object.fromEntries(Object.entries(written).filter(([name]) => name.startsWith(`${what}.`)).map(([name, value]) => [name.slice(what.length + 1), value])), file };
  useEffect(() => { // the words of a template, to begin with
    const template = { redirect: "canal_oficial", public: "redes" }[what];
    if (!template || typed.text) return;
    c.render(template).then(({ text }) => form.set({ [key("text")]: text }), () => {});
  }, [what]);
  useEffect(() => { document.querySelector("dialog[open] [aria-invalid=true]")?.focus(); }, [errors]);

  async function attach(made) {
    const values = what === "call" ? { kind: "recording", recording_consent: typed.recording_consent, consent_at: new Date(typed.consent_at).toISOString() } : { kind: what === "letter" ? "letter" : "evidence" };
    try {
      await upload({ complaint: c.id, message: made.id, file, ...values }, () => {});
    } catch (error) { // what was noted is noted; the file is tried again with it
      kept.current = made;
      throw Object.assign(new Error("file"), { status: error.status, response: error.data ? error : { message: t(why(error).key) } });
    }
  }
  async function send() {
    if (busy) return;
    setBusy(true);
    setErrors({});
    setMessage("");
    try {
      const record = recordOf(what, typed);
      if (record.text === undefined && contacts[what].collection === "messages" && file) record.text = t(`channels.what.${what}`);
      const made = kept.current || await create(contacts[what].collection, { complaint: c.id, ...(what === "redirect" ? { channel: c.file.value.complaint.reply_channel || c.file.value.complaint.channel } : {}), ...record });
      if (file) await attach(made);
      form.clear([], true);
      toast(t(made.approval === "pending" ? "channels.waits" : "channels.done"));
      onClose();
      await c.load();
    } catch (error) {
      const found = byField(error.response?.data), named = fieldsOf(what, typed).flat().map((one) => one.name);
      setErrors(Object.fromEntries(Object.entries(found).map(([name, one]) => [name === "call_seconds" ? "minutes" : name, one.message])));
      const rest = Object.entries(found).filter(([name]) => !named.includes(name) && name !== "call_seconds").map(([, one]) => one.message);
      setMessage(trouble(error) === "offline" ? t("desk.error.offline") : rest.join(" ") || (Object.keys(found).length ? "" : error.response?.message || t("desk.error.failed")));
    } finally {
      setBusy(false);
    }
  }
  const one = (field) => (field.type === "file" ? html`<${Chosen} key=${field.name} field=${field} error=${errors.file} file=${file} onFile=${setFile} />`
    : html`<${Input} key=${field.name} ...${field} options=${options(field) || []} label=${t(`channels.${field.name}`)} value=${typed[field.name]} error=${errors[field.name]}
      hint=${field.name === "recording_consent" && c.file.value.must_record ? t("channels.must_record") : null} onValue=${(value) => form.set({ [key(field.name)]: value })} />`);
  return html`<${Dialog} title=${t(first ? `channels.what.${first}` : "channels.note")} onClose=${onClose} onSubmit=${send}
    footer=${html`<${Saved} saved=${form.saved.value} /><span class="grow" /><button class="button primary" aria-busy=${busy}>${t(`channels.send.${contacts[what].collection === "posts" ? "post" : what}`)}</button>`}>
    ${!first && html`<${Input} type="choices" name="what" bare label=${t("channels.what")} value=${what} onValue=${(next) => { kept.current = null; setErrors({}); setWhat(next); }}
      options=${offered(c.file.value).map((value) => ({ value, label: t(`channels.what.${value}`) }))} />`}
    ${what === "call" && c.file.value.must_record && html`<p class="small soft">${t("channels.must_record")}</p>`}
    ${what === "public" && html`<p class="small soft">${t("channels.public.how")}</p>`}
    ${fieldsOf(what, typed).map((field, i) => (Array.isArray(field) ? html`<div class="pair" key=${i}>${field.map(one)}</div>` : one(field)))}
    ${message && html`<div class="banner" data-tone="late" role="alert"><${Icon} name="alert" /><span>${message}</span></div>`}<//>`;
}
