import { html, useEffect, useState } from "../../vendor/vendor.js";
import { Dialog } from "./dialog.js";
import { Icon } from "./icon.js";
import { Input } from "./input.js";
import { create, read } from "../lib/api.js";
import { t } from "../lib/i18n.js";
import { useLoad } from "../lib/load.js";
import { href } from "../lib/routes.js";
import { spoken, toast } from "../lib/state.js";

const Row = ({ one, onUse }) => html`<li class="cluster between"><div class="grow"><p><a href=${href("articles", { id: one.code })} target="_blank">${one.title}</a></p>
    <p class="small faint">${one.share ? one.why && t(`articles.pick.why.${one.why}`) : t("articles.inside")}</p></div>
  ${one.share && html`<button type="button" class="button" onClick=${() => onUse(one)}><${Icon} name="plus" />${t("articles.pick.add")}<span class="hidden">: ${one.title}</span></button>`}</li>`;

/** What nobody knew is written down, so that somebody finds out. */
function Unknown({ c, asked, onClose }) {
  const [text, setText] = useState(asked), [error, setError] = useState("");
  const send = () => create("ideas", { kind: "question", title: text.trim(), complaint: c.id, status: "new" })
    .then(() => { toast(t("articles.pick.sent")); onClose(); }, (wrong) => setError(Object.values(wrong.response?.data || {})[0]?.message || wrong.response?.message || t("desk.error.offline")));
  return html`<details class="known"><summary>${t("articles.pick.unknown")}</summary><div class="stack tight">
    <${Input} name="question" label=${t("articles.pick.ask")} value=${text} error=${error} max=${300} onValue=${setText} />
    <p><button type="button" class="button" onClick=${send}>${t("articles.pick.send")}</button></p></div></details>`;
}

/** Articles for the case, by cause first; one goes into the reply as its title and address. */
export default function ArticlePick({ c, onText, onClose }) {
  const [text, setText] = useState(""), [asked, setAsked] = useState("");
  useEffect(() => { const timer = setTimeout(() => setAsked(text.trim()), 150); return () => clearTimeout(timer); }, [text]);
  const { data, error } = useLoad(() => read("articles", { complaint: c.id, q: asked }, "article pick"), [asked]);
  const use = (one) => { onClose(); onText({ text: one.share, title: one.title }); spoken.value = t("articles.pick.added", { title: one.title }); };
  return html`<${Dialog} title=${t("articles.pick")} onClose=${onClose}>
    <input class="input" type="search" value=${text} aria-label=${t("articles.seek")} placeholder=${t("articles.seek")} onInput=${(e) => setText(e.target.value)} autofocus />
    ${error && !data && html`<p role="alert">${t("desk.error.offline")}</p>`}
    ${data?.items.length > 0 && html`<ul class="stack">${data.items.map((one) => html`<${Row} key=${one.id} one=${one} onUse=${use} />`)}</ul>`}
    ${data?.items.length === 0 && html`<p class="soft" role="status">${t(asked ? "articles.none.found" : "articles.none")}</p>`}
    <${Unknown} key=${asked} c=${c} asked=${asked} onClose=${onClose} /><//>`;
}
