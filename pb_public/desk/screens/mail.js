import { html, useEffect, useRef, useState } from "../../vendor/vendor.js";
import { MailRow } from "../parts/mail-row.js";
import { Icon } from "../parts/icon.js";
import { Empty, Skeleton, Trouble } from "../parts/notice.js";
import { pb, read } from "../lib/api.js";
import { t, tn } from "../lib/i18n.js";
import { useLater } from "../lib/later.js";
import { useLoad } from "../lib/load.js";
import { recount } from "../lib/notify.js";
import { href } from "../lib/routes.js";
import { changes, route, toast } from "../lib/state.js";

const lists = ["waiting", "ignored", "filed"], words = { ignored: "apartados", filed: "casos" };
const listOf = ({ lista }) => Object.keys(words).find((name) => words[name] === lista) || "waiting";

const Tabs = ({ name, waiting }) => html`<nav class="tabs" aria-label=${t("inbox.lists")}>${lists.map((one) => html`
  <a key=${one} href=${href("mail", { query: { lista: words[one] } })} aria-current=${one === name ? "page" : null}>${t(`inbox.list.${one}`)}${one === "waiting" && waiting > 0 && html` <span class="count">${waiting}</span>`}</a>`)}</nav>`;

/** What is done with those that were chosen. */
const Chosen = ({ n, onIgnore, onClear }) => html`<div class="banner" data-tone="accent" role="region" aria-label=${t("inbox.chosen")}>
  <strong>${tn("inbox.chosen.n", n)}</strong><button type="button" class="button" onClick=${onIgnore}>${t("inbox.ignore")}</button>
  <button type="button" class="button quiet only" aria-label=${t("inbox.chosen.clear")} onClick=${onClear}><${Icon} name="x" /></button></div>`;

/** Hears of mails as they come; asked for anew with the rest, for a tab that was hidden hears nothing. */
function useLive(again) {
  const latest = useRef(again), version = changes.value;
  latest.current = again;
  useEffect(() => {
    let off, timer;
    const told = () => { clearTimeout(timer); timer = setTimeout(() => latest.current(), 300); }; // many come at once
    pb.collection("mails").subscribe("*", told).then((one) => { off = one; }, () => { /* without connection the next visit reads */ });
    return () => { clearTimeout(timer); off?.(); };
  }, [version]);
}

/** One list, the newest first; more of it on request. */
function useMails(name) {
  const [pages, setPages] = useState({ name, items: [], more: false });
  const first = useLoad(() => read("mails", { list: name }, `mails ${name}`), [name]);
  const later = pages.name === name ? pages : { items: [], more: first.data?.more };
  const items = [...(first.data?.items || []), ...later.items], more = later.items.length ? later.more : first.data?.more;
  async function go() {
    try {
      const page = await read("mails", { list: name, before: items.at(-1).received_at }, "mails more");
      setPages({ name, items: [...later.items, ...page.items], more: page.more });
    } catch { toast(t("desk.error.failed"), "late"); }
  }
  useLive(() => { first.reload(); recount(); });
  const reload = () => { setPages({ name, items: [], more: false }); recount(); return first.reload(); };
  return { ...first, items, more, go, reload };
}

/** Mail of which nobody knows yet to which case it belongs. */
export default function Mail() {
  const name = listOf(route.value.query), mails = useMails(name), [picked, setPicked] = useState([]);
  const [dialog, show] = useLater(() => import("../parts/mail-open.js")), [aside, ask] = useLater(() => import("../parts/mail-ignore.js"));
  const open = name !== "filed", here = picked.filter((id) => mails.items.some((one) => one.id === id));
  const pick = (id) => setPicked((old) => (old.includes(id) ? old.filter((one) => one !== id) : [...old, id]));
  const done = () => { setPicked([]); mails.reload(); };
  return html`<div class="page stack">
    <header class="page-head"><div><h1 tabindex="-1">${t("desk.nav.mail")}</h1><p>${t("inbox.intro")}</p></div></header>
    <${Tabs} name=${name} waiting=${mails.data?.waiting} />
    ${here.length > 0 && html`<${Chosen} n=${here.length} onIgnore=${() => ask({ ids: here, onDone: done })} onClear=${() => setPicked([])} />`}
    ${mails.error && html`<${Trouble} kind=${mails.error} onRetry=${mails.reload} />`}
    ${mails.slow && !mails.data && html`<${Skeleton} />`}
    ${mails.data && !mails.items.length && html`<${Empty} icon="mail" title=${t(`inbox.empty.${name}`)} text=${t(`inbox.empty.${name}.text`)} />`}
    ${mails.items.length > 0 && html`<ul class="list" aria-label=${t(`inbox.list.${name}`)}>${mails.items.map((one) => html`
      <${MailRow} key=${one.id} one=${one} picked=${here.includes(one.id)} onPick=${open && one.status !== "bounce" && pick} onOpen=${() => show({ id: one.id, onDone: done })} />`)}</ul>`}
    ${mails.more && html`<p><button type="button" class="button" onClick=${mails.go}>${t("inbox.more")}</button></p>`}
    ${dialog}${aside}</div>`;
}
