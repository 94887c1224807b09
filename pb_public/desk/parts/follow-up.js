import { html, useEffect, useState } from "../../vendor/vendor.js";
import { Input } from "./input.js";
import { Survey } from "./survey.js";
import { read } from "../lib/api.js";
import { t, tn } from "../lib/i18n.js";
import { when } from "../lib/say.js";
import { catalog, me, toast } from "../lib/state.js";

const script = "seguimiento_llamada";
const questions = ["satisfied", "recurred", "solved"];
const name = (part) => `follow_up.${part}`;

/** The words to say aloud, as the server fills them in; none when the business has no such text. */
function useScript(c) {
  const [text, setText] = useState("");
  useEffect(() => {
    if (!(catalog.value.templates || []).some((one) => one.id === script)) return;
    // a script is a help: without it the questions below still stand
    read("render", { template: script, complaint: c.id }, `script ${c.id}`).then((one) => setText(one.text), () => setText(""));
  }, [c.id]);
  return text;
}

const Attempts = ({ list }) => list.length > 0 && html`<ul class="stack tight small">${list.map((one) => html`<li key=${one.id}>
  ${when(one.created)} · ${one.contacted ? t(one.satisfied === "yes" || one.satisfied === true ? "desk.follow.was.satisfied" : "desk.follow.was.unsatisfied") : t("desk.follow.was.missed")}
  ${one.note && html` <span class="faint">${one.note}</span>`}</li>`)}</ul>`;

/** The call one or two days after: was it solved, is the customer content, has it come back. */
export function FollowUp({ c }) {
  const form = c.written.value, text = useScript(c), list = c.file.value.follow_ups || [];
  const flag = (part) => html`<${Input} key=${part} type="yesno" flag name=${name(part)} label=${t(`desk.follow.${part}`)} value=${form[name(part)]} error=${c.error(name(part))}
    onValue=${(value) => c.set({ [name(part)]: value })} />`;
  const contacted = form[name("contacted")];
  const keys = ["contacted", ...questions, "note"].map(name);
  async function missed() {
    const made = await c.add("follow_ups", { contacted: false, channel: "phone", note: form[name("note")] || "", agent: me.value.id }, keys);
    if (made) toast(t("desk.follow.noted"));
  }
  return html`<div class="stack tight">
    ${text && html`<p class="banner voice pre">${text}</p>`}
    ${list.length > 0 && html`<p class="label">${tn("desk.follow.attempts", list.length)}</p>`}<${Attempts} list=${list} />
    ${flag("contacted")}
    ${contacted === true && questions.map(flag)}
    ${contacted !== undefined && html`<${Input} type="area" name=${name("note")} label=${t("desk.follow.note")} value=${form[name("note")]} error=${c.error(name("note"))} onValue=${(value) => c.set({ [name("note")]: value })} />`}
    ${contacted === true && html`<${Survey} c=${c} />`}
    ${contacted === false && html`<p><button type="button" class="button" aria-busy=${c.busy.value === "follow_ups"} onClick=${missed}>${t("desk.follow.miss")}</button></p>`}
  </div>`;
}
