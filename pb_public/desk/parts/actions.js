import { html, useState } from "/vendor/vendor.js";
import { Dialog, Menu } from "./dialog.js";
import { Icon } from "./icon.js";
import { Input } from "./input.js";
import { Saved } from "./notice.js";
import { choices, fields } from "../lib/fields.js";
import { label, t } from "../lib/i18n.js";
import { catalog, toast } from "../lib/state.js";

// what each action asks for; whether it may be done is the server's to say
const asks = {
  transfer: ["area", "assignee", "transfer_reason", "transfer_summary"],
  escalate: ["escalation_level", "escalation_reason", "escalation_request"],
  confidential: ["confidential", "confidential_reason"],
  extend: ["extension_until", "extension_reason"],
  temporary: ["temporary_alternative", "temporary_from", "temporary_until", "temporary_cost"],
  withdraw: ["withdrawal_words", "withdrawal_channel"],
};

function Form({ c, action, onClose }) {
  const form = c.form.data.value, key = (name) => `action.${action}.${name}`;
  const given = action === "confidential" ? { confidential: !c.file.value.complaint.confidential } : {};
  const value = (name) => form[key(name)] ?? given[name];
  async function send() {
    const more = action === "withdraw" ? { closing_kind: "withdrawal" } : action === "confidential" ? { confidential: value("confidential") } : {};
    if (!(await c.act(action, more))) {
      if (c.conflict.value) onClose();
      return;
    }
    toast(t(`desk.action.${action}.done`));
    onClose();
  }
  const shown = asks[action];
  const others = Object.entries(c.errors.value).filter(([name]) => !shown.includes(name));
  return html`<${Dialog} title=${t(`desk.action.${action}`)} onClose=${onClose} onSubmit=${send}
    footer=${html`<button type="button" class="button" onClick=${onClose}>${t("desk.cancel")}</button><button class="button primary" aria-busy=${Boolean(c.busy.value)}>${t(`desk.action.${action}.do`)}</button>`}>
    <p class="small soft">${t(`desk.action.${action}.why`)} <${Saved} saved=${c.form.saved.value} /></p>
    ${shown.map((name) => html`<${Input} key=${name} ...${fields[name]} name=${name} label=${label("field", name)} value=${value(name) ?? ""}
      options=${choices(fields[name], catalog.value, name === "escalation_level" ? null : label)} error=${c.error(name)} onValue=${(next) => c.set({ [key(name)]: next })} />`)}
    ${(others.length > 0 || (c.message.value && !Object.keys(c.errors.value).length)) && html`<div class="banner" data-tone="late" role="alert"><${Icon} name="alert" />
      <span>${others.length ? others.map(([, one]) => one.message).join(" ") : c.message.value}</span></div>`}
  <//>`;
}

/** What may be done with a case besides moving it on; only what the server offers. */
export function Actions({ c, track }) {
  const [action, setAction] = useState("");
  const offered = (c.next.value?.actions || []).filter((code) => asks[code]);
  const start = (code) => { c.errors.value = {}; c.message.value = ""; setAction(code); };
  return html`
    <${Menu} kind="end" button="button quiet only" label=${t("desk.case.more")} summary=${html`<${Icon} name="dots" />`}>
      ${offered.map((code) => html`<button type="button" class="item" key=${code} onClick=${() => start(code)}>${t(`desk.action.${code}`)}</button>`)}
      ${offered.length > 0 && html`<hr />`}
      ${track && html`<a class="item" href=${track} target="_blank" rel="noopener"><${Icon} name="eye" />${t("desk.case.track")}</a>`}
      <button type="button" class="item" onClick=${() => print()}><${Icon} name="print" />${t("desk.case.print")}</button>
    <//>
    ${action && html`<${Form} c=${c} action=${action} onClose=${() => setAction("")} />`}`;
}
