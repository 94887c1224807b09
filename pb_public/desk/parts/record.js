import { html, useEffect, useState } from "../../vendor/vendor.js";
import { Stage } from "./badge.js";
import { FieldInput } from "./need.js";
import { Tasks } from "./evidence.js";
import { Refusal } from "./refusal.js";
import { File } from "./file.js";
import { Picker, Tray, useFiles } from "./files.js";
import { TimeCard } from "./time-list.js";
import { eventText } from "./timeline.js";
import { FactList } from "./value.js";
import { Untrained } from "./untrained.js";
import { pb } from "../lib/api.js";
import { tn, t } from "../lib/i18n.js";
import { href } from "../lib/routes.js";
import { shortNumber, title, when } from "../lib/say.js";

export const groups = {
  story: ["kind", "legal_kind", "product", "product_text", "amount", "since_when", "impact", "remedy_requested", "reply_channel", "mood_start", "goal"],
  handling: ["severity", "safety", "data_loss", "urgency", "urgency_reason", "lane", "area", "assignee", "owner", "supervisor", "next_step", "next_step_due", "person_only"],
  finding: ["cause", "cause_detail", "root_cause", "fault", "explanation", "evidence_note", "alternatives", "cause_public", "actions_public", "learning"],
};
export const extra = ["information_requested", "information_until", "temporary_alternative", "temporary_until", "transfer_reason", "escalation_reason", "extension_until", "closing_kind", "mood_end", "authority", "authority_case"];

/** One card of facts that can be turned into inputs; saving is one change of the case. */
function Group({ c, name, names }) {
  const [edit, setEdit] = useState(false);
  const save = async (event) => { event.preventDefault(); if (!c.dirty.value || (await c.save(names))) setEdit(false); };
  return html`<section class="card stack tight"><header class="cluster between"><h3>${t(`desk.record.${name}`)}</h3>
      ${!edit && html`<button type="button" class="link small" onClick=${() => setEdit(true)}>${t("desk.edit")}</button>`}</header>
    ${edit ? html`<form class="stack" onSubmit=${save}>${names.map((one) => html`<${FieldInput} key=${one} c=${c} name=${one} />`)}
      ${names.includes("assignee") && html`<${Untrained} cases=${[c.id]} agent=${c.written.value.assignee} />`}
      <${Refusal} c=${c} of=${["save"]} />
      <p class="cluster"><button class="button" aria-busy=${c.busy.value === "save"}>${t("desk.save")}</button>
        <button type="button" class="button quiet" onClick=${() => { c.form.clear(names); setEdit(false); }}>${t("desk.cancel")}</button></p></form>`
      : html`<${FactList} names=${names} one=${c.file.value.complaint} />`}</section>`;
}

/** The cases that this one is linked to; one that may not be seen is not there. */
function Linked({ ids }) {
  const [list, setList] = useState([]);
  useEffect(() => {
    const filter = ids.map((id) => pb.filter("id = {:id}", { id })).join(" || ");
    pb.collection("complaints").getList(1, 30, { filter, fields: "id,number,goal,stage", requestKey: "linked" }).then(({ items }) => setList(items), () => setList([]));
  }, [ids.join()]);
  return html`<ul class="stack tight small">${list.map((one) => html`<li class="past-case" key=${one.id}><${Stage} stage=${one.stage} /><span><a class="tap num" href=${href("case", { id: one.id })}>${shortNumber(one.number)}</a> <span class="faint">${title(one)}</span></span></li>`)}</ul>`;
}

/** Every file of the case, with whose it is; more can be put here without a message. */
function Files({ c, list }) {
  const files = useFiles(c, "record"), send = () => files.send();
  return html`<section class="card stack tight drop" ...${files.zone}><h3>${t("desk.record.files")}</h3>
    ${list.length ? html`<ul class="files column">${list.map((one) => html`<li key=${one.id}><${File} one=${one} all=${list} told /></li>`)}</ul>` : html`<p class="small faint">${t("desk.record.files.none")}</p>`}
    <${Tray} files=${files} />
    <p class="cluster"><${Picker} files=${files} text=${t("desk.file.add")} />${files.list.some((one) => one.message === undefined) && html`<button type="button" class="button" onClick=${send}>${t("desk.file.send")}</button>`}</p></section>`;
}

function Events({ list }) {
  const [shown, setShown] = useState(50), newest = [...list].sort((a, b) => (a.created < b.created ? 1 : -1));
  return html`<section class="panel"><header class="heading"><h3>${t("desk.record.events")}</h3><span class="small faint">${tn("desk.record.events.count", list.length)}</span></header>
  <ol class="list small">${newest.slice(0, shown).map((one) => html`<li class="event-line" key=${one.id}>
    <time class="faint num">${when(one.created)}</time><span>${eventText(one)}</span><span class="faint">${one.actor_name || t(`desk.actor.${one.actor_kind || "system"}`)}</span></li>`)}</ol>
    ${list.length > shown && html`<p><button type="button" class="button quiet" onClick=${() => setShown(shown + 200)}>${tn("desk.timeline.before", list.length - shown)}</button></p>`}</section>`;
}

/** The file of the case: its fields, files, tasks, and everything that happened. */
export function Record({ c }) {
  const { complaint, attachments, tasks, events } = c.file.value;
  return html`<div class="stack loose">
    <div class="columns">
      <div class="stack"><${Group} c=${c} name="story" names=${groups.story} />
        <${Files} c=${c} list=${attachments} />
        ${tasks.length > 0 && html`<section class="card stack tight"><h3>${t("desk.record.tasks")}</h3><${Tasks} c=${c} /></section>`}
        <${TimeCard} c=${c} /></div>
      <div class="stack"><${Group} c=${c} name="handling" names=${groups.handling} /><${Group} c=${c} name="finding" names=${groups.finding} />
        ${complaint.linked?.length > 0 && html`<section class="card stack tight"><h3>${t("desk.link.to")}</h3><${Linked} ids=${complaint.linked} /></section>`}
        ${extra.some((name) => complaint[name]) && html`<section class="card stack tight"><h3>${t("desk.record.extra")}</h3><${FactList} names=${extra} one=${complaint} /></section>`}</div>
    </div>
    <${Events} list=${events} />
  </div>`;
}
