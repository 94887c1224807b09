import { html, useState } from "../../vendor/vendor.js";
import { ArticleText } from "./article-text.js";
import { Icon } from "./icon.js";
import { Skeleton, Trouble } from "./notice.js";
import { read } from "../lib/api.js";
import { t } from "../lib/i18n.js";
import { useLater } from "../lib/later.js";
import { useLoad } from "../lib/load.js";
import { href } from "../lib/routes.js";
import { when } from "../lib/say.js";

const Versions = ({ list }) => list.length > 1 && html`<details><summary>${t("articles.versions")} <span class="count">${list.length}</span></summary>
  <ul class="list">${list.map((one) => html`<li class="stack tight" key=${one.version}><details><summary>${t("articles.version", { n: one.version })} · ${t(`articles.is.${one.status}`)} · ${t("articles.by", { name: one.author_name || t("desk.system"), when: when(one.created) })}</summary>
    <p><b>${one.title}</b></p><p class="pre small">${one.body}</p></details></li>`)}</ul></details>`;

/** One article to be read, in its languages. */
export function ArticlePage({ id }) {
  const { data, error, slow, reload } = useLoad(() => read(`articles/${id}`), [id]), [lang, setLang] = useState("es");
  const [dialog, open] = useLater(() => import("./article-form.js"));
  if (!data) return html`<div class="page">${error ? html`<${Trouble} kind=${error} onRetry=${reload} />` : slow && html`<${Skeleton} />`}</div>`;
  const one = data.article, both = Boolean(one.title_en), shown = both ? lang : "es";
  return html`<div class="page"><header class="page-head"><div><p class="small"><a href=${href("articles")}>${t("articles.back")}</a></p><h1 tabindex="-1" lang=${shown}>${one[`title_${shown}`]}</h1>
      <p>${t(`articles.is.${one.status}`)}, ${t(one.public ? "articles.public" : "articles.inside")} · ${t("articles.by", { name: one.author_name || t("desk.system"), when: when(one.updated) })}</p></div>
      <div class="cluster near">${data.share && html`<a class="button" href=${`/portal/ayuda/${one.code}`} target="_blank" rel="noopener"><${Icon} name="eye" />${t("articles.see")}</a>`}
        ${data.may.update && html`<button type="button" class="button primary" onClick=${() => open({ row: one, onDone: reload })}>${t("articles.edit")}</button>`}</div></header>
    <div class="stack loose">${both && html`<fieldset class="modes"><legend class="hidden">${t("articles.form.english")}</legend>${["es", "en"].map((each) => html`<label key=${each}><input type="radio" name="article-lang" checked=${each === shown} onChange=${() => setLang(each)} />${t(`articles.language.${each}`)}</label>`)}</fieldset>`}
      <article class="card"><${ArticleText} text=${data.html[shown]} language=${shown} /></article><${Versions} list=${data.versions} /></div>${dialog}</div>`;
}
