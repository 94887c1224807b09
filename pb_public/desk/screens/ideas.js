import { html, useEffect, useRef, useState } from "../../vendor/vendor.js";
import { Icon } from "../parts/icon.js";
import { IdeaRow } from "../parts/idea-row.js";
import { Empty, Skeleton, Trouble } from "../parts/notice.js";
import { create, post, read } from "../lib/api.js";
import { byField, trouble } from "../lib/errors.js";
import { t } from "../lib/i18n.js";
import { grouped, viewOf, views } from "../lib/ideas.js";
import { useLater } from "../lib/later.js";
import { remember } from "../lib/list.js";
import { useLoad } from "../lib/load.js";
import { href } from "../lib/routes.js";
import { catalog, me, route, toast } from "../lib/state.js";

const Tabs = ({ view, count }) => html`<nav class="tabs" aria-label=${t("ideas.view")}>${Object.keys(views).map((name) => html`
  <a key=${name} href=${href("ideas", { query: { vista: name === "open" ? "" : name } })} aria-current=${name === view ? "page" : null}>${t(`ideas.view.${name}`)} <span class="count">${count(name)}</span></a>`)}</nav>`;

/** One field: the rest can be said afterwards. */
function Quick({ complaint, view, onDone }) {
  const box = useRef(), [text, setText] = useState(""), [error, setError] = useState(""), [busy, setBusy] = useState(false);
  const kind = view === "questions" ? "question" : "idea";
  useEffect(() => { if (complaint) box.current.focus(); }, [complaint]);
  async function file(event) {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setError("");
    try {
      const made = await create("ideas", { title: text.trim(), kind, complaint, status: "new" });
      setText("");
      toast(t("ideas.file.done"));
      await onDone(made.id);
    } catch (trouble_) {
      setError(trouble(trouble_) === "offline" ? t("desk.error.offline") : Object.values(byField(trouble_.response?.data))[0]?.message || trouble_.response?.message || t("desk.error.failed"));
    }
    setBusy(false);
    box.current?.focus();
  }
  return html`<form class="stack tight" onSubmit=${file}><div class="field"><label for="idea-new">${t(kind === "question" ? "ideas.kind.question" : "ideas.file")}</label>
    <div class="cluster near"><input id="idea-new" ref=${box} class="input grow" value=${text} maxlength="300" placeholder=${t("ideas.file.hint")} autocomplete="off" aria-invalid=${error ? "true" : null} aria-describedby=${error ? "idea-wrong" : null} onInput=${(e) => setText(e.target.value)} />
      <button class="button primary" aria-busy=${busy}><${Icon} name="plus" />${t("ideas.file.send")}</button></div>
    ${error && html`<span class="error" id="idea-wrong" role="alert"><${Icon} name="alert" />${error}</span>`}
    ${complaint && html`<span class="hint">${t("ideas.file.case")}</span>`}</div></form>`;
}

const Group = ({ status, items, ...rest }) => html`<section aria-labelledby=${`h-${status}`}>
  <header class="heading"><h2 id=${`h-${status}`}>${t(`ideas.group.${status}`)} <span class="count">${items.length}</span></h2></header>
  <ul class="list" onFocusIn=${remember}>${items.map((one) => html`<${IdeaRow} key=${one.id} one=${one} ...${rest} />`)}</ul></section>`;

const kinds = () => ["process", "product", "training", "review"].map((value) => ({ value, label: t(`ideas.act.kind.${value}`) }));

/** What the team would do better, most wanted first, and what became of it. */
export default function Ideas() {
  const { id, query } = route.value, view = viewOf(query.vista), shown = useRef(false);
  const { data, error, slow, reload } = useLoad(() => read("ideas"), []);
  const [dialog, open] = useLater(() => import("../parts/idea-dialog.js")), [action, ask] = useLater(() => import("../parts/ask.js"));
  const items = data?.items || [], groups = grouped(items, view, me.value.id);
  const count = (name) => items.filter((one) => views[name](one, me.value.id)).length;
  const act = (one) => ask({ keep: `idea.act.${one.id}`, texts: "ideas.act", intro: one.title, onDone: reload, first: { kind: "process", owner: me.value.id },
    fields: [{ name: "kind", type: "select", options: kinds() }, { name: "owner", type: "select", options: (catalog.value.agents || []).map((each) => ({ value: each.id, label: each.name })) }, { name: "due", type: "date" }],
    send: (given) => post(`ideas/${one.id}/action`, given) });
  // an address of one idea opens it over the board; closed, the address is the board's again
  useEffect(() => {
    const one = id && items.find((each) => each.id === id);
    if (one) open({ one, onAct: act, onDone: reload });
  }, [id, Boolean(data)]);
  useEffect(() => {
    if (id && !dialog && shown.current) location.replace(href("ideas", { query }));
    shown.current = Boolean(dialog);
  }, [Boolean(dialog)]);
  return html`<div class="page"><header class="page-head"><div><h1 tabindex="-1">${t("ideas.title")}</h1><p>${t("ideas.lead")}</p></div></header>
    <div class="stack loose">${data?.may.file && html`<${Quick} complaint=${query.caso || ""} view=${view} onDone=${reload} />`}
    <${Tabs} view=${view} count=${count} />
    ${!data && error && html`<${Trouble} kind=${error} onRetry=${reload} />`}${!data && slow && html`<${Skeleton} />`}
    ${data && groups.map((group) => html`<${Group} key=${group.status} ...${group} onChange=${reload} />`)}
    ${data && !groups.length && html`<${Empty} icon="bulb" title=${t(`ideas.none.${view}`)} text=${t("ideas.none.text")} />`}</div>${dialog}${action}</div>`;
}
