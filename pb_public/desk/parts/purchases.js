import { html, useState } from "../../vendor/vendor.js";
import { Icon } from "./icon.js";
import { Banner } from "./notice.js";
import { Columns, Outcome } from "./purchases-file.js";
import { post } from "../lib/api.js";
import { byField, trouble } from "../lib/errors.js";
import { t, tn } from "../lib/i18n.js";
import { spoken, toast } from "../lib/state.js";
import { form, look as lookAt, read, rejects, stored } from "../lib/takein.js";

const nothing = { mapping: {}, decimal: "", create_customers: false };
const take = (asked, more) => post("purchases/import", form({ ...asked, ...more }));

function File({ file, onFile }) {
  return html`<section class="card stack tight"><div class="field"><span class="name" id="h-file">${t("settings.take.file")}</span>
    <label class="choice"><input class="hidden" type="file" accept=".csv,.txt,text/csv" aria-label=${t("settings.take.file")} onChange=${(e) => e.target.files[0] && onFile(e.target.files[0])} /><${Icon} name="clip" />${file ? file.name : t("settings.take.pick")}</label>
    <span class="hint">${t("settings.take.file.hint")}</span></div></section>`;
}

/** Purchases of another system out of a file: looked at, tried, and only then stored. */
export function Purchases({ tabs }) {
  const [asked, setAsked] = useState(null), [look, setLook] = useState(null), [result, setResult] = useState(null);
  const [errors, setErrors] = useState({}), [message, setMessage] = useState(""), [busy, setBusy] = useState(false);

  async function attempt(work) {
    setBusy(true);
    setErrors({});
    setMessage("");
    try {
      await work();
    } catch (error) {
      const found = byField(error.response?.data);
      setErrors(Object.fromEntries(Object.entries(found).map(([name, one]) => [name, one.message])));
      setMessage(trouble(error) === "offline" ? t("desk.error.offline") : found.file?.message || (Object.keys(found).length ? t("settings.take.lacks") : error.response?.message || t("desk.error.failed")));
    } finally {
      setBusy(false);
    }
  }
  async function run(next, commit) {
    const found = await take(next, { commit });
    setResult(found);
    setLook((old) => ({ ...old, headers: found.headers, mapping: found.mapping }));
    spoken.value = t(commit ? "settings.take.done" : "settings.take.tried", { n: stored(found), rejected: found.rejected });
  }
  const begin = (file) => attempt(async () => {
    const next = { ...nothing, file };
    setAsked(next);
    setResult(null);
    setLook(lookAt(read(await file.slice(0, 20000).arrayBuffer())));
    await run(next);
  });
  const change = (changes) => { setAsked({ ...asked, ...changes }); setResult(null); };
  async function download() {
    try {
      const href = await rejects(asked);
      Object.assign(document.createElement("a"), { href, download: t("settings.take.rejects.name") }).click();
      setTimeout(() => URL.revokeObjectURL(href), 60000);
    } catch { toast(t("desk.error.failed"), "late"); }
  }
  const n = result ? stored(result) : 0, over = result && !result.dry_run;
  return html`<header class="page-head"><div><h1 tabindex="-1">${t("settings.tab.purchases")}</h1><p>${t("settings.intro.purchases")}</p></div></header>
    <div class="stack">${tabs}
      <${File} file=${asked?.file} onFile=${begin} />
      ${message && html`<${Banner} tone="late" icon="alert" role="alert">${message}<//>`}
      ${look && !over && html`<${Columns} look=${look} asked=${asked} errors=${errors} onChange=${change} />`}
      ${result && html`<${Outcome} result=${result} onRejects=${download} />`}
      ${look && !over && html`<p class="cluster">${result && n > 0
        ? html`<button type="button" class="button primary" aria-busy=${busy} onClick=${() => !busy && attempt(() => run(asked, true))}>${tn("settings.take.do", n)}</button><span class="small faint">${t("settings.take.do.hint")}</span>`
        : html`<button type="button" class=${result ? "button" : "button primary"} aria-busy=${busy} onClick=${() => !busy && attempt(() => run(asked))}>${t("settings.take.try")}</button>`}</p>`}
      ${over && html`<${Banner} icon="check" role="status">${t("settings.take.done", { n, rejected: result.rejected })}<//>`}
    </div>`;
}
