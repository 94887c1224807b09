import { html, useState } from "../../vendor/vendor.js";
import { Icon } from "./icon.js";
import { Input } from "./input.js";
import { Points } from "./points.js";
import { Refusal } from "./refusal.js";
import { FactList } from "./value.js";
import { t } from "../lib/i18n.js";
import { initials, when } from "../lib/say.js";
import { me, toast } from "../lib/state.js";

export const Told = ({ text }) => String(text || "").split(/\n{2,}/).map((part, i) => html`<p class="voice pre" key=${i}>${part}</p>`);

function confirmation(one) {
  if (one.understanding_confirmed_at) return t("desk.versions.confirmed", { when: when(one.understanding_confirmed_at) });
  if (one.understanding_waived_reason) return t("desk.versions.waived", { reason: one.understanding_waived_reason });
  return t("desk.versions.unconfirmed");
}

function Customer({ complaint: one, customer }) {
  const name = customer?.preferred_name || customer?.name || t("desk.anonymous");
  return html`<section aria-labelledby="v-customer"><div class="stack version">
    <h2 id="v-customer" class="person"><span class="avatar customer" aria-hidden="true">${initials(name)}</span>${t("desk.versions.customer", { name })}</h2>
    <${Told} text=${one.narrative} />
    <p class="tiny faint">${t("desk.versions.words", { when: when(one.received_at) })} · ${confirmation(one)}</p>
    ${one.paraphrase && html`<div class="inside-note"><p class="label">${t("desk.versions.paraphrase")}</p><p class="small">${one.paraphrase}</p></div>`}
  </div></section>`;
}

function Team({ c, statements }) {
  const text = c.written.value.statement || "";
  async function give(event) {
    event.preventDefault();
    if (!text.trim()) return event.target.querySelector("textarea").focus();
    if (await c.add("statements", { author: me.value.id, text }, ["statement"])) toast(t("desk.versions.given"));
  }
  return html`<section aria-labelledby="v-team"><div class="stack version">
    <h2 id="v-team" class="person"><span class="avatar" aria-hidden="true"><${Icon} name="customers" /></span>${t("desk.versions.team")}</h2>
    ${!statements.length && html`<p class="soft small">${t("desk.versions.none")}</p>`}
    ${statements.map((one) => html`<div class="stack tight" key=${one.id}><${Told} text=${one.text} />
      <p class="tiny faint">${one.author_name} · ${when(one.created)} · ${t("desk.versions.fixed")}</p></div>`)}</div>
    <form class="stack tight mine" onSubmit=${give}>
      <${Input} type="area" voice name="statement" label=${t(statements.length ? "desk.versions.add" : "desk.versions.mine")} hint=${t("desk.versions.hint")}
        value=${text} error=${c.error("statement") || (c.tried.value === "statements" && c.error("text"))} onValue=${(value) => c.set({ statement: value })} rows=${3} />
      <${Refusal} c=${c} of=${["statements"]} />
      <p class="cluster"><button class="button" aria-disabled=${text.trim() ? null : "true"} aria-busy=${c.busy.value === "statements"}>${t("desk.versions.give")}</button></p>
    </form>
  </section>`;
}

/** Points are the customer's questions, one by one; whoever listens notes them and answers each. */
function EditPoints({ c }) {
  const [open, setOpen] = useState(false);
  if (!open) return html`<p><button type="button" class="link small" onClick=${() => setOpen(true)}>${t("desk.points.edit")}</button></p>`;
  const save = async (event) => { event.preventDefault(); if (!c.dirty.value || (await c.save(["points"]))) setOpen(false); };
  return html`<form class="stack tight" onSubmit=${save}><${Points} c=${c} /><${Refusal} c=${c} of=${["save"]} />
    <p class="cluster"><button class="button" aria-busy=${c.busy.value === "save"}>${t("desk.save")}</button>
      <button type="button" class="button quiet" onClick=${() => { c.form.clear(["points"]); setOpen(false); }}>${t("desk.cancel")}</button></p></form>`;
}

/** Both versions side by side, same size, same face; neither can be rewritten. */
export function Versions({ c }) {
  const { complaint, customer, statements } = c.file.value;
  const points = Array.isArray(complaint.points) ? complaint.points : [];
  return html`<div class="stack">
    <div class="versions"><${Customer} complaint=${complaint} customer=${customer} /><${Team} c=${c} statements=${statements} /></div>
    <section class="panel stack tight"><h3>${t("desk.versions.points")}</h3>
      ${points.length > 0 ? html`<ol class="numbered stack tight">${points.map((one, i) => html`<li key=${i}>${one.text}${one.answer && html`<p class="small soft">${one.answer}</p>`}</li>`)}</ol>`
        : html`<p class="small faint">${t("desk.points.none")}</p>`}
      <${EditPoints} c=${c} /></section>
    ${(complaint.cause || complaint.fault || complaint.explanation) && html`<${Found} c=${c} />`}
  </div>`;
}

const Found = ({ c }) => html`<section class="panel"><h3>${t("desk.versions.found")}</h3>
  <${FactList} names=${["cause", "cause_detail", "fault", "explanation", "evidence_note"]} one=${c.file.value.complaint} /></section>`;
