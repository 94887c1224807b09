import { html, useEffect, useState } from "../../vendor/vendor.js";
import { Input } from "./input.js";
import { Banner } from "./notice.js";
import { pb, post, read } from "../lib/api.js";
import { t } from "../lib/i18n.js";

const quiet = { requestKey: null };
const words = (name) => name.replaceAll("_", " ");

/** Puts a detail where one was writing, or at the end. */
function insert(name, body, onValue) {
  const box = document.querySelector("dialog[open] textarea[data-field=body]"), piece = `{{${name}}}`;
  const from = box?.selectionStart ?? body.length, to = box?.selectionEnd ?? from;
  onValue("body", body.slice(0, from) + piece + body.slice(to));
  requestAnimationFrame(() => { box?.focus(); box?.setSelectionRange(from + piece.length, from + piece.length); });
}

/** What helps to write a text: the details of a case at hand, how it reads, and how it was at first. */
export function TextAid({ row, values, writable, onValue }) {
  const [about, setAbout] = useState(null), [cases, setCases] = useState([]), [on, choose] = useState(""), [shown, setShown] = useState(null);
  useEffect(() => {
    // without these the text can still be written
    read(`templates/${row.id}`).then(setAbout, () => {});
    pb.collection("complaints").getList(1, 12, { sort: "-received_at", fields: "id,number,goal,customer_snapshot", ...quiet }).then((found) => { setCases(found.items); choose(found.items[0]?.id || ""); }, () => {});
  }, []);
  useEffect(() => {
    let late = false;
    const wait = setTimeout(() => post(`templates/${row.id}/preview`, { subject: values.subject, body: values.body, complaint: on })
      .then((found) => !late && setShown(found), () => {}), 300);
    return () => { late = true; clearTimeout(wait); };
  }, [values.subject, values.body, on]);
  const first = about?.original, same = first && first.subject === values.subject && first.body === values.body;
  const restore = () => { onValue("subject", first.subject); onValue("body", first.body); };
  const list = about && [...about.required, ...about.placeholders.filter((name) => !about.required.includes(name))];
  return html`${writable && about && html`<details class="why"><summary>${t("settings.text.insert")}</summary><p class="cluster near">${list.map((name) => html`
      <button type="button" class="choice small" key=${name} data-name=${name} onClick=${() => insert(name, values.body, onValue)}>${words(name)}${about.required.includes(name) && html` <b>${t("settings.text.must")}</b>`}</button>`)}</p></details>`}
    ${writable && first && !same && html`<p><button type="button" class="link small" onClick=${restore}>${t("settings.text.restore")}</button></p>`}
    <section class="stack tight" aria-label=${t("settings.text.preview")}>
      ${cases.length > 0 && html`<${Input} type="select" name="on" label=${t("settings.text.on")} value=${on} onValue=${choose}
        options=${cases.map((one) => ({ value: one.id, label: [one.number, one.goal].filter(Boolean).join(" · ").slice(0, 70) }))} />`}
      <div role="status" class="stack tight">${Object.entries(shown?.faults || {}).map(([field, one]) => html`<${Banner} key=${field} tone="soon" icon="alert">${t(`settings.field.templates.${field}`)}: ${one.message}<//>`)}</div>
      ${shown?.text && html`<article class="banner stack tight voice preview"><b>${shown.text.subject}</b><p class="pre">${shown.text.text}</p></article>`}
      ${shown?.text?.missing.length > 0 && html`<p class="small faint">${t("settings.text.missing", { names: shown.text.missing.map(words).join(", ") })}</p>`}
    </section>`;
}
