import { html, useEffect, useState } from "../../vendor/vendor.js";
import { Dialog } from "./dialog.js";
import { Input } from "./input.js";
import { Skeleton } from "./notice.js";
import { post, read } from "../lib/api.js";
import { byField } from "../lib/errors.js";
import { t, tn } from "../lib/i18n.js";

/** Whom an action can be told to, what they would read, and the press that does it.
    The server writes to some at a time; this asks again until nobody is left. */
export default function Outreach({ id, kind, again, onClose }) {
  const [found, setFound] = useState(null), [words, setWords] = useState(""), [sent, setSent] = useState(-1), [error, setError] = useState("");
  const problem = (failed) => Object.values(byField(failed.response?.data))[0]?.message || t(failed.status ? "desk.error.failed" : "desk.error.offline");
  const look = () => read(`actions/${id}/outreach`, { kind, words }, "outreach").then(setFound, (failed) => { if (!failed.isAbort) setError(problem(failed)); });
  useEffect(() => {
    const wait = setTimeout(look, found ? 400 : 0);
    return () => clearTimeout(wait);
  }, [words]);
  async function send() {
    setError("");
    try {
      for (let left = 1, all = 0; left > 0;) {
        const done = await post(`actions/${id}/outreach`, { kind, words });
        all += done.sent;
        left = done.sent ? done.left : 0;
        setSent(all);
      }
      again();
    } catch (failed) { setError(problem(failed)); }
  }
  const out = Object.entries(found?.out || {});
  return html`<${Dialog} title=${t(`actions.do.${kind}`)} onClose=${onClose} onSubmit=${send}
    footer=${html`<button type="button" class="button" onClick=${onClose}>${t("desk.close")}</button>
      ${found?.ready && sent < 0 && html`<button class="button primary">${tn("actions.tell.send", found.count)}</button>`}`}>
    <p class="small soft">${t(`actions.tell.${kind}`)}</p>
    ${!found && !error && html`<${Skeleton} rows=${3} />`}
    ${kind === "notice" && html`<${Input} type="area" name="words" label=${t("actions.tell.words")} hint=${t("actions.tell.words.hint")} rows=${3} max=${1000} value=${words} onValue=${setWords} />`}
    ${found && html`<p role="status">${sent >= 0 ? tn("actions.tell.sent", sent) : found.code && found.field !== "words" ? t(`actions.tell.unready.${found.field}`) : tn("actions.tell.count", found.count)}
        ${found.told > 0 && sent < 0 && html` <span class="soft">${tn(`actions.told.${kind}`, found.told)}</span>`}</p>
      ${out.length > 0 && html`<ul class="stack tight small soft">${out.map(([why, n]) => html`<li key=${why}>${tn(`actions.out.${why}`, n)}</li>`)}</ul>`}
      ${found.text && sent < 0 && html`<figure class="panel"><figcaption class="small faint">${t("actions.tell.first")}</figcaption><p class="small prose">${found.text.split("\n").map((line) => html`${line}<br />`)}</p></figure>`}`}
    ${error && html`<p class="small" role="alert">${error}</p>`}<//>`;
}
