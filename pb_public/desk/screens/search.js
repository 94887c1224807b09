import { html, useEffect, useRef, useState } from "../../vendor/vendor.js";
import { foundSub, foundTitle, KindMark, Snippet } from "../parts/found.js";
import { Icon } from "../parts/icon.js";
import { Empty, Skeleton, Trouble } from "../parts/notice.js";
import { read } from "../lib/api.js";
import { address } from "../lib/command.js";
import { trouble } from "../lib/errors.js";
import { useFound } from "../lib/find.js";
import { label, t, tn } from "../lib/i18n.js";
import { remember, useList } from "../lib/list.js";
import { href } from "../lib/routes.js";
import { catalog, lastList, me, route, spoken } from "../lib/state.js";

const kinds = ["", "complaint", "message", "customer", "proposal"], size = 30, capped = 100;

/** Writes the question into the address without a step back for each letter. */
function ask(query) {
  lastList.value = href("search", { query });
  history.replaceState(null, "", lastList.value);
}
const count = (n) => (n >= capped ? `${n}+` : n);

const Kinds = ({ query, counts, onChoose }) => html`<nav class="tabs" aria-label=${t("desk.search.kinds")}>${kinds.map((kind) => {
  const n = kind ? counts[kind] : null;
  return html`<a key=${kind} href=${href("search", { query: { ...query, kind } })} aria-current=${(query.kind || "") === kind ? "page" : null}
    onClick=${(e) => { if (e.ctrlKey || e.metaKey) return; e.preventDefault(); onChoose({ kind }); }}>${t(`desk.search.kind.${kind || "all"}`)}${n ? html` <span class="count">${count(n)}</span>` : null}</a>`;
})}</nav>`;

function Narrow({ query, onChoose }) {
  const { stages = [], areas = [], agents = [] } = catalog.value;
  const lists = {
    stage: stages.map((value) => ({ value, label: label("stage", value) })),
    area: areas.map((one) => ({ value: one.id, label: one.name })),
    owner: [{ value: me.value.id, label: t("desk.queue.me") }, ...agents.filter((one) => one.id !== me.value.id).map((one) => ({ value: one.id, label: one.name }))],
    open: ["true", "false"].map((value) => ({ value, label: t(`desk.search.open.${value}`) })),
  };
  return html`<div class="stack tight narrow-by" role="group" aria-label=${t("desk.queue.filters")}>${Object.entries(lists).map(([name, options]) => html`
    <label class="field" key=${name}><span class="name">${t(`desk.search.by.${name}`)}</span><select class="input" data-field=${name} value=${query[name] || ""} onChange=${(e) => onChoose({ [name]: e.target.value })}>
      ${[{ value: "", label: t("desk.queue.any") }, ...options].map((one) => html`<option key=${one.value} value=${one.value} selected=${one.value === (query[name] || "")}>${one.label}</option>`)}</select></label>`)}</div>`;
}

const Row = ({ one }) => html`<li class="row" data-id=${one.complaint || one.id}><${KindMark} one=${one} />
  <div><a class="title" href=${address(one)}>${foundTitle(one)}</a>
    ${one.snippet?.length > 0 && html`<p class="small soft"><${Snippet} parts=${one.snippet} /></p>`}<p class="sub one-line">${foundSub(one, true) && html`<span>${foundSub(one, true)}</span>`}</p></div>
  <span class="small faint">${one.kind === "complaint" && one.stage ? label("stage", one.stage) : t(`desk.search.one.${one.kind}`)}</span></li>`;

/** The further pages of one answer; a new answer starts again. */
function useMore(query, answer) {
  const [more, setMore] = useState({ of: "", items: [], next: "" }), [busy, setBusy] = useState(false);
  const mine = more.of === answer?.of ? more : { items: [], next: answer?.next || "" };
  async function load() {
    setBusy(true);
    try {
      const page = await read("search", { ...query, limit: size, after: mine.next }, "search more");
      setMore({ of: answer.of, items: [...mine.items, ...page.items], next: page.next });
    } catch (error) {
      if (trouble(error) !== "aborted") spoken.value = t("desk.command.failed");
    } finally {
      setBusy(false);
    }
  }
  return { items: mine.items, next: mine.next, busy, load };
}

const Box = ({ box, text, onText, onDown }) => html`<form role="search" onSubmit=${(e) => { e.preventDefault(); onDown(); }}>
  <label class="seeker"><${Icon} name="search" /><input ref=${box} class="input" type="search" value=${text} aria-label=${t("desk.command.title")} placeholder=${t("desk.search.hint")} autocomplete="off" enterkeyhint="search"
    onInput=${(e) => onText(e.target.value)} onKeyDown=${(e) => { if (e.key === "ArrowDown") { e.preventDefault(); onDown(); } }} /></label></form>`;

/** Everything that was ever said or filed, as far as one may see it. */
export default function Search() {
  const [query, setQuery] = useState(route.value.query), box = useRef();
  const text = query.q || "", typed = text.trim(), { q, ...filters } = query;
  const choose = (changes) => setQuery((old) => ({ ...old, ...changes }));
  const { answer, waiting } = useFound(typed, { ...filters, limit: size }, "search");
  const more = useMore({ ...query, q: typed }, answer), items = [...(answer?.items || []), ...more.items];
  useList(Boolean(answer));
  useEffect(() => { setQuery(route.value.query); box.current.focus(); }, [route.value]);
  useEffect(() => ask(query), [query]);
  useEffect(() => { if (answer && !waiting) spoken.value = tn("desk.command.count", answer.items.length); }, [answer?.of]);
  return html`<div class="page stack">
    <header class="page-head"><h1 tabindex="-1">${t("desk.search.title")}</h1></header>
    <${Box} box=${box} text=${text} onText=${(value) => choose({ q: value })} onDown=${() => document.querySelector("main .row .title")?.focus()} />
    <div class="stack tight"><${Kinds} query=${query} counts=${answer?.counts || {}} onChoose=${choose} /><${Narrow} query=${query} onChoose=${choose} /></div>
    ${answer?.error && html`<${Trouble} kind=${answer.error} onRetry=${() => choose({ q: `${text} ` })} />`}
    ${waiting && !answer && html`<${Skeleton} />`}
    ${!typed && html`<${Empty} icon="search" title=${t("desk.search.empty")} text=${t("desk.search.empty.text")} />`}
    ${typed && answer && !answer.error && !items.length && html`<${Empty} icon="search" title=${t("desk.search.none")} text=${t("desk.search.none.text")} />`}
    ${items.length > 0 && html`<ul class="list found" aria-label=${t("desk.command.results")} aria-busy=${waiting} onFocusIn=${remember}>${items.map((one) => html`<${Row} key=${`${one.kind} ${one.id}`} one=${one} />`)}</ul>`}
    ${more.next && html`<p class="cluster"><button type="button" class="button" aria-busy=${more.busy} onClick=${more.load}>${t("desk.search.more")}</button></p>`}
  </div>`;
}
