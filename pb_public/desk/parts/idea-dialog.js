import { html, useMemo, useState } from "../../vendor/vendor.js";
import { Dialog } from "./dialog.js";
import { who } from "./idea-row.js";
import { Input } from "./input.js";
import { Banner } from "./notice.js";
import { update } from "../lib/api.js";
import { byField, trouble } from "../lib/errors.js";
import { t } from "../lib/i18n.js";
import { statuses } from "../lib/ideas.js";
import { href } from "../lib/routes.js";
import { shortNumber, when } from "../lib/say.js";
import { toast } from "../lib/state.js";

const fields = { write: ["title", "text"], decide: ["status", "outcome"] };

/** An idea with all that was said of it; who may, says more or decides. */
export default function IdeaDialog({ one, onAct, onDone, onClose }) {
  const mine = one.may.filter((name) => fields[name]).flatMap((name) => fields[name]);
  const [form, setForm] = useState({}), [errors, setErrors] = useState({}), [message, setMessage] = useState(""), [busy, setBusy] = useState(false);
  const value = (name) => form[name] ?? one[name], set = (name) => (text) => setForm((old) => ({ ...old, [name]: text }));
  const options = useMemo(() => statuses.filter((status) => status !== "new" || one.status === "new").map((status) => ({ value: status, label: t(`ideas.status.${status}`) })), [one.status]);
  async function save() {
    if (busy) return;
    setBusy(true);
    setErrors({});
    setMessage("");
    try {
      await update("ideas", one.id, { ...form, version: one.version });
      toast(t("ideas.one.saved"));
      onClose();
      onDone();
    } catch (error) {
      const found = byField(error.response?.data);
      setErrors(found);
      setMessage(trouble(error) === "offline" ? t("desk.error.offline") : Object.keys(found).some((name) => mine.includes(name)) ? "" : found.version?.message || error.response?.message || t("desk.error.failed"));
    }
    setBusy(false);
  }
  const input = (name, more) => mine.includes(name) && html`<${Input} name=${name} label=${t(`ideas.one.${name}`)} value=${value(name)} error=${errors[name]?.message} onValue=${set(name)} ...${more} />`;
  return html`<${Dialog} reads title=${one.title} onClose=${onClose} onSubmit=${save}
    footer=${html`${one.may.includes("act") && html`<button type="button" class="button" onClick=${() => { onClose(); onAct(one); }}>${t("ideas.act")}</button><span class="grow" />`}
      ${mine.length > 0 && html`<button class="button primary" aria-busy=${busy}>${t("ideas.one.save")}</button>`}`}>
    <p class="small soft">${[who(one), when(one.created), one.review && t("ideas.review", { week: one.review })].filter(Boolean).join(" · ")}
      ${one.complaint && html` · <a href=${href("case", { id: one.complaint })}>${t("ideas.case", { number: shortNumber(one.number) })}</a>`}</p>
    ${message && html`<${Banner} tone="late" icon="alert" role="alert">${message}<//>`}
    ${one.text && !mine.includes("text") && html`<p class="voice pre">${one.text}</p>`}
    ${input("title", { max: 300 })}${input("text", { type: "area", rows: 3, max: 5000 })}
    ${!mine.includes("outcome") && html`<p><b>${t(`ideas.status.${one.status}`)}</b> ${one.outcome && html`<span class="pre">${one.outcome}</span>`}</p>`}
    <p class="small faint">${one.answered_at ? t("ideas.one.answered", { name: one.answered_by_name || t("desk.system"), when: when(one.answered_at) }) : t("ideas.one.waiting")}</p>
    ${input("status", { type: "select", options })}${input("outcome", { type: "area", rows: 3, max: 5000, hint: t("ideas.one.outcome.hint") })}
    ${one.action && html`<p class="small">${t("ideas.acted")}. <a href=${href("actions")}>${t("ideas.act.see")}</a></p>`}<//>`;
}
