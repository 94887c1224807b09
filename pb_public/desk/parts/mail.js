import { html, useState } from "../../vendor/vendor.js";
import { Icon } from "./icon.js";
import { Input } from "./input.js";
import { Banner, Skeleton, Trouble } from "./notice.js";
import { pb, post, read } from "../lib/api.js";
import { byField, trouble } from "../lib/errors.js";
import { t, tn } from "../lib/i18n.js";
import { useLater } from "../lib/later.js";
import { useLoad } from "../lib/load.js";
import { href } from "../lib/routes.js";
import { shortNumber, when } from "../lib/say.js";
import { toast } from "../lib/state.js";

const save = (body) => pb.send("/api/crm/mail", { method: "PUT", body, requestKey: null });

/** What must be known to send: as the provider says it. */
function Server({ settings, onSaved, onChange }) {
  const [written, setWritten] = useState({}), [errors, setErrors] = useState({}), [message, setMessage] = useState(""), [busy, setBusy] = useState(false);
  const data = { ...settings, password: "", ...written };
  const field = (name, type = "text", more = {}) => html`<${Input} key=${name} type=${type} name=${name} label=${t(`settings.mail.${name}`)} value=${data[name]} error=${errors[name]?.message} ...${more}
    onValue=${(value) => { setWritten({ ...written, [name]: value }); onChange(true); }} />`;
  async function submit(event) {
    event.preventDefault();
    setBusy(true);
    try {
      await save({ ...data, port: Number(data.port) || 0, host: data.host.trim(), user: data.user.trim(), sender: data.sender.trim() });
      setWritten({});
      setErrors({});
      setMessage("");
      onChange(false);
      toast(t("settings.mail.saved"));
      onSaved();
    } catch (error) {
      setErrors(byField(error.response?.data));
      setMessage(trouble(error) === "offline" ? t("desk.error.offline") : error.response?.message || t("desk.error.failed"));
    } finally { setBusy(false); }
  }
  const ways = [false, true].map((value) => ({ value: String(value), label: t(`settings.mail.tls.${value ? "yes" : "no"}`) }));
  return html`<section class="card stack" aria-labelledby="h-server"><h2 id="h-server">${t("settings.mail.server")}</h2>
    <form class="stack" onSubmit=${submit} novalidate>
      ${field("enabled", "check")}
      <div class="pair">${field("host", "text", { hint: t("settings.mail.host.hint"), autocomplete: "off" })}${field("port", "amount", { kind: "short" })}</div>
      ${field("tls", "choices", { value: String(data.tls), options: ways, onValue: (value) => { setWritten({ ...written, tls: value === "true" }); onChange(true); } })}
      <div class="pair">${field("user", "text", { autocomplete: "off" })}${field("password", "password", { autocomplete: "new-password", hint: t(`settings.mail.password.${settings.has_password ? "kept" : "hint"}`) })}</div>
      <div class="pair">${field("sender_name")}${field("sender", "email")}</div>
      <details class="why"><summary>${t("settings.mail.more")}</summary><div class="stack">
        ${field("method", "choices", { value: data.method || "PLAIN", options: ["PLAIN", "LOGIN"].map((value) => ({ value, label: value })) })}${field("local_name", "text", { autocomplete: "off" })}</div></details>
      ${message && html`<p class="small" role="alert">${message}</p>`}
      <p><button class="button primary" aria-disabled=${busy}>${t("settings.mail.save")}</button></p></form></section>`;
}

/** Mails that were set aside, each with why, in the server's words too. */
function Dead({ list, onDone }) {
  const [busy, setBusy] = useState("");
  async function retry(one) {
    setBusy(one.id);
    try {
      const now = await post(`outbox/${one.id}/retry`);
      toast(now.status === "sent" ? t("settings.mail.retried") : now.words, now.status === "sent" ? "" : "late");
    } catch (error) { toast(byField(error.response?.data).mail?.message || t("desk.error.failed"), "late"); }
    setBusy("");
    onDone();
  }
  return html`<section class="stack tight" aria-labelledby="h-dead"><h2 id="h-dead">${t("settings.mail.dead")}</h2>
    ${list.length ? html`<div class="scroller" role="region" aria-labelledby="h-dead" tabindex="0"><table class="table cards">
      <thead><tr><th scope="col">${t("settings.mail.col.to")}</th><th scope="col">${t("settings.mail.col.why")}</th><th scope="col">${t("settings.mail.col.case")}</th><th><span class="hidden">${t("settings.mail.retry")}</span></th></tr></thead>
      <tbody>${list.map((one) => html`<tr key=${one.id}><th scope="row">${one.to}</th>
        <td><b>${one.words}</b><p class="small soft">${one.advice}</p><code class="small">${one.said}</code></td>
        <td data-label=${t("settings.mail.col.case")}>${one.number && html`<a href=${href("case", { id: one.complaint })}>${shortNumber(one.number)}</a>`}</td>
        <td><button type="button" class="button" aria-disabled=${busy === one.id} onClick=${() => busy || retry(one)}><${Icon} name="undo" />${t("settings.mail.retry")}</button></td></tr>`)}</tbody></table></div>`
      : html`<p class="small soft">${t("settings.mail.dead.none")}</p>`}</section>`;
}

/** The way out for mail: its server, what waits, what did not arrive, and a test that shows it all. */
export function Mail({ tabs }) {
  const mail = useLoad(() => read("mail"), []), [unsaved, setUnsaved] = useState(false);
  const [dialog, show] = useLater(() => import("./mail-test.js"));
  const head = html`<header class="page-head"><div><h1 tabindex="-1">${t("settings.tab.mail")}</h1><p>${t("settings.intro.mail")}</p></div>
    ${mail.data && html`<button type="button" class="button" onClick=${() => show({ unsaved, onDone: mail.reload })}><${Icon} name="mail" />${t("settings.mail.test")}</button>`}</header>`;
  if (!mail.data) return html`${head}<div class="stack">${tabs}${mail.error ? html`<${Trouble} kind=${mail.error} onRetry=${mail.reload} />` : mail.slow && html`<${Skeleton} />`}</div>`;
  const { health, words, advice, dead, settings } = mail.data;
  return html`${head}<div class="stack">${tabs}
    ${words && html`<${Banner} tone=${health.code === "off" ? "soon" : "late"} icon="alert" role="status"><b>${words}.</b> ${advice} ${health.until && t("settings.mail.until", { when: when(health.until) })}<//>`}
    <${Server} key=${JSON.stringify(settings)} settings=${settings} onSaved=${mail.reload} onChange=${setUnsaved} />
    <section class="stack tight" aria-labelledby="h-queue"><h2 id="h-queue">${t("settings.mail.queue")}</h2>
      <p class="small soft">${health.queued ? `${tn("settings.mail.queue", health.queued)}. ${health.oldest ? t("settings.mail.queue.since", { when: when(health.oldest) }) : ""}` : t("settings.mail.queue.none")}</p></section>
    <${Dead} list=${dead} onDone=${mail.reload} /></div>${dialog}`;
}
