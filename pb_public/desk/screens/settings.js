import { html, useEffect, useState } from "../../vendor/vendor.js";
import { Budget } from "../parts/budget.js";
import { Nothing, Rows } from "../parts/catalogue-list.js";
import { Icon } from "../parts/icon.js";
import { Empty, Skeleton, Trouble } from "../parts/notice.js";
import { pb, read } from "../lib/api.js";
import { budget, catalogues, filterOf } from "../lib/catalogues.js";
import { t } from "../lib/i18n.js";
import { useLater } from "../lib/later.js";
import { useLoad } from "../lib/load.js";
import { href } from "../lib/routes.js";
import { me, route } from "../lib/state.js";

const step = 100;

const Tabs = ({ what }) => html`<nav class="tabs" aria-label=${t("desk.nav.settings")}>${Object.keys(catalogues).map((name) => html`
  <a key=${name} href=${href("settings", { id: name })} aria-current=${name === what ? "page" : null}>${t(`settings.tab.${name}`)}</a>`)}</nav>`;

const Uses = ({ active, onChoose }) => html`<fieldset class="modes"><legend class="hidden">${t("settings.which")}</legend>${[true, false].map((one) => html`
  <label key=${one}><input type="radio" name="in-use" checked=${active === one} onChange=${() => onChoose(one)} />${t(one ? "settings.used" : "settings.unused")}</label>`)}</fieldset>`;

/** One list: its rows, the ways to find one and to begin another. */
function Catalogue({ what, list }) {
  const [active, setActive] = useState(true), [text, setText] = useState(""), [most, setMost] = useState(step);
  const [dialog, open] = useLater(() => import("../parts/catalogue-form.js"));
  const rows = useLoad(() => pb.collection(list.collection).getList(1, most, { filter: filterOf(list, active, text, (...of) => pb.filter(...of)), sort: list.sort, requestKey: `settings ${what}` }), [active, text, most]);
  const shelf = useLoad(() => read("settings"), []);
  const may = shelf.data?.may[list.collection], error = rows.error || shelf.error;
  const begin = (row) => open({ what, list, row, may, onDone: () => { rows.reload(); shelf.reload(); } });
  const change = () => open({ what: "budget", list: budget, may: shelf.data.may.business, row: { ...shelf.data.budget, reward_budget: shelf.data.budget.limit }, onDone: shelf.reload });
  return html`
    <header class="page-head"><div><h1 tabindex="-1">${t(`settings.tab.${what}`)}</h1><p>${t(`settings.intro.${what}`)}</p></div>
      ${may?.create && html`<button type="button" class="button primary" onClick=${() => begin()}><${Icon} name="plus" />${t(`settings.new.${what}`)}</button>`}</header>
    <div class="stack"><${Tabs} what=${what} />
      ${what === "rewards" && shelf.data && html`<${Budget} budget=${shelf.data.budget} may=${shelf.data.may.business} onChange=${change} />`}
      <div class="cluster between"><${Uses} active=${active} onChoose=${(one) => { setActive(one); setMost(step); }} />
        <input class="input short" type="search" value=${text} aria-label=${t("settings.search")} placeholder=${t("settings.search")} onInput=${(e) => setText(e.target.value)} /></div>
      ${error && html`<${Trouble} kind=${error} onRetry=${() => { rows.reload(); shelf.reload(); }} />`}
      ${rows.slow && !rows.data && html`<${Skeleton} />`}
      ${rows.data && shelf.data && !error && (rows.data.items.length
        ? html`<${Rows} what=${what} list=${list} rows=${rows.data.items} shelf=${what === "rewards" ? shelf.data.rewards : null} onOpen=${begin} />`
        : html`<${Nothing} what=${what} list=${list} text=${text} active=${active} may=${may} onNew=${() => begin()} />`)}
      ${rows.data?.totalItems > rows.data?.items.length && html`<p><button type="button" class="button" onClick=${() => setMost(most + step)}>${t("settings.more")}</button></p>`}
    </div>${dialog}`;
}

/** What the business may give and do, kept by those who answer for it. */
export default function Settings() {
  const what = route.value.id in catalogues ? route.value.id : Object.keys(catalogues)[0], ours = me.value.manages;
  useEffect(() => { if (ours) document.title = `${t(`settings.tab.${what}`)} · Escucha`; }, [what]);
  if (!ours) {
    return html`<div class="page"><h1 class="hidden" tabindex="-1">${t("desk.nav.settings")}</h1><${Empty} icon="lock" title=${t("settings.closed")} text=${t("settings.closed.text")}>
      <a class="button" href=${href("today")}>${t("desk.nav.today")}</a><//></div>`;
  }
  return html`<div class="page"><${Catalogue} key=${what} what=${what} list=${catalogues[what]} /></div>`;
}
