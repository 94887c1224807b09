import { html } from "../../vendor/vendor.js";
import { eventText, Days } from "./timeline.js";
import { groups, extra } from "./record.js";
import { Sent } from "./proposal-sent.js";
import { Told } from "./versions.js";
import { FactList } from "./value.js";
import { label, t } from "../lib/i18n.js";
import { usePrinted } from "../lib/paper.js";
import { title, when } from "../lib/say.js";
import { session } from "../lib/state.js";
import { entries } from "../lib/timeline.js";

const Section = ({ name, children }) => html`<section><h2>${name}</h2>${children}</section>`;

const head = ["received_at", "channel", "owner", "assignee", "next_step", "next_step_due", "legal_due", "resolved_at", "closed_at"];
const person = ["name", "document_number", "phone", "email", "address"];

/** The whole record of a case as it goes on paper: nothing folded, no controls. */
function Paper({ file }) {
  const { complaint: one, customer, statements, proposals, tasks, events, attachments } = file;
  return html`<article>
    <p>${session.value.business?.name} · ${one.number} · ${label("kind", one.kind)} · ${label("stage", one.stage)}${one.confidential && ` · ${t("desk.case.confidential")}`}</p>
    <h1>${title(one)}</h1>
    <${FactList} names=${head} one=${one} />
    ${customer && html`<${Section} name=${t("desk.print.customer")}><${FactList} names=${person} one=${customer} /><//>`}
    <${Section} name=${t("desk.record.story")}><${Told} text=${one.narrative} /><${FactList} names=${groups.story} one=${one} /><//>
    ${statements.length > 0 && html`<${Section} name=${t("desk.versions.team")}>${statements.map((said) => html`<${Told} key=${said.id} text=${said.text} /><p class="small">${said.author_name} · ${when(said.created)}</p>`)}<//>`}
    <${Section} name=${t("desk.record.handling")}><${FactList} names=${groups.handling} one=${one} /><//>
    <${Section} name=${t("desk.record.finding")}><${FactList} names=${[...groups.finding, ...extra]} one=${one} /><//>
    ${proposals.map((offer) => html`<${Sent} key=${offer.id} one=${offer} currency=${one.currency} />`)}
    ${tasks.length > 0 && html`<${Section} name=${t("desk.record.tasks")}><ul>${tasks.map((task) => html`<li key=${task.id}>${task.title}${task.done_at && ` · ${t("desk.print.done", { when: when(task.done_at) })}`}</li>`)}</ul><//>`}
    <${Section} name=${t("desk.tab.conversacion")}><${Days} list=${entries(file)} name=${customer?.name || t("desk.anonymous")} complaint=${one.id} all=${attachments} whole /><//>
    <${Section} name=${t("desk.record.events")}><ol>${events.map((event) => html`<li key=${event.id}>${when(event.created)} · ${eventText(event)}${event.actor_name && ` · ${event.actor_name}`}</li>`)}</ol><//>
  </article>`;
}

/** While the browser prints, the case stands on the page as paper; afterwards it is gone. */
export const usePaper = (c) => usePrinted(() => c.file.value && c.problem.value !== "hidden" && html`<${Paper} file=${c.file.value} />`, [c]);
