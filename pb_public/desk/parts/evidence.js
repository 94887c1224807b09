import { html } from "../../vendor/vendor.js";
import { Icon } from "./icon.js";
import { Input } from "./input.js";
import { FollowUp } from "./follow-up.js";
import { Explain } from "./explain.js";
import { Closing } from "./closing.js";
import { Preferred } from "./preferred.js";
import { Points } from "./points.js";
import { hows, TemplateMenu, useMissing } from "./templates.js";
import { choices, fields } from "../lib/fields.js";
import { label, t } from "../lib/i18n.js";
import { dayName } from "../lib/say.js";
import { catalog } from "../lib/state.js";
import { answered } from "../lib/transition.js";

/** An input for one value of a form of evidence: part("letter.text", {...}). */
export const Part = ({ c, name, ...rest }) => html`<${Input} name=${name} value=${c.written.value[name] ?? ""} error=${c.error(name)}
  onValue=${(value) => c.set({ [name]: value })} ...${rest} />`;

export const channels = () => choices(fields.channel, catalog.value, label);

const Channel = ({ c, name, text }) => html`<${Part} c=${c} name=${name} type="select" label=${text} options=${channels()} />`;

/** The proposal is written in its own tab, where there is room; here stands the way to it. */
const ProposalLink = ({ c, go }) => html`<p class="small"><button type="button" class="link small" onClick=${() => go("propuesta")}>
  ${t(answered(["proposal"], c.written.value) ? "desk.guide.proposal.go_on" : "desk.guide.proposal.start")}</button></p>`;

// where a person says whether it was the whole solution; elsewhere the way says it
const saysKind = ["executing", "disputed"];

function Letter({ c }) {
  const [lacking, setLacking] = useMissing();
  const { stage } = c.file.value.complaint;
  const how = c.written.value["letter.how"];
  return html`<div class="stack tight"><${Part} c=${c} name="letter.how" bare type="choices" wide label=${t("desk.letter.how")} options=${hows("template", "own")} error=${c.error("letter")} />
    ${how === "own" && html`<${Part} c=${c} name="letter.text" bare type="area" rows=${5} label=${t("desk.letter.text")} placeholder=${t("desk.letter.hint")} />
    ${lacking}
    <${TemplateMenu} c=${c} stage=${stage === "executing" ? "resolved" : stage} onText=${({ text, subject, missing }) => { c.set({ "letter.text": text, "letter.subject": subject || "" }); setLacking(missing || []); }} />`}
    <${Channel} c=${c} name="letter.channel" text=${t("desk.letter.channel")} />
    ${saysKind.includes(stage) && html`<${Input} ...${fields.resolution_kind} name="resolution_kind" label=${label("field", "resolution_kind")} value=${c.value("resolution_kind")} error=${c.error("resolution_kind")}
      options=${choices(fields.resolution_kind, catalog.value, label)} onValue=${(value) => c.set({ resolution_kind: value })} />`}</div>`;
}

function Acceptance({ c }) {
  const sent = c.file.value.proposals.find((one) => one.status === "sent");
  const options = (sent?.options || []).map((one, i) => ({ value: one.id, label: one.text.length > 60 ? `${i + 1}. ${one.text.slice(0, 57)}…` : `${i + 1}. ${one.text}` }));
  return html`<div class="stack tight"><p class="small faint">${t("desk.acceptance.why")}</p>
    <${Channel} c=${c} name="acceptance.channel" text=${t("desk.acceptance.channel")} />
    ${options.length > 1 && html`<${Part} c=${c} name="acceptance.option" type="choices" wide label=${t("desk.acceptance.option")} options=${options} />`}
    <${Part} c=${c} name="acceptance.words" type="area" voice label=${t("desk.acceptance.words")} /></div>`;
}

function RefusalForm({ c }) {
  const form = c.written.value;
  return html`<div class="stack tight"><${Channel} c=${c} name="refusal.channel" text=${t("desk.refusal.channel")} />
    <${Part} c=${c} name="refusal.reason" type="area" label=${t("desk.refusal.reason")} />
    ${!form["refusal.preferred_refused"] && html`<${Part} c=${c} name="refusal.preferred_solution" type="area" voice label=${t("desk.refusal.preferred")} hint=${t("desk.refusal.preferred.hint")} />`}
    <${Part} c=${c} name="refusal.preferred_refused" type="check" label=${t("desk.refusal.unsaid")} /></div>`;
}

/** Tasks that were promised; ticking one is a change of its own, seen by all. */
export function Tasks({ c }) {
  const { tasks = [] } = c.file.value;
  if (!tasks.length) return html`<p class="small faint">${t("desk.tasks.none")}</p>`;
  return html`<ul class="stack tight">${tasks.map((one) => html`<li key=${one.id}><label class="check"><input type="checkbox" data-field="tasks" checked=${Boolean(one.done_at)} disabled=${Boolean(c.busy.value)}
    onChange=${(e) => c.task(one.id, e.target.checked)} /><span class=${one.done_at ? "faint" : null}>${one.title}${one.due && html` <small class="faint">${dayName(one.due)}</small>`}</span></label></li>`)}</ul>`;
}

/** A message that the step asks for is written where all messages are. */
const MessageLink = ({ go }) => html`<p class="small"><button type="button" class="link small" onClick=${() => go("conversacion", true)}><${Icon} name="reply" />${t("desk.guide.message")}</button></p>`;

/** The form of each kind of evidence, by the name that fields.section gives it. */
export const forms = {
  proposal: ProposalLink, letter: Letter, acceptance: Acceptance, refusal: RefusalForm, preferred: Preferred,
  tasks: Tasks, message: MessageLink, follow_up: FollowUp, closing: Closing, points: Points, technique: Explain,
};
