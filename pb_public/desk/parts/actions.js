import { html, useState } from "../../vendor/vendor.js";
import { AlternativesFor } from "./alternatives.js";
import { Dialog, Menu } from "./dialog.js";
import { Icon } from "./icon.js";
import { Input } from "./input.js";
import { Saved } from "./notice.js";
import { Cases, People } from "./people.js";
import { TagPicker } from "./tags.js";
import { TemplateMenu } from "./templates.js";
import { Untrained } from "./untrained.js";
import { download } from "../lib/blob.js";
import { choices, fields } from "../lib/fields.js";
import { useLater } from "../lib/later.js";
import { label, t, words } from "../lib/i18n.js";
import { catalog, toast } from "../lib/state.js";

// what each action asks for; whether it may be done is the server's to say
const asks = {
  transfer: ["area", "assignee", "transfer_reason", "transfer_summary"],
  escalate: ["escalation_level", "escalation_reason", "escalation_request", "supervisor"],
  confidential: ["confidential", "confidential_reason", "supervisor", "watchers"],
  extend: ["extension_until", "extension_reason", "notice"],
  temporary: ["temporary_alternative", "temporary_from", "temporary_until", "temporary_cost"],
  watch: ["watchers"], tag: ["tags"], link: ["linked"],
};
// these are no steps of the workflow: they change who follows a case and what it is related to
const always = ["tag", "watch", "link"];
// what stays as it is unless it is changed here
const kept = ["supervisor", "watchers", "tags", "linked", ...asks.temporary];

// a way out that lasts until the solution can be ended where it was begun
const shownIn = (action, complaint) => [...asks[action], ...(action === "temporary" && complaint.temporary_alternative ? ["temporary_closed_at"] : [])];

function first(action, complaint) {
  const values = Object.fromEntries(kept.filter((name) => asks[action].includes(name) && (complaint[name]?.length || complaint[name] > 0)).map((name) => [name, complaint[name]]));
  return action === "confidential" ? { ...values, confidential: !complaint.confidential } : values;
}

/** The words that tell the customer of it, from the template or one's own. */
const Notice = ({ c, value, error, onValue }) => html`<${Input} type="area" name="notice" label=${t("desk.action.notice")} hint=${t("desk.action.notice.hint")} rows=${4} value=${value} error=${error} onValue=${onValue} />
  <${TemplateMenu} c=${c} stage=${c.file.value.complaint.stage} onText=${({ text }) => onValue(text)} />`;

function Field({ c, name, value, onValue }) {
  const error = c.error(name);
  if (name === "watchers") return html`<${People} name=${name} value=${value} error=${error} onValue=${onValue} />`;
  if (name === "tags") return html`<${TagPicker} name=${name} value=${value} error=${error} onValue=${onValue} />`;
  if (name === "linked") return html`<${Cases} name=${name} value=${value} error=${error} except=${c.id} onValue=${onValue} />`;
  if (name === "notice") return html`<${Notice} c=${c} value=${value ?? ""} error=${c.error("letter") || c.error("message.text")} onValue=${onValue} />`;
  return html`<${Input} ...${fields[name]} name=${name} label=${label("field", name)} value=${value ?? ""} error=${error} onValue=${onValue}
    options=${choices(fields[name], catalog.value, name === "escalation_level" ? null : label)} />`;
}

