import { html } from "../../vendor/vendor.js";
import Ask from "./ask.js";
import { create, update } from "../lib/api.js";
import { t } from "../lib/i18n.js";

const upTo = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => ({ value: i + from, label: String(i + from) }));
const named = (part, values) => values.map((value) => ({ value, label: t(`surveys.${part}.${value}`) }));

/** The five questions, as they are read aloud. */
export default function SurveyDialog({ c, sent, onClose }) {
  const scale = t("surveys.scale");
  const fields = [
    { name: "solution", type: "choices", even: true, options: upTo(1, 5), hint: scale },
    { name: "treatment", type: "choices", even: true, options: upTo(1, 5), hint: scale },
    { name: "expectation", type: "choices", options: named("expectation", ["yes", "partly", "no"]) },
    { name: "recommend", type: "choices", even: true, options: upTo(0, 10), hint: t("surveys.recommend.hint") },
    { name: "reason", type: "select", options: named("reason", ["time", "solution", "treatment", "explanation", "repeat", "product", "other"]), hint: t("surveys.reason.hint") },
    { name: "comment", type: "area" },
    { name: "effort", type: "choices", even: true, options: upTo(1, 7), hint: t("surveys.effort.hint") },
    { name: "compared", type: "choices", options: named("compared", ["better", "same", "worse"]) },
  ];
  return html`<${Ask} keep=${`survey.${c.id}`} texts="surveys" intro=${t("surveys.intro")} fields=${fields} onClose=${onClose}
    send=${(data) => (sent ? update("surveys", sent.id, data) : create("surveys", { complaint: c.id, ...data }))} onDone=${c.load} />`;
}
