import { html, useEffect, useRef, useState } from "../../vendor/vendor.js";
import { ActionRow } from "../parts/action-row.js";
import { Empty, Skeleton, Trouble } from "../parts/notice.js";
import { read } from "../lib/api.js";
import { opening } from "../lib/corrective.js";
import { t } from "../lib/i18n.js";
import { useLater } from "../lib/later.js";
import { remember, useList } from "../lib/list.js";
import { useLoad } from "../lib/load.js";
import { href } from "../lib/routes.js";
import { catalog, changes, me, route, toast } from "../lib/state.js";
import { Shown } from "../parts/action.js";
import { Issues } from "../parts/issues.js";

const views = { mine: "mias", open: "", check: "comprobar", ended: "terminadas" }, issues = "problemas";
const viewOf = ({ ver }) => Object.keys(views).find((name) => views[name] === (ver || "")) || "open";
const again = () => { changes.value++; };

/** The views; on a phone the one that is open is brought into sight. */
function Tabs({ view, counts = {} }) {
  const bar = useRef();
  useEffect(() => { bar.current.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" }); }, [view, Object.values(counts).join()]);
  return html`<nav class="tabs" ref=${bar} aria-label=${t("actions.title")}>
  ${Object.keys(views).map((name) => html`<a key=${name} href=${href("actions", { query: { ver: views[name] } })} aria-current=${name === view ? "page" : null}>${t(`actions.view.${name}`)}
    ${counts[name] > 0 && html` <span class="count">${counts[name]}</span>`}</a>`)}
  <a href=${href("actions", { id: issues })} aria-current=${view === issues ? "page" : null}>${t("actions.view.issues")}</a></nav>`;
}

/** Only what is about one cause. */
const ByCause = ({ view, cause }) => html`<p class="cluster near small"><label class="soft" for="by-cause">${t("actions.by_cause")}</label>
  <select id="by-cause" class="input short" onChange=${(e) => { location.hash = href("actions", { query: { ver: views[view], causa: e.target.value } }); }}>
    <option value="">${t("actions.by_cause.all")}</option>
    ${(catalog.value.causes || []).map((one) => html`<option key=${one.id} value=${one.id} selected=${one.id === cause}>${one.name}</option>`)}</select></p>`;

const Group = ({ title, items }) => items.length > 0 && html`<section aria-label=${title}>
  <header class="heading"><h2>${title} <span class="count">${items.length}</span></h2></header>
  <ul class="list" onFocusIn=${remember}>${items.map((one) => html`<${ActionRow} key=${one.id} one=${one} query=${route.value.query} />`)}</ul></section>`;

/** Late ones by themselves; of one's own, what is to be looked at as well. */
const groups = (items) => [["late", (one) => one.late], ["todo", (one) => one.status === "open" && !one.late], ["check", (one) => one.status === "done"],
  ["verified", (one) => one.status === "verified"], ["dropped", (one) => one.status === "dropped"]]
  .map(([name, is]) => html`<${Group} key=${name} title=${t(`actions.group.${name}`)} items=${items.filter(is)} />`);

/** A list of actions, more of it on request. */
function Board({ view, cause, onData }) {
  const [more, setMore] = useState({ key: "", items: [], next: 0 }), key = `${view} ${cause}`;
  const { data, error, slow, reload } = useLoad(() => read("actions", { view, cause }).then((got) => { onData(got); return got; }), [view, cause]);
  useList(Boolean(data));
  if (!data) return error ? html`<${Trouble} kind=${error} onRetry=${reload} />` : slow && html`<${Skeleton} />`;
  const later = more.key === key ? more : { items: [], next: data.next };
  async function go() {
    try {
      const page = await read("actions", { view, cause, after: later.next }, "actions more");
      setMore({ key, items: [...later.items, ...page.items], next: page.next });
    } catch { toast(t("desk.error.failed"), "late"); }
  }
  const items = [...data.items, ...later.items];
  return html`${groups(items)}
    ${!items.length && html`<${Empty} title=${t(`actions.none.${view}`)} text=${t("actions.none.text")} />`}
    ${later.next > 0 && html`<p><button type="button" class="button" onClick=${go}>${t("actions.more")}</button></p>`}`;
}

/** What is done so that troubles do not come back: the list, one of them, the troubles of the system. */
export default function Actions() {
  const { id, query } = route.value, register = id === issues, view = register ? issues : viewOf(query), cause = query.causa || "";
  const [known, setKnown] = useState({}), [dialog, ask] = useLater(() => import("../parts/ask.js"));
  return html`<div class="page">
    <header class="page-head"><div><h1 tabindex="-1">${t("actions.title")}</h1><p>${t("actions.intro")}</p></div>
      ${known.create && !register && html`<button type="button" class="button primary" onClick=${() => ask(opening({ owner: me.value.id }, again))}>${t("actions.open")}</button>`}</header>
    <div class="stack loose"><${Tabs} view=${view} counts=${known.counts} />
    ${register ? html`<${Issues} ask=${ask} again=${again} />`
      : html`<${ByCause} view=${view} cause=${cause} /><${Board} view=${view} cause=${cause} onData=${setKnown} />`}</div>
    ${dialog || (id && !register && html`<${Shown} key=${id} id=${id} ask=${ask} again=${again} heads=${known.create} onClose=${() => { if (route.value.id === id) location.hash = href("actions", { query }); }} />`)}
  </div>`;
}