function Form({ c, action, onClose }) {
  const { complaint } = c.file.value, shown = shownIn(action, complaint), given = first(action, complaint);
  const form = c.written.value, key = (name) => `action.${action}.${name}`;
  const value = (name) => form[key(name)] ?? given[name];
  async function send() {
    const more = action === "confidential" ? { confidential: value("confidential") } : {}, notice = value("notice");
    const message = notice && { purpose: "extension", text: notice, channel: complaint.reply_channel || complaint.channel };
    if (!(await c.act(action, more, message))) {
      if (c.conflict.value) onClose();
      return;
    }
    toast(t(`desk.action.${action}.done`));
    onClose();
  }
  const others = Object.entries(c.errors.value).filter(([name]) => !shown.includes(name) && !(shown.includes("notice") && ["letter", "message.text"].includes(name)));
  return html`<${Dialog} title=${t(`desk.action.${action}`)} onClose=${onClose} onSubmit=${send}
    footer=${html`<button type="button" class="button" onClick=${onClose}>${t("desk.cancel")}</button><button class="button primary" aria-busy=${Boolean(c.busy.value)}>${t(`desk.action.${action}.do`)}</button>`}>
    <p class="small soft">${t(`desk.action.${action}.why`)} <${Saved} saved=${c.form.saved.value} /></p>
    ${action === "temporary" && html`<${AlternativesFor} c=${c} part="temporary" onUse=${({ text, cost }) => c.set({ [key("temporary_alternative")]: text, ...(cost ? { [key("temporary_cost")]: String(cost) } : {}) })} />`}
    ${shown.map((name) => [html`<${Field} key=${name} c=${c} name=${name} value=${value(name)} onValue=${(next) => c.set({ [key(name)]: next })} />`,
      name === "assignee" && html`<${Untrained} key="untrained" cases=${[c.id]} agent=${value(name)} />`])}
    ${(others.length > 0 || (c.message.value && !Object.keys(c.errors.value).length)) && html`<div class="banner" data-tone="late" role="alert"><${Icon} name="alert" />
      <span>${others.length ? others.map(([, one]) => one.message).join(" ") : c.message.value}</span></div>`}
  <//>`;
}

/** What may be done with a case besides moving it on; only what the server offers. */
export function Actions({ c, track }) {
  const [action, setAction] = useState(""), [plan, startPlan] = useLater(() => import("./plan-start.js"));
  const [contact, note] = useLater(() => import("./channel-dialog.js"));
  const [time, noteTime] = useLater(() => import("./time.js"));
  const [papers, showPapers] = useLater(() => Promise.all([import("./papers.js"), words("settings")]).then(([one]) => one));
  const offered = [...(c.next.value?.actions || []).filter((code) => asks[code]), ...always];
  const start = (code) => { c.errors.value = {}; c.message.value = ""; setAction(code); };
  const { id, number } = c.file.value.complaint;
  const pdf = () => download({ url: `/api/crm/complaints/${id}/pdf`, name: `${number}.pdf`, signed: true }).catch(() => toast(t("desk.file.unread", { name: `${number}.pdf` }), "late"));
  return html`
    <${Menu} kind="end" button="button quiet only" label=${t("desk.case.more")} summary=${html`<${Icon} name="dots" />`}>
      ${offered.map((code) => html`<button type="button" class="item" data-command=${code} key=${code} onClick=${() => start(code)}>${t(`desk.action.${code}`)}</button>`)}
      ${c.file.value.plans.may && html`<button type="button" class="item" data-command="plan" onClick=${() => startPlan({ c })}>${t("desk.plan.start")}</button>`}
      ${c.file.value.complaint.erased_at ? null : html`<button type="button" class="item" data-command="contact" onClick=${() => note({ c })}>${t("channels.note")}</button>
        <button type="button" class="item" data-command="time" onClick=${() => noteTime({ c })}>${t("time.add")}</button>`}
      <hr />
      ${track && html`<a class="item" data-command="track" href=${track} target="_blank" rel="noopener"><${Icon} name="eye" />${t("desk.case.track")}</a>`}
      <button type="button" class="item" data-command="print" onClick=${() => print()}><${Icon} name="print" />${t("desk.case.print")}</button>
      <button type="button" class="item" data-command="pdf" onClick=${pdf}><${Icon} name="download" />${t("desk.case.pdf")}</button>
      <button type="button" class="item" data-command="papers" onClick=${() => showPapers({ id, number, links: c.file.value.links })}><${Icon} name="template" />${t("desk.case.papers")}</button>
    <//>
    ${plan}${contact}${time}${papers}
    ${action && html`<${Form} c=${c} action=${action} onClose=${() => setAction("")} />`}`;
}
