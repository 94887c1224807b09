import { html } from "../../vendor/vendor.js";
import { Icon } from "./icon.js";
import { Empty } from "./notice.js";
import { openFile } from "../lib/api.js";
import { label, t, tn } from "../lib/i18n.js";
import { byChannel, clock, dayOf, dayOfMonth, initials, longDay, sentence } from "../lib/say.js";
import { instant } from "../lib/dates.js";
import { pieces } from "../lib/mention.js";
import { catalog } from "../lib/state.js";

const icons = {
  "complaint.filed": "chat", "complaint.moved": "arrow", "complaint.transferred": "right", "complaint.escalated": "alert",
  "complaint.confidential": "lock", "complaint.extended": "calendar", "complaint.temporary": "clock", "statement.given": "user",
  "proposal.sent": "template", "proposal.accepted": "check", "proposal.refused": "x", "proposal.expired": "clock",
  "task.added": "plus", "task.done": "check", "follow_up.made": "phone", "understanding.confirmed": "check", "understanding.corrected": "note",
};

export const size = (bytes) => (bytes > 1048576 ? `${(bytes / 1048576).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} kB`);

export const FileLink = ({ one }) => html`<button type="button" class="file" onClick=${() => openFile(one.url)}>
  <${Icon} name="clip" />${one.name} ${one.size > 0 && html`<span class="faint">${size(one.size)}</span>`}</button>`;

const at = (one) => one.sent_at || one.created;

const withNames = (text) => pieces(text, (catalog.value.agents || []).map((one) => one.name)).map((one) => (one.name ? html`<mark class="mention">${one.text}</mark>` : one.text));

function Message({ one, files, customer }) {
  const theirs = one.direction === "in", note = one.direction === "note";
  const name = theirs ? customer : one.author_name || t("desk.system");
  return html`<li><span class=${`avatar${theirs ? " customer" : ""}`} aria-hidden="true">${initials(name)}</span>
    <div class="message" data-direction=${one.direction}>
      <header><strong>${name}</strong> ${note ? html`<${Icon} name="lock" /> ${t(one.purpose === "call" ? "desk.message.call" : "desk.message.note")}`
        : one.channel && byChannel(one.channel)}
        ${one.delivery === "failed" && html`<span class="due" data-due="late"><${Icon} name="alert" />${t("desk.message.failed")}</span>`}
        <time datetime=${at(one)}>${clock(instant(at(one)))}</time></header>
      <div class="body">${one.subject && html`<p><b>${one.subject}</b></p>`}
        ${String(one.text || "").split(/\n{2,}/).map((text, i) => html`<p class="pre" key=${i}>${one.mentions?.length ? withNames(text) : text}</p>`)}
        ${files.length > 0 && html`<p class="cluster near">${files.map((file) => html`<${FileLink} key=${file.id} one=${file} />`)}</p>`}</div>
    </div></li>`;
}

export const eventText = (one) => {
  const to = one.type === "complaint.moved" && one.data?.to;
  return to ? t("desk.event.moved", { stage: label("stage", to) }) : label("event", one.type);
};

const Event = ({ one }) => html`<li class="event"><${Icon} name=${icons[one.type] || "info"} />
  <span><strong>${eventText(one)}</strong>${one.actor_name && ` · ${one.actor_name}`} · ${clock(instant(one.created))}</span></li>`;

// messages stand for themselves, and small edits are in the file's own list
const quiet = /^(message\.|complaint\.updated|reminder\.|attachment\.|rule\.|access\.)/;

function entries({ complaint, messages, events, attachments, customer }) {
  const name = customer?.preferred_name || customer?.name || t("desk.anonymous");
  const told = { id: "story", direction: "in", channel: complaint.channel, text: complaint.narrative, created: complaint.received_at };
  const all = [told, ...messages].map((one) => ({ key: one.id, at: at(one), node: html`<${Message} key=${one.id} one=${one} customer=${name}
    files=${attachments.filter((file) => (file.message ? file.message === one.id : one.id === "story"))} />` }));
  for (const one of events) if (!quiet.test(one.type) && one.type !== "complaint.filed") all.push({ key: one.id, at: one.created, node: html`<${Event} key=${one.id} one=${one} />` });
  return all.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

function Days({ list }) {
  let last = "";
  return html`<ol class="timeline">${list.map((one) => {
    const day = dayOf(one.at), first = day !== last;
    last = day;
    return [first && html`<li class="day label" key=${day}><span>${sentence(longDay(day))}</span></li>`, one.node];
  })}</ol>`;
}

/** What was said and done, oldest first; what is long past is folded. */
export function Timeline({ file }) {
  const all = entries(file), shown = 6;
  if (!all.length) return html`<${Empty} icon="chat" title=${t("desk.timeline.none")} />`;
  const before = all.length > shown + 2 ? all.slice(0, -shown) : [], recent = all.slice(before.length);
  return html`
    ${before.length > 0 && html`<details class="fold"><summary>${tn("desk.timeline.before", before.length)} · ${dayOfMonth(dayOf(before[0].at))} – ${dayOfMonth(dayOf(before.at(-1).at))}</summary><${Days} list=${before} /></details>`}
    <${Days} list=${recent} />`;
}
