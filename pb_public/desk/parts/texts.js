import { html, useState } from "../../vendor/vendor.js";
import { pb } from "../lib/api.js";
import { fold } from "../lib/command.js";
import { label, t } from "../lib/i18n.js";
import { useLater } from "../lib/later.js";
import { catalog, toast } from "../lib/state.js";

const languages = ["es", "en"];

/** The texts that go to customers, by the stage that they belong to; each is kept in both languages. */
export function Texts({ what, list, shelf, tabs }) {
  const [text, setText] = useState(""), [dialog, show] = useLater(async () => {
    const [form, aid] = await Promise.all([import("./catalogue-form.js"), import("./text-aid.js")]);
    return { default: (props) => html`<${form.default} ...${props} aid=${aid.TextAid} />` };
  });
  const all = (catalog.value.templates || []).filter((one) => fold(`${one.name} ${one.id}`).includes(fold(text)));
  const stages = [...new Set(all.map((one) => one.stage))], order = catalog.value.stages || [];
  stages.sort((a, b) => order.indexOf(a) - order.indexOf(b));
  async function open(one, language) {
    try {
      const row = await pb.collection(list.collection).getFirstListItem(pb.filter("code = {:code} && language = {:language}", { code: one.id, language }), { requestKey: null });
      show({ what, list: { ...list, title: "name", search: true }, row: { ...row, name: `${one.name} · ${t(`settings.kind.${language}`)}` }, may: shelf.may[list.collection], codes: shelf.codes, onDone: () => {} });
    } catch { toast(t("desk.error.failed"), "late"); }
  }
  return html`<header class="page-head"><div><h1 tabindex="-1">${t(`settings.tab.${what}`)}</h1><p>${t(`settings.intro.${what}`)}</p></div>
      <input class="input short" type="search" value=${text} aria-label=${t("settings.search")} placeholder=${t("settings.search")} onInput=${(e) => setText(e.target.value)} /></header>
    <div class="stack">${tabs}
      ${all.length > 0 && html`<div class="scroller" role="region" aria-label=${t(`settings.tab.${what}`)} tabindex="0"><table class="table cards">
        <thead><tr><th scope="col">${t("settings.text.column.name")}</th><th scope="col">${t("settings.text.column.channel")}</th><th scope="col">${t("settings.text.column.languages")}</th></tr></thead>
        ${stages.map((stage) => html`<tbody key=${stage}><tr><th colspan="3" scope="rowgroup" class="label">${label("stage", stage)}</th></tr>
          ${all.filter((one) => one.stage === stage).map((one) => html`<tr key=${one.id} data-code=${one.id}><th scope="row">${one.name}${one.kind === "automatic" && html` <span class="badge">${t("settings.text.automatic")}</span>`}</th>
            <td>${one.channel === "internal" ? t("settings.text.internal") : label("channel", one.channel)}</td>
            <td><span class="cluster near">${languages.map((language) => html`<button type="button" class="link" key=${language} lang=${language} onClick=${() => open(one, language)}>${t(`settings.kind.${language}`)}<span class="hidden"> ${one.name}</span></button>`)}</span></td></tr>`)}</tbody>`)}</table></div>`}
      <p class="small faint" role="status">${t("settings.text.count", { n: all.length })}</p>
    </div>${dialog}`;
}
