import { html, useEffect, useState } from "../../vendor/vendor.js";
import { Dialog } from "./dialog.js";
import { Input } from "./input.js";
import { Saved } from "./notice.js";
import { Refusal } from "./refusal.js";
import { read } from "../lib/api.js";
import { t, tn } from "../lib/i18n.js";
import { sum } from "../lib/say.js";
import { toast } from "../lib/state.js";

const name = (part) => `plan.${part}`;

const when = (days) => (days > 0 ? tn("desk.plan.in", days) : t("desk.plan.today"));

/** One that can be started: when it is for, what it asks and of whom. */
const Choice = ({ one, chosen, onChoose }) => html`<label class="option"><input type="radio" name="plan" data-field="plan" checked=${chosen} onChange=${onChoose} />
  <strong>${one.name}</strong><span class="small soft">${one.trigger}</span>
  ${chosen && html`<ol class="small bullets">${one.steps.map((step, i) => html`<li key=${i}>${step.title} <span class="faint">${when(step.days)}</span></li>`)}</ol>`}
  ${chosen && one.owner_name && html`<span class="small faint">${t("desk.plan.owner", { name: one.owner_name })}</span>`}</label>`;

/** An emergency plan for one customer: which, why, and whether its gesture is asked for. */
export default function PlanStart({ c, onClose }) {
  const [list, setList] = useState(null), form = c.form.data.value;
  useEffect(() => { read(`complaints/${c.id}/plans`, {}, `startable ${c.id}`).then((found) => setList(found.startable), () => setList([])); }, [c.id]);
  const one = list?.find((each) => each.id === form[name("which")]) || list?.[0], gives = form[name("reward")] ?? true;
  const put = (part) => (value) => c.set({ [name(part)]: value });
  async function send() {
    if (!one) return;
    const body = { complaints: [c.id], reason: form[name("reason")] || "", reward: Boolean(one.reward && gives) };
    if (!(await c.ask("plan", `plans/${one.id}/activate`, body, ["which", "reason", "reward"].map(name)))) return;
    toast(t("desk.plan.started"));
    onClose();
  }
  return html`<${Dialog} title=${t("desk.plan.start")} onClose=${onClose} onSubmit=${send}
    footer=${html`<button type="button" class="button" onClick=${onClose}>${t("desk.cancel")}</button>${one && html`<button class="button primary" aria-busy=${c.busy.value === "plan"}>${t("desk.plan.start.do")}</button>`}`}>
    <p class="small soft">${t("desk.plan.start.why")} <${Saved} saved=${c.form.saved.value} /></p>
    ${!list && html`<p class="small faint" role="status">${t("desk.loading")}</p>`}
    ${list && !list.length && html`<p>${t("desk.plan.none")}</p>`}
    ${one && html`<fieldset class="stack tight"><legend class="hidden">${t("desk.plan.which")}</legend>
        ${list.map((each) => html`<${Choice} key=${each.id} one=${each} chosen=${each === one} onChoose=${() => put("which")(each.id)} />`)}</fieldset>
      <${Input} type="area" name="reason" label=${t("desk.plan.reason")} hint=${t("desk.plan.reason.hint")} value=${form[name("reason")] ?? ""} error=${c.error("reason")} onValue=${put("reason")} />
      ${one.reward && html`<${Input} type="check" name="reward" label=${t("desk.plan.reward", { name: one.reward.name, sum: sum(one.reward.cost, one.reward.currency) })} hint=${t("desk.plan.reward.hint")} value=${gives} error=${c.error("reward")} onValue=${put("reward")} />`}`}
    <${Refusal} c=${c} of=${["plan"]} />
  <//>`;
}
