import { html, useEffect, useMemo, useState } from "../../vendor/vendor.js";
import { Dialog } from "./dialog.js";
import { Input } from "./input.js";
import { Untrained } from "./untrained.js";
import { post } from "../lib/api.js";
import { draft } from "../lib/drafts.js";
import { byField, trouble } from "../lib/errors.js";
import { choices, widget } from "../lib/fields.js";
import { label, t, tn } from "../lib/i18n.js";
import { href } from "../lib/routes.js";
import { shortNumber, title } from "../lib/say.js";
import { catalog } from "../lib/state.js";

// what is asked for each change; the reason and summary are for those cases that pass from hand to hand
const forms = {
  assign: ["assignee", "owner", "transfer_reason", "transfer_summary"],
  area: ["area", "assignee", "transfer_reason", "transfer_summary"],
  urgency: ["urgency", "urgency_reason"], tag: ["tags+"],
};

function Field({ name, value, onValue, error }) {
  if (name === "tags+") {
    const options = (catalog.value.tags || []).filter((tag) => tag.active).map((tag) => ({ value: tag.id, label: tag.name }));
    return html`<${Input} type="select" name=${name} label=${t("desk.queue.by.tag")} options=${options} value=${value} onValue=${onValue} error=${error} />`;
  }
  const spec = widget(name);
  return html`<${Input} type=${spec.type} name=${name} label=${label("field", name)} hint=${name === "transfer_reason" ? t("desk.bulk.transfer") : ""}
    options=${choices(spec, catalog.value, label)} value=${value} onValue=${onValue} error=${error} />`;
}

/** What became of each case: how many changed, and every one that did not, with its reason. */
const Report = ({ done, refused, cards }) => html`<div class="stack" role="status">
  <p><strong>${tn("desk.bulk.done", done.length)}</strong> ${refused.length > 0 && tn("desk.bulk.refused", refused.length)}</p>
  ${refused.length > 0 && html`<ul class="list report">${refused.map((one) => {
    const card = cards.find((known) => known.id === one.id);
    return html`<li key=${one.id}><a href=${href("case", { id: one.id })}>${card ? title(card) : shortNumber(one.number) || one.id}</a> <span class="num faint">${shortNumber(one.number || card?.number)}</span>
      <p class="small">${one.field && label("field", one.field) !== one.field ? `${label("field", one.field)}: ` : ""}${one.message}</p></li>`;
  })}</ul>`}</div>`;

/** One change for the ticked cases; cards() are those. Who was refused stays ticked, and the form can be mended. */
export default function BulkDialog({ code, cards, keep, onClose }) {
  const [sent, setSent] = useState([]), [errors, setErrors] = useState({}), [busy, setBusy] = useState(false), [report, setReport] = useState(null);

  // what was begun for other cases is there when it is opened again
  const form = useMemo(() => draft(`bulk.${code}`), []), values = form.data.value;
  useEffect(() => { form.load(); }, []);

  async function send() {
    if (busy) return;
    setBusy(true);
    setSent(cards());
    try {
      const answer = await post("bulk", { cases: cards().map(({ id, version }) => ({ id, version })), change: Object.fromEntries(Object.entries(values).filter(([, value]) => value)) });
      keep(answer.refused.map((one) => one.id));
      setErrors(Object.fromEntries(answer.refused.map((one) => [one.field, one]).filter(([name]) => forms[code].includes(name))));
      setReport(answer);
      if (!answer.refused.length) form.clear([], true);
    } catch (error) {
      const found = byField(error.response?.data), unsaid = trouble(error) === "offline" ? t("desk.error.offline") : error.response?.message;
      setErrors(Object.keys(found).length ? found : { cases: { message: unsaid || t("desk.error.failed") } });
    }
    setBusy(false);
  }
  const general = Object.entries(errors).filter(([name]) => !forms[code].includes(name));
  const heading = html`${t(`desk.bulk.${code}`).replace("…", "")}`;
  if (report) {
    const again = report.refused.length > 0;
    return html`<${Dialog} key="report" title=${heading} onClose=${onClose} onSubmit=${again ? () => setReport(null) : onClose}
      footer=${html`${again && html`<button type="button" class="button quiet" onClick=${onClose}>${t("desk.close")}</button>`}
        <button type="submit" class="button primary" autofocus>${t(again ? "desk.bulk.again" : "desk.close")}</button>`}>
      <${Report} ...${report} cards=${sent} /><//>`;
  }
  return html`<${Dialog} key="form" title=${heading} onClose=${onClose} onSubmit=${send}
    footer=${html`<button type="submit" class="button primary" aria-busy=${busy}>${tn("desk.bulk.apply", cards().length)}</button>`}>
    ${general.length > 0 && html`<div class="banner" data-tone="late" role="alert"><span>${general.map(([name, one]) => html`<p key=${name}>${one.message}</p>`)}</span></div>`}
    ${forms[code].map((name) => [html`<${Field} key=${name} name=${name} value=${values[name]} error=${errors[name]?.message}
      onValue=${(value) => form.set({ [name]: value })} />`, name === "assignee" && html`<${Untrained} key="untrained" cases=${cards().map((card) => card.id)} agent=${values.assignee} />`])}
  <//>`;
}
