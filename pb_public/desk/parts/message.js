import { html, useMemo, useState } from "../../vendor/vendor.js";
import { File } from "./file.js";
import { Icon } from "./icon.js";
import { t } from "../lib/i18n.js";
import { instant } from "../lib/dates.js";
import { href } from "../lib/routes.js";
import { byChannel, clock, initials } from "../lib/say.js";
import { catalog } from "../lib/state.js";
import { at } from "../lib/timeline.js";
import { beginning, blocks, pieces } from "../lib/text.js";

const Piece = ({ one }) => (one.href ? html`<a href=${one.href} target="_blank" rel="noopener noreferrer">${one.text}</a>`
  : one.person ? html`<b class="mention">${one.text}</b>` : one.text);

const Paragraphs = ({ text, names }) => text.split(/\n{2,}/).map((part, i) =>
  html`<p class="pre" key=${i}>${pieces(part, names).map((one, n) => html`<${Piece} key=${n} one=${one} />`)}</p>`);

/** A text that may be long: its beginning, and the rest on request. */
function Long({ text, names, whole }) {
  const [open, setOpen] = useState(false), head = useMemo(() => (whole ? "" : beginning(text)), [text]);
  if (!head) return html`<${Paragraphs} text=${text} names=${names} />`;
  return html`<${Paragraphs} text=${open ? text : `${head}…`} names=${names} />
    <p><button type="button" class="link small" aria-expanded=${open} onClick=${() => setOpen(!open)}>${t(open ? "desk.message.less" : "desk.message.more")}</button></p>`;
}

/** Words as they came: what a mail repeats is folded, links are text with an address. */
export function Words({ text, names, whole }) {
  const parts = useMemo(() => blocks(text), [text]);
  return parts.map((one, i) => (one.quoted && parts.length > 1
    ? html`<details class="quoted" key=${i} open=${whole}><summary>${t("desk.message.quoted")}</summary><${Paragraphs} text=${one.text} names=${names} /></details>`
    : html`<${Long} key=${i} text=${one.text} names=${names} whole=${whole} />`));
}

const named = (one) => [].concat(one.mentions || []).map((id) => (catalog.value.agents || []).find((agent) => agent.id === id)?.name);

/** What somebody said: the customer, we, or a note among us. */
export function Message({ one, files, customer, complaint, all, whole }) {
  const theirs = one.direction === "in", note = one.direction === "note";
  const name = theirs ? customer : one.author_name || t("desk.system");
  return html`<span class=${`avatar${theirs ? " customer" : ""}`} aria-hidden="true">${initials(name)}</span>
    <div class="message" data-direction=${one.direction}>
      <header><strong>${name}</strong> ${note ? html`<${Icon} name="lock" /> ${t(one.purpose === "call" ? "desk.message.call" : "desk.message.note")}`
        : one.channel && byChannel(one.channel)}
        ${one.call_seconds > 0 && `· ${Math.max(1, Math.round(one.call_seconds / 60))} min`}
        ${one.approval && one.approval !== "approved" && html`<span class="badge" data-tone=${one.approval === "pending" ? "soon" : "late"}>${t(`channels.approval.${one.approval}`)}</span>`}
        ${one.delivery === "failed" && html`<span class="due" data-due="late"><${Icon} name="alert" />${t("desk.message.failed")}</span>`}
        <a class="at" href=${href("case", { id: complaint, query: { en: one.id } })}><time datetime=${at(one)}>${clock(instant(at(one)))}</time></a></header>
      <div class="body">${one.subject && html`<p><b>${one.subject}</b></p>`}<${Words} text=${one.text} names=${named(one)} whole=${whole} />${one.quoted && html`
        <details class="quoted" open=${whole}><summary>${t("desk.message.quoted")}</summary><p class="pre">${one.quoted}</p></details>`}
        ${files.length > 0 && html`<ul class="files">${files.map((file) => html`<li key=${file.id}><${File} one=${file} all=${all} /></li>`)}</ul>`}</div>
    </div>`;
}
