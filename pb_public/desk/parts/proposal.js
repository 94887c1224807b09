import { html, useState } from "../../vendor/vendor.js";
import { Alternatives, useAlternatives } from "./alternatives.js";
import { Icon } from "./icon.js";
import { Offer } from "./offer.js";
import { Input } from "./input.js";
import { TemplateMenu, useMissing } from "./templates.js";
import { Gestures } from "./gestures.js";
import { Sent } from "./proposal-sent.js";
import { parseAmount } from "../lib/money.js";
import { t } from "../lib/i18n.js";
import { firstName, sum } from "../lib/say.js";

const name = (part) => `proposal.${part}`;

function useProposal(c) {
  return {
    get: (part) => c.written.value[name(part)],
    set: (part, value) => c.set({ [name(part)]: value }),
    error: (part) => c.error(name(part)) || c.error(part),
  };
}

const replace = (list, i, change) => list.map((one, n) => (n === i ? { ...one, ...change } : one));

/** One way of solving it: what the customer reads, and what only the team sees. */
function Option({ p, list, i }) {
  const one = list[i];
  const put = (change) => p.set("options", replace(p.get("options") || list, i, change));
  return html`<article class="option" aria-label=${t("desk.proposal.option", { n: i + 1 })}>
    <header class="cluster between"><p class="label">${t("desk.proposal.option", { n: i + 1 })}</p>
      ${list.length > 1 && html`<button type="button" class="button quiet only" aria-label=${t("desk.proposal.option.remove", { n: i + 1 })} onClick=${() => p.set("options", list.filter((_, n) => n !== i))}><${Icon} name="x" /></button>`}</header>
    <${Input} bare type="area" name=${`proposal.options.${i}.text`} label=${t("desk.proposal.option.text")} placeholder=${t("desk.proposal.option.hint")} rows=${4}
      value=${one.text} error=${p.error(`options.${i}.text`) || (i === 0 && p.error("options"))} onValue=${(text) => put({ text })} />
    <div class="inside"><${Icon} name="lock" /><${Input} bare type="amount" name=${`proposal.options.${i}.cost`} label=${t("desk.proposal.cost")} placeholder=${t("desk.proposal.cost")}
      value=${one.typed ?? one.cost ?? ""} onValue=${(typed) => put({ typed, cost: parseAmount(typed) ?? "" })} />
      ${one.cost ? html`<span class="num">${sum(one.cost)}</span>` : null}</div>
  </article>`;
}

/** An honest time: a real date with what it rests on, or saying that there is none yet. */
function Time({ p }) {
  const kind = p.get("eta_kind");
  const radio = (value) => html`<label class="check"><input type="radio" name="eta_kind" data-field="proposal.eta_kind" checked=${kind === value} onChange=${() => p.set("eta_kind", value)} />
    <span><strong>${t(`desk.proposal.eta.${value}`)}</strong><br /><span class="small faint">${t(`desk.proposal.eta.${value}.why`)}</span></span></label>`;
  return html`<fieldset class="card stack tight"><legend class="hidden">${t("desk.proposal.time")}</legend><h3 aria-hidden="true">${t("desk.proposal.time")}</h3>
    ${radio("real")}
    ${kind === "real" && html`<div class="stack tight indent">
      <${Input} type="date" name="proposal.eta" label=${t("desk.proposal.eta")} kind="short" value=${p.get("eta")} error=${p.error("eta")} onValue=${(value) => p.set("eta", value)} />
      <${Input} type="area" name="proposal.eta_basis" label=${t("desk.proposal.basis")} placeholder=${t("desk.proposal.basis.hint")} value=${p.get("eta_basis")} error=${p.error("eta_basis")} onValue=${(value) => p.set("eta_basis", value)} /></div>`}
    ${radio("none")}
    <${Temporary} p=${p} />
    ${p.error("eta_kind") && html`<p class="field"><span class="error"><${Icon} name="alert" />${p.error("eta_kind")}</span></p>`}
  </fieldset>`;
}

/** A way out until the real solution arrives is called that, and has a beginning and an end. */
function Temporary({ p }) {
  return html`<${Input} type="check" name="proposal.temporary" label=${t("desk.proposal.temporary")} hint=${t("desk.proposal.temporary.why")} value=${p.get("temporary")} onValue=${(value) => p.set("temporary", value)} />
    ${p.get("temporary") && html`<div class="cluster">${["starts", "ends"].map((part) => html`<${Input} key=${part} type="date" kind="short" name=${`proposal.${part}`} label=${t(`desk.proposal.${part}`)} value=${p.get(part)} error=${p.error(part)} onValue=${(value) => p.set(part, value)} />`)}</div>`}`;
}

