import { html, useState } from "../../vendor/vendor.js";
import { Dialog } from "./dialog.js";
import { Input } from "./input.js";
import { Banner } from "./notice.js";
import { post } from "../lib/api.js";
import { byField, trouble } from "../lib/errors.js";
import { t } from "../lib/i18n.js";
import { me, spoken } from "../lib/state.js";

const who = { us: "us", server: "theirs", note: "note" };

/** What one side said without a break is one turn. */
const turns = (lines) => lines.reduce((all, one) => {
  const last = all.at(-1), text = one.bytes ? t("settings.mail.letter", { n: one.bytes }) : one.text;
  if (last?.from === one.from) last.text += `\n${text}`;
  else all.push({ ...one, text });
  return all;
}, []);

/** What was said; the letter itself and the secrets are not repeated. */
const Dialogue = ({ lines }) => html`<section class="stack tight" aria-labelledby="h-said"><h3 id="h-said">${t("settings.mail.dialogue")}</h3>
  <div class="scroller" role="region" aria-labelledby="h-said" tabindex="0"><table class="table"><tbody>${turns(lines).map((one, i) => html`<tr key=${i} data-from=${one.from}>
    <th scope="row" class="small faint">${t(`settings.mail.${who[one.from]}`)}</th><td class="pre"><code>${one.text}</code></td>
    <td class="small faint num">${one.ms} ms</td></tr>`)}</tbody></table></div></section>`;

/** Sends one mail with what is stored and shows how it went. */
export default function Test({ unsaved, onDone, onClose }) {
  const [to, setTo] = useState(me.value.email || ""), [error, setError] = useState(""), [found, setFound] = useState(null), [busy, setBusy] = useState(false);
  async function send() {
    if (busy) return;
    setBusy(true);
    setError("");
    setFound(null);
    spoken.value = t("settings.mail.test.sending");
    try {
      const result = await post("mail/test", { to: to.trim() });
      setFound(result);
      spoken.value = result.ok ? t("settings.mail.test.ok", { to }) : `${result.words}. ${result.advice}`;
      onDone();
    } catch (problem) {
      setError(byField(problem.response?.data).to?.message || (trouble(problem) === "offline" ? t("desk.error.offline") : problem.response?.message || t("desk.error.failed")));
    } finally { setBusy(false); }
  }
  return html`<${Dialog} title=${t("settings.mail.test.title")} onClose=${onClose} onSubmit=${send}
    footer=${html`<button class="button primary" aria-disabled=${busy}>${t("settings.mail.test.send")}</button>`}>
    ${unsaved && html`<${Banner} tone="soon" icon="info">${t("settings.mail.test.unsaved")}<//>`}
    <${Input} type="email" name="to" label=${t("settings.mail.test.to")} value=${to} error=${error} focus onValue=${setTo} autocomplete="email" />
    ${busy && html`<p class="small soft">${t("settings.mail.test.sending")}</p>`}
    ${found && html`<${Banner} tone=${found.ok ? "done" : "late"} icon=${found.ok ? "check" : "alert"}>${found.ok ? t("settings.mail.test.ok", { to }) : html`<b>${found.words}.</b> ${found.advice}`}<//>
      ${found.lines.length > 0 && html`<${Dialogue} lines=${found.lines} />`}`}
  <//>`;
}
