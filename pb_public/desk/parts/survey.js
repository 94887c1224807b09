import { html } from "../../vendor/vendor.js";
import { Banner } from "./notice.js";
import { create, update } from "../lib/api.js";
import { t } from "../lib/i18n.js";
import { useLater } from "../lib/later.js";
import { when } from "../lib/say.js";
import { toast } from "../lib/state.js";

/** What a customer would do better, put among the ideas with one press; each survey once. */
const noteIdea = (one) => create("ideas", { survey: one.id, title: one.comment.replace(/\s+/g, " ").slice(0, 200), text: one.comment, status: "new" })
  .then(() => toast(t("surveys.idea.done")), (error) => toast(error.response?.message || t("desk.error.offline"), "late"));

const Answered = ({ one }) => html`<p class="small"><strong>${t("surveys.answered")}</strong> ${t("surveys.scores", { solution: one.solution, treatment: one.treatment })}
  ${one.recommend && ` ${t("surveys.would", { n: one.recommend })}`} <span class="faint">· ${one.agent_name ? `${one.agent_name}, ` : `${t("surveys.link")}, `}${when(one.answered_at)}</span></p>
  ${one.comment && html`<p class="small voice pre">${one.comment}</p><p><button type="button" class="link small" onClick=${() => noteIdea(one)}>${t("surveys.idea")}</button></p>`}`;

/** An invitation that waits for its answer, or that ended without one. */
const sentence = (one) => t(`surveys.${one.closed_at ? "ended" : one.opened_at ? "opened" : "sent"}`, { when: when(one.opened_at || one.sent_at) });

/** What the customer answered, or the way to take it down; and, when they are lost, that somebody calls. */
export function Survey({ c }) {
  const [questions, ask] = useLater(() => import("./survey-dialog.js")), [outcome, end] = useLater(() => import("./ask.js"));
  const { surveys = [], reminders = [], complaint } = c.file.value;
  if (!["resolved", "closed"].includes(complaint.stage)) return null;
  const own = surveys.filter((s) => !s.campaign), one = own.find((s) => s.answered_at), sent = own.find((s) => !s.answered_at), owed = reminders.find((r) => r.kind === "detractor" && r.pending);
  const recovered = () => end({ keep: `recovery.${owed.id}`, texts: "desk.recovery", fields: [{ name: "outcome", type: "area" }], onDone: c.load,
    send: ({ outcome: text }) => update("reminders", owed.id, { done_at: new Date().toISOString(), outcome: text }) });
  return html`<section class="stack tight" aria-label=${t("surveys.answered")}>
    ${owed && html`<${Banner} tone="soon" icon="phone" action=${t("desk.recovery.do")} onAction=${recovered}>${t("desk.recovery", { name: owed.assignee_name || t("desk.system") })}<//>`}
    ${one ? html`<${Answered} one=${one} />`
      : html`${sent && html`<p class="small soft">${sentence(sent)}</p>`}<p><button type="button" class="button" onClick=${() => ask({ c, sent })}>${t("surveys.ask")}</button></p>`}
    ${questions}${outcome}</section>`;
}
