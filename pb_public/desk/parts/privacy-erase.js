import { html, useState } from "../../vendor/vendor.js";
import { Dialog } from "./dialog.js";
import { Input } from "./input.js";
import { post } from "../lib/api.js";
import { byField, sort, trouble } from "../lib/errors.js";
import { t, tn } from "../lib/i18n.js";
import { href } from "../lib/routes.js";
import { dayOf, fullDay, shortNumber } from "../lib/say.js";
import { toast } from "../lib/state.js";

const shown = ["reason", "confirm"];

/** The cases that it must wait for, each a way to it. */
const Cases = ({ name, list }) => list.length > 0 && html`<div class="banner stack tight" data-tone="soon">
  <p><b>${name}</b></p><p class="cluster near small">${list.map((one) => html`<a key=${one.id} class="num tap" href=${href("case", { id: one.id })}>${shortNumber(one.number)}</a>`)}</p></div>`;

/** Says what goes, what stays and when it may be; asks why, and for the name. */
export default function Erase({ customer, told, onDone, onClose }) {
  const [form, setForm] = useState({ reason: "", confirm: "" });
  const [errors, setErrors] = useState({}), [message, setMessage] = useState(""), [busy, setBusy] = useState(false);
  const may = told.ready && told.admin;
  async function send() {
    if (busy || !may) return;
    setBusy(true);
    setMessage("");
    try {
      const done = await post(`customers/${customer.id}/erasure`, form);
      toast(t(done.finished ? "people.privacy.ask.done" : "people.privacy.ask.tonight"));
      onClose();
      onDone();
    } catch (error) {
      const { at, rest } = sort(byField(error.response?.data), shown);
      setErrors(at);
      setMessage(trouble(error) === "offline" ? t("desk.error.offline") : rest.map((one) => one.message).join(" ") || (Object.keys(at).length ? "" : error.response?.message || t("desk.error.failed")));
    } finally {
      setBusy(false);
    }
  }
  const field = (name, more) => html`<${Input} name=${`erase.${name}`} value=${form[name]} error=${errors[name]} onValue=${(value) => setForm({ ...form, [name]: value })} ...${more} />`;
  return html`<${Dialog} title=${t("people.privacy.ask.title", { name: told.name })} onClose=${onClose} onSubmit=${send}
    footer=${may && html`<button class="button primary" aria-busy=${busy}>${t("people.privacy.ask.send")}</button>`}>
    <dl class="facts small">
      <dt>${t("people.privacy.ask.goes")}</dt><dd>${t("people.privacy.ask.goes.text")}</dd>
      ${told.cases > 0 && html`<dt>${t("people.privacy.ask.stays")}</dt><dd>${tn("people.privacy.ask.stays.text", told.cases)}</dd>`}</dl>
    <p class="small soft">${t("people.privacy.ask.backups")}</p>
    <${Cases} name=${t("people.privacy.ask.open")} list=${told.open} />
    <${Cases} name=${t("people.privacy.ask.until", { day: fullDay(dayOf(told.until)) })} list=${told.retained} />
    ${told.ready && html`<p class="small">${t("people.privacy.ask.none")}</p>`}
    ${!told.admin && html`<p class="small">${t("people.privacy.ask.admin")}</p>`}
    ${may && html`${field("reason", { label: t("people.privacy.ask.reason"), hint: t("people.privacy.ask.reason.hint"), type: "line" })}
      ${field("confirm", { label: t("people.privacy.ask.confirm", { name: told.name }), autocomplete: "off" })}`}
    ${message && html`<p class="small" role="alert">${message}</p>`}<//>`;
}
