import { html, useEffect, useState } from "../../vendor/vendor.js";
import { ArticlePage } from "../parts/article-page.js";
import { Icon } from "../parts/icon.js";
import { Empty, Skeleton, Trouble } from "../parts/notice.js";
import { read } from "../lib/api.js";
import { t, tn } from "../lib/i18n.js";
import { useLater } from "../lib/later.js";
import { useLoad } from "../lib/load.js";
import { href } from "../lib/routes.js";
import { dayName } from "../lib/say.js";
import { route } from "../lib/state.js";
import { style } from "../lib/styles.js";

await style("articles");

const statuses = ["", "published", "draft", "retired"];

const Row = ({ one }) => html`<li class="row"><${Icon} name=${one.public ? "globe" : "lock"} />
  <div><a class="title" href=${href("articles", { id: one.code })}>${one.title}</a>
    <p class="sub"><span>${t(`articles.is.${one.status}`)}</span><span>${t(one.public ? "articles.public" : "articles.inside")}</span>${one.sent > 0 && html`<span>${tn("articles.sent", one.sent)}</span>`}
      ${one.helped + one.unhelped > 0 && html`<span>${t("articles.helped", { yes: one.helped, all: one.helped + one.unhelped })}</span>`}</p></div>
  <time class="small soft" datetime=${one.updated}>${dayName(one.updated)}</time></li>`;

/** All that can be read, found by words. */
function List() {
  const [text, setText] = useState(""), [asked, setAsked] = useState(""), [status, setStatus] = useState("");
  useEffect(() => { const timer = setTimeout(() => setAsked(text.trim()), 150); return () => clearTimeout(timer); }, [text]);
  const { data, error, slow, reload } = useLoad(() => read("articles", { q: asked, status }), [asked, status]);
  const [dialog, open] = useLater(() => import("../parts/article-form.js"));
  return html`<div class="page"><header class="page-head"><div><h1 tabindex="-1">${t("articles.title")}</h1><p>${t("articles.lead")}</p></div>
      ${data?.may.create && html`<button type="button" class="button primary" onClick=${() => open({ onDone: reload })}><${Icon} name="plus" />${t("articles.new")}</button>`}</header>
    <div class="stack"><div class="cluster between"><input class="input short" type="search" value=${text} aria-label=${t("articles.seek")} placeholder=${t("articles.seek")} onInput=${(e) => setText(e.target.value)} />
      <fieldset class="modes"><legend class="hidden">${t("articles.status")}</legend>${statuses.map((one) => html`<label key=${one}><input type="radio" name="article-status" checked=${one === status} onChange=${() => setStatus(one)} />${t(`articles.status.${one}`)}</label>`)}</fieldset></div>
    ${!data && error && html`<${Trouble} kind=${error} onRetry=${reload} />`}${!data && slow && html`<${Skeleton} />`}
    ${data?.items.length > 0 && html`<ul class="list" aria-label=${t("articles.title")}>${data.items.map((one) => html`<${Row} key=${one.id} one=${one} />`)}</ul>`}
    ${data?.items.length === 0 && html`<${Empty} icon="note" title=${t(asked ? "articles.none.found" : "articles.none")} text=${asked ? "" : t("articles.none.text")} />`}</div>${dialog}</div>`;
}

export default () => (route.value.id ? html`<${ArticlePage} key=${route.value.id} id=${route.value.id} />` : html`<${List} />`);
