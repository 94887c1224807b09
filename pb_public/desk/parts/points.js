import { html } from "../../vendor/vendor.js";
import { Icon } from "./icon.js";
import { Input } from "./input.js";
import { t } from "../lib/i18n.js";

/** Every point of the complaint gets its own answer; a point that was missed can be added. */
export function Points({ c }) {
  const current = () => (Array.isArray(c.value("points")) ? c.value("points") : []);
  const points = current();
  const put = (i, change) => c.set({ points: current().map((one, n) => (n === i ? { ...one, ...change } : one)) });
  return html`<div class="stack tight">
    ${points.map((one, i) => html`<div class="stack tight" key=${i}>
      <${Input} name=${i ? `points.${i}` : "points"} label=${t("desk.points.text", { n: i + 1 })} value=${one.text} error=${i === 0 && c.error("points")} onValue=${(text) => put(i, { text })} />
      <${Input} type="area" name=${`points.${i}.answer`} label=${t("desk.points.answer")} value=${one.answer || ""} onValue=${(answer) => put(i, { answer })} /></div>`)}
    <p><button type="button" class="link small" data-field=${points.length ? null : "points"} onClick=${() => c.set({ points: [...current(), { text: "", answer: "" }] })}><${Icon} name="plus" />${t("desk.points.add")}</button></p>
    ${!points.length && c.error("points") && html`<p class="field"><span class="error"><${Icon} name="alert" />${c.error("points")}</span></p>`}
  </div>`;
}
