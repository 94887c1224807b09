import { html, useEffect, useMemo, useState } from "../../vendor/vendor.js";
import { Stage } from "./badge.js";
import { Input } from "./input.js";
import { Skeleton, Trouble } from "./notice.js";
import { create, pb, read, update } from "../lib/api.js";
import { draft } from "../lib/drafts.js";
import { fold } from "../lib/command.js";
import { byField, trouble } from "../lib/errors.js";
import { t, tn } from "../lib/i18n.js";
import { useLoad } from "../lib/load.js";
import { dayName } from "../lib/say.js";
import { toast } from "../lib/state.js";

const levels = ["legal", "required", "advised"], quiet = { requestKey: null };

/** Why a rule is only advised from now on, and until when; it is read in the history. */
function Easing({ rule, row, onDone, onClose }) {
  const form = useMemo(() => draft(`settings.rules.${rule.code}`), []), [errors, setErrors] = useState({}), [message, setMessage] = useState("");
  useEffect(() => { form.load(); }, []);
  const data = { reason: "", until: "", ...form.data.value };
  async function save(event) {
    event.preventDefault();
    const body = { level: "advised", ...data };
    try {
      await (row ? update("rules", row.id, body) : create("rules", { id: rule.code, ...body }));
      form.clear([], true);
      toast(t("settings.rule.eased"));
      onDone();
    } catch (error) {
      setErrors(byField(error.response?.data));
      setMessage(trouble(error) === "offline" ? t("desk.error.offline") : error.response?.message || t("desk.error.failed"));
    }
  }
  const field = (name, type) => html`<${Input} type=${type} name=${name} label=${t(`settings.rule.${name}`)} value=${data[name]} error=${errors[name]?.message} kind=${type === "date" ? "short" : ""} focus=${type === "area"} onValue=${(value) => form.set({ [name]: value })} />`;
  return html`<form class="stack tight" onSubmit=${save} novalidate>${field("reason", "area")}${field("until", "date")}
    ${message && !errors.reason && !errors.until && html`<p class="small" role="alert">${message}</p>`}
    <p class="cluster near"><button class="button primary">${t("settings.rule.save")}</button><button type="button" class="button quiet" onClick=${onClose}>${t("settings.rule.leave")}</button></p></form>`;
}

const Level = ({ rule, row, may, open, onEase, onRestore }) => {
  if (!may.create || (rule.level !== "required" && !row)) return html`<span class="level" data-level=${rule.level}>${t(`settings.level.${rule.level}`)}</span>`;
  const eased = open || rule.level === "advised";
  return html`<span class="modes" role="radiogroup" aria-label=${rule.name}>${[["required", !eased, onRestore], ["advised", eased, onEase]].map(([name, on, act]) => html`
    <label key=${name}><input type="radio" name=${rule.code} checked=${on} onChange=${act} />${t(`settings.level.${name}`)}</label>`)}</span>`;
};

/** What each step asks for and why; who runs the shop may make one an advice, and says why. */
export function Rules({ shelf, tabs }) {
  const rules = useLoad(() => read("rules"), []), eased = useLoad(() => pb.collection("rules").getFullList(quiet), []);
  const [text, setText] = useState(""), [open, setOpen] = useState(""), may = shelf.may.rules;
  const again = () => { setOpen(""); rules.reload(); eased.reload(); };
  async function restore(row) {
    setOpen("");
    if (!row) return;
    try {
      await pb.collection("rules").delete(row.id, quiet);
      toast(t("settings.rule.restored"));
    } catch (error) { toast(error.response?.message || t("desk.error.failed"), "late"); }
    again();
  }
  const all = rules.data?.rules || [], found = all.filter((one) => fold(`${one.name} ${one.why} ${one.code}`).includes(fold(text))), n = (level) => all.filter((one) => one.level === level).length;
  return html`<header class="page-head"><div><h1 tabindex="-1">${t("settings.tab.rules")}</h1><p>${t("settings.intro.rules")}</p></div>
      <input class="input short" type="search" value=${text} aria-label=${t("settings.rule.search")} placeholder=${t("settings.rule.search")} onInput=${(e) => setText(e.target.value)} /></header>
    <div class="stack">${tabs}
      <p class="cluster">${levels.map((one) => html`<span class="level" data-level=${one} key=${one}>${t(`settings.level.${one}.text`)}</span>`)}</p>
      ${rules.error && html`<${Trouble} kind=${rules.error} onRetry=${again} />`}${rules.slow && !rules.data && html`<${Skeleton} />`}
      ${all.length > 0 && html`<div class="scroller" role="region" aria-label=${t("settings.tab.rules")} tabindex="0"><table class="table cards">
        <thead><tr><th scope="col">${t("settings.rule")}</th><th scope="col">${t("settings.rule.stages")}</th><th scope="col">${t("settings.rule.level")}</th></tr></thead>
        <tbody>${found.map((rule) => { const row = (eased.data || []).find((one) => one.id === rule.code); return html`<tr key=${rule.code} data-code=${rule.code} data-open=${open === rule.code ? "" : null}>
          <th scope="row">${rule.name}<p class="small faint">${rule.why}</p>${row && open !== rule.code && html`<p class="small soft">${row.reason}${row.until && ` · ${t("settings.rule.until.day", { day: dayName(row.until) })}`}</p>`}<code>${rule.code}</code>
            ${open === rule.code && html`<${Easing} rule=${rule} row=${row} onDone=${again} onClose=${() => setOpen("")} />`}</th>
          <td>${rule.stages.length ? html`<div class="stack tight">${rule.stages.map((one) => html`<${Stage} key=${one} stage=${one} word />`)}</div>` : t("settings.rule.always")}</td>
          <td><${Level} rule=${rule} row=${row} may=${may} open=${open === rule.code} onEase=${() => setOpen(rule.code)} onRestore=${() => restore(row)} /></td></tr>`; })}</tbody></table></div>
      <p class="small faint" role="status">${t("settings.rule.count", { rules: tn("settings.rule.n", found.length), legal: n("legal"), required: n("required"), advised: n("advised") })}</p>`}
    </div>`;
}