/** What we will do once they say yes; each becomes a task with its day. */
function Tasks({ p }) {
  const list = p.get("tasks") || [];
  return html`<section class="card stack tight"><h3>${t("desk.proposal.tasks")}</h3>
    <p class="small faint">${t("desk.proposal.tasks.why")}</p>
    ${list.map((one, i) => html`<div class="task-line" key=${i}>
      <${Input} bare type="line" name=${`proposal.tasks.${i}.title`} label=${t("desk.proposal.task")} placeholder=${t("desk.proposal.task")} value=${one.title} onValue=${(title) => p.set("tasks", replace(p.get("tasks"), i, { title }))} />
      <${Input} bare type="date" name=${`proposal.tasks.${i}.due`} label=${t("desk.proposal.task.due")} value=${one.due} onValue=${(due) => p.set("tasks", replace(p.get("tasks"), i, { due }))} />
      <button type="button" class="button quiet only" aria-label=${t("desk.proposal.task.remove")} onClick=${() => p.set("tasks", list.filter((_, n) => n !== i))}><${Icon} name="x" /></button></div>`)}
    <p><button type="button" class="link small" onClick=${() => p.set("tasks", [...list, { title: "", due: "" }])}><${Icon} name="plus" />${t("desk.proposal.task.add")}</button></p>
  </section>`;
}

/** A known alternative becomes an option: the empty one that is there, or one more. */
function added(list, { id, text, cost }) {
  const one = { text, cost: cost || "", typed: cost ? String(cost) : "", alternative: id }, i = list.findIndex((each) => !each.text);
  return i < 0 ? [...list, one] : replace(list, i, one);
}

function Builder({ c, known }) {
  const p = useProposal(c), { complaint, customer } = c.file.value;
  const list = p.get("options")?.length ? p.get("options") : [{ text: "", cost: "" }];
  const [lacking, setLacking] = useMissing(), [seen, setSeen] = useState(false);
  const who = firstName(customer?.preferred_name || customer?.name) || t("desk.proposal.customer");
  return html`<div class="stack" id="proponer">
    <div class="cluster between"><p class="soft small">${t("desk.proposal.sees", { name: who })}</p>
      <button type="button" class="button" onClick=${() => setSeen(true)}><${Icon} name="eye" />${t("desk.proposal.preview")}</button>
      <${TemplateMenu} c=${c} stage=${complaint.stage} onText=${({ text, missing }) => { p.set("customer_text", text); setLacking(missing || []); }} /></div>
    <${Input} type="area" name="proposal.customer_text" label=${t("desk.proposal.text", { name: who })} placeholder=${t("desk.proposal.text.hint")} rows=${4}
      value=${p.get("customer_text")} error=${p.error("customer_text")} onValue=${(value) => p.set("customer_text", value)} />
    ${lacking}
    <div class="columns">${list.map((_, i) => html`<${Option} key=${i} p=${p} list=${list} i=${i} />`)}</div>
    <${Alternatives} list=${known?.items} used=${list.map((one) => one.alternative)} onUse=${(one) => p.set("options", added(list, one))} />
    <p><button type="button" class="button quiet" onClick=${() => p.set("options", [...list, { text: "", cost: "" }])}><${Icon} name="plus" />${t("desk.proposal.option.add")}</button></p>
    <div class="columns"><${Time} p=${p} /><${Tasks} p=${p} /></div>
    ${seen && html`<${Offer} text=${p.get("customer_text")} options=${list} kind=${p.get("eta_kind")} eta=${p.get("eta")} basis=${p.get("eta_basis")} temporary=${p.get("temporary")} starts=${p.get("starts")} ends=${p.get("ends")} onClose=${() => setSeen(false)} />`}
  </div>`;
}

/** What was proposed before, and the builder while the case can take a proposal. */
export function Proposal({ c }) {
  const { proposals, complaint } = c.file.value, known = useAlternatives(c, "proposal");
  const open = (c.next.value?.allowed || []).some((one) => one.to === "proposed");
  const sent = proposals.filter((one) => one.status !== "draft");
  return html`<div class="stack loose">
    ${sent.map((one) => html`<${Sent} key=${one.id} c=${c} one=${one} currency=${complaint.currency} saves=${known?.saves} />`)}
    ${open && html`<${Builder} c=${c} known=${known} />`}
    <${Gestures} c=${c} />
    ${!open && !sent.length && html`<p class="soft">${t("desk.proposal.notyet")}</p>`}
  </div>`;
}
