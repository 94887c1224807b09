import { html } from "/vendor/vendor.js";
import { Input } from "./input.js";
import { t } from "../lib/i18n.js";

/** Every point of the complaint gets its own answer. */
export function Points({ c }) {
  const points = c.value("points");
  if (!Array.isArray(points) || !points.length) return html`<p class="small faint">${t("desk.points.none")}</p>`;
  const answer = (i, text) => c.set({ points: points.map((one, n) => (n === i ? { ...one, answer: text } : one)) });
  return html`<div class="stack tight">${points.map((one, i) => html`<${Input} key=${i} type="area" name=${i ? `points.${i}` : "points"} label=${`${i + 1}. ${one.text}`}
    value=${one.answer || ""} error=${i === 0 && c.error("points")} onValue=${(text) => answer(i, text)} />`)}</div>`;
}
