import { html, useEffect, useMemo, useState } from "../../vendor/vendor.js";
import { File } from "./file.js";
import { Icon } from "./icon.js";
import { Message } from "./message.js";
import { instant } from "../lib/dates.js";
import { label, t, tn } from "../lib/i18n.js";
import { clock, dayOf, dayOfMonth, longDay, sentence } from "../lib/say.js";
import { lasting } from "../lib/spent.js";
import { route } from "../lib/state.js";
import { entries, part, reach } from "../lib/timeline.js";

const icons = {
  "attachment.added": "clip",
  "complaint.moved": "arrow", "complaint.transferred": "right", "complaint.escalated": "alert",
  "complaint.confidential": "lock", "complaint.extended": "calendar", "complaint.temporary": "clock", "plan.activated": "shield", "statement.given": "user",
  "proposal.sent": "template", "proposal.accepted": "check", "proposal.refused": "x", "proposal.expired": "clock",
  "task.added": "plus", "task.done": "check", "follow_up.made": "phone", "understanding.confirmed": "check", "understanding.corrected": "note",
  "technique.applied": "check", "complaint.handed_over": "right", "complaint.linked": "link", "complaint.conduct": "user", "profile.confirmed": "user",
  "time.noted": "clock", "time.undone": "x",
  "action.opened": "shield", "action.grown": "shield", "action.done": "check", "action.dropped": "x",
};

// what is shown at first, and how much more each time it is asked for
const first = 6, more = 40;

export const eventText = (one) => {
  const to = one.type === "complaint.moved" && one.data?.to;
  return to ? t("desk.event.moved", { stage: label("stage", to) }) : label("event", one.type);
};

const Event = ({ one, files, all }) => html`<${Icon} name=${icons[one.type] || "info"} />
  <span><strong>${eventText(one)}</strong>${one.type === "technique.applied" && `: ${one.data.note}`}${one.type.startsWith("time.") && one.data?.extra?.minutes > 0 && `: ${lasting(one.data.extra.minutes)}`}${one.actor_name && ` · ${one.actor_name}`} · ${clock(instant(one.created))}
    ${files.length > 0 && html`<span class="files">${files.map((file) => html`<${File} key=${file.id} one=${file} all=${all} />`)}</span>`}</span>`;

/** Entries under the days on which they were made. */
export function Days({ list, name, complaint, all, here, whole }) {
  let last = "";
  return html`<ol class="timeline">${list.map((one) => {
    const day = dayOf(one.at), opens = day !== last;
    last = day;
    return [opens && html`<li class="day label" key=${day}><span>${sentence(longDay(day))}</span></li>`,
      html`<li key=${one.key} id=${`en-${one.key}`} class=${one.event ? "event" : null} data-here=${one.key === here ? "" : null} tabindex=${one.key === here ? "-1" : null}>
        ${one.event ? html`<${Event} one=${one.event} files=${one.files} all=${all} />` : html`<${Message} one=${one.message} files=${one.files} customer=${name} complaint=${complaint} all=${all} whole=${whole} />`}</li>`];
  })}</ol>`;
}

/** Brings the entry that the address names (?en=…) into view, once for each address. */
function useHere(all, setShown) {
  const here = route.value.query.en || "";
  useEffect(() => {
    if (!here) return;
    setShown((shown) => reach(all, here, shown));
    requestAnimationFrame(() => {
      const one = document.getElementById(`en-${here}`);
      one?.scrollIntoView({ block: "center" });
      one?.focus({ preventScroll: true });
    });
  }, [here]);
  return here;
}

/** What was said and done, oldest first; what is long past comes when it is asked for. */
export function Timeline({ file }) {
  const all = useMemo(() => entries(file), [file]);
  const [shown, setShown] = useState(() => reach(all, route.value.query.en, first));
  const here = useHere(all, setShown);
  const { before, recent } = part(all, shown);
  const name = file.customer?.preferred_name || file.customer?.name || t("desk.anonymous");
  return html`
    ${before.length > 0 && html`<p class="fold"><button type="button" class="button quiet" onClick=${() => setShown(shown + more)}>
      ${tn("desk.timeline.before", before.length)} · ${dayOfMonth(dayOf(before[0].at))} – ${dayOfMonth(dayOf(before.at(-1).at))}</button></p>`}
    <${Days} list=${recent} name=${name} complaint=${file.complaint.id} all=${file.attachments} here=${here} />`;
}
