import { html, useState } from "../../vendor/vendor.js";
import { Icon } from "../parts/icon.js";
import { Input } from "../parts/input.js";
import { Offline } from "../parts/notice.js";
import { Mark } from "../parts/shell.js";
import { signIn } from "../lib/api.js";
import { trouble } from "../lib/errors.js";
import { t } from "../lib/i18n.js";

function reason(error) {
  if (error?.status === 429) return t("desk.login.too_many");
  if (error?.status === 403) return t("desk.login.inactive");
  const kind = trouble(error);
  if (kind === "offline") return t("desk.error.offline");
  return kind === "failed" ? t("desk.error.failed") : t("desk.login.wrong");
}

/** The door of the team; customers are shown theirs. */
export function Login({ onDone }) {
  const [email, setEmail] = useState(""), [password, setPassword] = useState("");
  const [problem, setProblem] = useState(""), [busy, setBusy] = useState(false);
  async function enter(event) {
    event.preventDefault();
    if (busy) return;
    const lacking = !email ? "email" : !password ? "password" : "";
    if (lacking) {
      setProblem(t(`desk.login.${lacking}.missing`));
      event.target.elements[lacking].focus();
      return;
    }
    setBusy(true);
    setProblem("");
    try {
      await signIn(email.trim(), password);
      await onDone();
    } catch (error) {
      setProblem(reason(error));
      event.target.elements.password?.focus();
    } finally {
      setBusy(false);
    }
  }
  return html`<div class="door"><main class="stack loose">
    <header class="stack"><span class="brand big"><${Mark} /><span><b>Escucha</b><small>${t("desk.login.team")}</small></span></span>
      <h1 class="hidden">${t("desk.login.title")}</h1></header>
    <${Offline} />
    <form class="stack" onSubmit=${enter} novalidate>
      <${Input} type="email" name="email" label=${t("desk.login.email")} autocomplete="username" value=${email} onValue=${setEmail} focus />
      <${Input} type="password" name="password" label=${t("desk.login.password")} autocomplete="current-password" value=${password} onValue=${setPassword} />
      ${problem && html`<p class="banner" data-tone="late" role="alert"><${Icon} name="alert" /><span>${problem}</span></p>`}
      <button class="button primary big wide" aria-busy=${busy}>${t("desk.login.enter")}</button>
    </form>
    <p class="small faint">${t("desk.login.customer")} <a href="/portal/">${t("desk.login.portal")}</a></p>
  </main></div>`;
}
