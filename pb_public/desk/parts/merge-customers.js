import { html, useEffect, useState } from "../../vendor/vendor.js";
import { Dialog } from "./dialog.js";
import { partAgain } from "./duplicates.js";
import { Input } from "./input.js";
import { create, post, read } from "../lib/api.js";
import { byField, trouble } from "../lib/errors.js";
import { has, label, t, tn } from "../lib/i18n.js";
import { dayOf, fullDay } from "../lib/say.js";
import { atOnce, dismiss, spoken, toast, toasts } from "../lib/state.js";

const rows = ["document_number", "phone", "email", "address", "preferred_name", "notes_handling", "created"];
const said = (one, name) => (name === "created" ? fullDay(dayOf(one.created)) : name === "document_number" && one[name] ? `${(one.document_type || "").toUpperCase()} ${one[name]}` : one[name]);

const named = (name) => (has(`desk.customer.${name}`) ? t(`desk.customer.${name}`) : label("field", name));

/** One of the two: what is known, and the choice that this record stays. */
const Side = ({ one, other, keep, onKeep }) => html`<section class="card stack tight">
  <label class="choice"><input type="radio" name="keep" checked=${keep} onChange=${() => onKeep(one.id)} /><span><strong>${one.name}</strong><br /><span class="small soft">${t(keep ? "people.unite.keep" : "people.unite.goes")}</span></span></label>
  <dl class="facts small">${rows.filter((name) => one[name] || other[name]).map((name) => html`<dt key=${name}>${named(name)}</dt><dd>${said(one, name) || html`<span class="faint">${t("people.unite.lacks")}</span>`}</dd>`)}</dl></section>`;

/** What goes over to the one that stays, by counts. */
function moves(found) {
  const named = ["complaints", "purchases", "contacts"], parts = named.filter((name) => found[name]).map((name) => tn(`desk.move.${name}`, found[name]));
  const rest = Object.entries(found).reduce((n, [name, more]) => (named.includes(name) ? n : n + more), 0);
  return [...parts, ...(rest ? [tn("desk.move.rest", rest)] : [])].join(", ");
}

/** Says that two are one now; for a while it can be taken back from here. */
function tell(name, id, onMerged, gone) {
  const notice = `merge ${id}`, text = t("people.unite.done", { name });
  const run = () => { dismiss(notice); return partAgain(id, () => onMerged(gone)); };
  toasts.value = [...toasts.value.filter((one) => one.tone), { id: notice, text, tone: "held", until: atOnce().getTime() + 20000, run }];
  spoken.value = text;
}

/** Two records side by side: which stays, what would move, why. */
export default function MergeCustomers({ customer, other, may, onClose, onMerged, onNot }) {
  const [keep, setKeep] = useState(customer.id), [found, setFound] = useState(null), [reason, setReason] = useState("");
  const [errors, setErrors] = useState({}), [busy, setBusy] = useState(false);
  const gone = keep === customer.id ? other.id : customer.id;
  const failed = (error) => {
    const fields = byField(error.response?.data);
    setErrors(Object.keys(fields).length ? fields : { "": { message: trouble(error) === "offline" ? t("desk.error.offline") : error.response?.message || t("desk.error.failed") } });
  };
  useEffect(() => { read(`customers/${keep}/merge`, { from: gone }, "preview").then(setFound, (error) => trouble(error) !== "aborted" && failed(error)); }, [keep]);
  async function once(work) {
    if (busy) return;
    setBusy(true);
    try { await work(); } catch (error) { failed(error); } finally { setBusy(false); }
  }
  const unite = () => may.merge && once(async () => {
    const { merge } = await post(`customers/${keep}/merge`, { from: gone, reason });
    tell(found.survivor.name, merge, onMerged, customer.id);
    onClose();
    onMerged(keep);
  });
  const not = () => once(async () => {
    await create("namesakes", { customer: customer.id, other: other.id });
    toast(t("people.unite.not.done"));
    onClose();
    onNot?.();
  });
  // each stays on its side, whoever is to stay
  const one = found && [found.survivor, found.merged].find((side) => side.id === customer.id), two = found && [found.survivor, found.merged].find((side) => side.id === other.id);
  const rest = Object.entries(errors).filter(([name]) => name !== "reason").map(([, error]) => error.message);
  return html`<${Dialog} title=${t("people.unite.title")} onClose=${onClose} onSubmit=${unite}
    footer=${html`<button type="button" class="button quiet" onClick=${not}>${t("people.unite.not")}</button>
      ${may.merge && html`<button class="button primary" aria-busy=${busy} aria-disabled=${found ? null : "true"}>${t("people.unite.send")}</button>`}`}>
    ${one && html`<fieldset class="pair"><legend class="hidden">${t("people.unite.which")}</legend>
      <${Side} one=${one} other=${two} keep=${keep === one.id} onKeep=${setKeep} /><${Side} one=${two} other=${one} keep=${keep === two.id} onKeep=${setKeep} /></fieldset>
      <div class="small stack tight" role="status"><p>${moves(found.moves) ? t("people.unite.moves", { list: moves(found.moves) }) : t("people.unite.nothing")}
        ${found.fills.length > 0 && ` ${t("people.unite.fills", { list: found.fills.filter((name) => name !== "document_type").map((name) => named(name).toLowerCase()).join(", ") })}`}</p>
        <p class="soft">${t("people.unite.stays")}</p></div>`}
    ${may.merge ? html`<${Input} type="area" name="reason" label=${t("people.unite.reason")} value=${reason} error=${errors.reason?.message} onValue=${setReason} />` : html`<p class="small soft">${t("people.unite.lead")}</p>`}
    ${rest.length > 0 && html`<p class="small" role="alert">${rest.join(" ")}</p>`}<//>`;
}
