import { html, useState } from "../../vendor/vendor.js";
import { Budget, Figures, Hour } from "./budget.js";
import { Nothing, Rows } from "./catalogue-list.js";
import { Icon } from "./icon.js";
import { Skeleton, Trouble } from "./notice.js";
import { pb } from "../lib/api.js";
import { budget, figures, filterOf, hour } from "../lib/catalogues.js";
import { t } from "../lib/i18n.js";
import { useLater } from "../lib/later.js";
import { useLoad } from "../lib/load.js";

const step = 100;

const Uses = ({ active, onChoose }) => html`<fieldset class="modes"><legend class="hidden">${t("settings.which")}</legend>${[true, false].map((one) => html`
  <label key=${one}><input type="radio" name="in-use" checked=${active === one} onChange=${() => onChoose(one)} />${t(one ? "settings.used" : "settings.unused")}</label>`)}</fieldset>`;

/** One list: its rows, the ways to find one and to begin another. */
export function Catalogue({ what, list, shelf, tabs, onChange }) {
  const [active, setActive] = useState(true), [text, setText] = useState(""), [most, setMost] = useState(step);
  const [dialog, show] = useLater(() => import("./catalogue-form.js"));
  const rows = useLoad(() => pb.collection(list.collection).getList(1, most, { filter: filterOf(list, active, text, (...of) => pb.filter(...of)), sort: list.sort, requestKey: `settings ${what}` }), [active, text, most]);
  const may = shelf.may[list.collection], found = rows.data?.items || [];
  const begin = (row) => show({ what, list, row, may, codes: shelf.codes, fixed: row && shelf[what]?.[row.id]?.fixed, onDone: () => { rows.reload(); onChange(); } });
  const change = () => show({ what: "budget", list: budget, may: shelf.may.business, row: { ...shelf.budget, reward_budget: shelf.budget.limit }, onDone: onChange });
  const price = () => show({ what: "labour", list: hour, may: shelf.may.business, row: shelf.budget, onDone: onChange });
  const judge = () => show({ what: "figures", list: figures, may: shelf.may.business, row: shelf.figures, onDone: onChange });
  return html`
    <header class="page-head"><div><h1 tabindex="-1">${t(`settings.tab.${what}`)}</h1><p>${t(`settings.intro.${what}`)}</p></div>
      ${may.create && html`<button type="button" class="button primary" onClick=${() => begin()}><${Icon} name="plus" />${t(`settings.new.${what}`)}</button>`}</header>
    <div class="stack">${tabs}
      ${what === "rewards" && html`<${Budget} budget=${shelf.budget} may=${shelf.may.business} onChange=${change} /><${Hour} budget=${shelf.budget} may=${shelf.may.business} onChange=${price} />`}
      ${what === "channels" && html`<${Figures} figures=${shelf.figures} may=${shelf.may.business} onChange=${judge} />`}
      <div class="cluster between">${!list.lasting && html`<${Uses} active=${active} onChoose=${(one) => { setActive(one); setMost(step); }} />`}
        <input class="input short" type="search" value=${text} aria-label=${t("settings.search")} placeholder=${t("settings.search")} onInput=${(e) => setText(e.target.value)} /></div>
      ${rows.error && html`<${Trouble} kind=${rows.error} onRetry=${rows.reload} />`}
      ${rows.slow && !rows.data && html`<${Skeleton} />`}
      ${rows.data && !rows.error && (found.length ? html`<${Rows} what=${what} list=${list} rows=${found} shelf=${shelf[what]} onOpen=${begin} />`
        : html`<${Nothing} what=${what} list=${list} text=${text} active=${active} may=${may} onNew=${() => begin()} />`)}
      ${rows.data?.totalItems > found.length && html`<p><button type="button" class="button" onClick=${() => setMost(most + step)}>${t("settings.more")}</button></p>`}
    </div>${dialog}`;
}
