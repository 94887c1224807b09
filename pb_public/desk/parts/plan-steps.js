import { html, useEffect, useState } from "../../vendor/vendor.js";
import { Icon } from "./icon.js";
import { Input } from "./input.js";
import { Refusal } from "./refusal.js";
import { read } from "../lib/api.js";
import { t } from "../lib/i18n.js";
import { dayName, dayOf, dayOfMonth } from "../lib/say.js";
import { spoken, toast } from "../lib/state.js";

/** The steps, ticked where they stand. One of an emergency plan stays done once it is. */
function Steps({ c, one }) {
  const done = one.steps.flatMap((step, i) => (step.done ? [i] : []));
  const tick = (step, i) => (event) => (step.reminder ? c.put("reminders", step.reminder, { done_at: new Date().toISOString() })
    : c.put("activations", one.id, { done: event.target.checked ? [...done, i] : done.filter((n) => n !== i) }));
  return html`<fieldset class="stack tight"><legend class="label">${t("desk.plan.steps", { n: done.length, all: one.steps.length })}</legend>
    <ul class="stack tight">${one.steps.map((step, i) => html`<li key=${i}><label class="check"><input type="checkbox" data-field="done" checked=${step.done} disabled=${Boolean(c.busy.value) || (step.reminder && step.done)} onChange=${tick(step, i)} />
      <span class=${step.done ? "faint" : null}>${step.title} <small class="faint">${[step.due && dayName(step.due), step.assignee_name].filter(Boolean).join(" · ")}</small></span></label></li>`)}</ul></fieldset>`;
}

function Script({ c, script, go }) {
  const key = "composer.reply";
  const use = () => {
    const text = (c.form.data.value[key] || "").trimEnd();
    c.set({ [key]: text ? `${text}\n\n${script.text}` : script.text });
    c.mode.value = "reply";
    go("conversacion", true);
    spoken.value = t("desk.plan.script.used");
  };
  return html`<div class="stack tight"><p class="label">${t("desk.plan.script")}</p><p class="voice pre">${script.text}</p>
    ${script.missing.length > 0 && html`<p class="small"><${Icon} name="alert" />${t("desk.templates.missing", { names: script.missing.join(", ") })}</p>`}
    <p><button type="button" class="button" onClick=${use}><${Icon} name="reply" />${t("desk.plan.script.use")}</button></p></div>`;
}

/** Ending it, with the reason that the server may want. */
function End({ c, one }) {
  const [asked, setAsked] = useState(false), key = `plan.end.${one.id}`, reason = c.form.data.value[key] ?? "";
  const end = async () => { if (await c.ask("plan.end", `activations/${one.id}/end`, { reason }, [key])) toast(t("desk.plan.ended")); };
  if (!asked) return html`<p><button type="button" class="link small" onClick=${() => setAsked(true)}>${t("desk.plan.end")}</button></p>`;
  return html`<div class="stack tight"><${Input} type="line" name="reason" label=${t("desk.plan.end.why")} value=${reason} error=${c.tried.value === "plan.end" && c.error("reason")} onValue=${(value) => c.set({ [key]: value })} />
    <p class="cluster"><button type="button" class="button" aria-busy=${c.busy.value === "plan.end"} onClick=${end}>${t("desk.plan.end")}</button>
      <button type="button" class="button quiet" onClick=${() => setAsked(false)}>${t("desk.cancel")}</button></p></div>`;
}

/** What a plan asks for on this case: steps, words, and the way to end it. */
export default function PlanSteps({ c, id, go }) {
  const [found, setFound] = useState(null), one = found?.running.find((each) => each.id === id);
  useEffect(() => { read(`complaints/${c.id}/plans`, {}, `plans ${c.id} ${id}`).then(setFound, () => {}); }, [c.id, id, c.file.value]);
  if (!one) return html`<p class="small faint" role="status">${t("desk.loading")}</p>`;
  return html`<div class="stack tight">
    <p class="small soft">${one.trigger}</p>
    ${one.reason && html`<p class="small pre">${one.reason}</p>`}
    ${one.steps.length > 0 && html`<${Steps} c=${c} one=${one} />`}
    ${one.script && html`<${Script} c=${c} script=${one.script} go=${go} />`}
    <p class="tiny faint">${t("desk.plan.since", { day: dayOfMonth(dayOf(one.started)), name: one.agent_name || t("desk.system") })}${one.owner_name && ` · ${t("desk.plan.owner", { name: one.owner_name })}`}</p>
    <${Refusal} c=${c} of=${["reminders", "activations", "plan.end"]} />
    <${End} c=${c} one=${one} /></div>`;
}
