import { html, useState } from "../../vendor/vendor.js";
import { Dialog } from "./dialog.js";
import { Icon } from "./icon.js";
import { Input } from "./input.js";
import { hand } from "../lib/hand.js";
import { label, t } from "../lib/i18n.js";
import { channelName } from "../lib/say.js";
import { catalog } from "../lib/state.js";

const named = (list) => (list || []).map((one) => ({ value: one.id, label: one.name }));
const lists = () => ({
  stage: (catalog.value.stages || []).map((code) => ({ value: code, label: label("stage", code) })),
  area: named(catalog.value.areas),
  channel: (catalog.value.channels || []).map((one) => ({ value: one.id, label: channelName(one.id) })),
  kind: (catalog.value.kinds || []).map((code) => ({ value: code, label: label("kind", code) })),
});

/** One row for each case, with its times and its outcome: all of a period, or some of them. */
export default function Export({ span, onClose }) {
  const [query, setQuery] = useState({ from: span.from, to: span.to }), [busy, setBusy] = useState(false), wrong = query.from && query.to && query.from > query.to;
  async function send() {
    if (busy || wrong) return;
    setBusy(true);
    const asked = new URLSearchParams(Object.entries(query).filter(([, one]) => one));
    await hand(`export/cases.csv?${asked}`, `${t("reports.export.file")}-${query.from || ""}-${query.to || ""}.csv`);
    setBusy(false);
    onClose();
  }
  const set = (name) => (value) => setQuery({ ...query, [name]: value });
  return html`<${Dialog} title=${t("reports.export")} onClose=${onClose} onSubmit=${send}
    footer=${html`<button class="button primary" aria-busy=${busy}><${Icon} name="download" />${t("reports.export.send")}</button>`}>
    <p class="small soft">${t("reports.export.text")}</p>
    <div class="pair">${["from", "to"].map((name) => html`<${Input} key=${name} type="date" name=${name} label=${t(`reports.${name}`)} value=${query[name]} error=${name === "to" && wrong ? t("reports.wrong") : ""} onValue=${set(name)} />`)}</div>
    <div class="pair">${Object.entries(lists()).map(([name, options]) => html`<${Input} key=${name} type="select" name=${name} label=${t(`reports.export.${name}`)} value=${query[name]} options=${options} onValue=${set(name)} />`)}</div><//>`;
}
