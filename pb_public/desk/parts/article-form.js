import { html, useEffect, useMemo, useState } from "../../vendor/vendor.js";
import { ArticleText } from "./article-text.js";
import { Checks } from "./checks.js";
import { Dialog } from "./dialog.js";
import { Input } from "./input.js";
import { Banner, Saved } from "./notice.js";
import { create, post, update } from "../lib/api.js";
import { draft } from "../lib/drafts.js";
import { byField, trouble } from "../lib/errors.js";
import { t } from "../lib/i18n.js";
import { catalog, toast } from "../lib/state.js";

const listed = (name, chosen) => (catalog.value[name] || []).filter((one) => one.active !== false || chosen.includes(one.id)).map((one) => ({ value: one.id, label: one.name }));

/** How the text reads, as the server makes it, a moment after the last key. */
function Preview({ body }) {
  const [shown, setShown] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => post("articles/preview", { body }).then(({ html: made }) => setShown(made), () => {}), 300); // a help: the text stays
    return () => clearTimeout(timer);
  }, [body]);
  return html`<details><summary>${t("articles.form.preview")}</summary>${shown ? html`<${ArticleText} text=${shown} />` : html`<p class="small soft">${t("articles.form.preview.empty")}</p>`}</details>`;
}

/** An article, written or mended; what was begun is there when it is opened again. */
export default function ArticleForm({ row, onDone, onClose }) {
  const kept = useMemo(() => draft(`article.${row?.id || "new"}`), []);
  const [errors, setErrors] = useState({}), [message, setMessage] = useState(""), [busy, setBusy] = useState("");
  useEffect(() => { kept.load(); }, []);
  const first = row || { causes: [], products: [], public: true, status: "draft" }, form = { ...first, ...kept.data.value };
  const known = row && row.status !== "draft";
  async function save(status) {
    if (busy) return;
    setBusy(status);
    setErrors({});
    setMessage("");
    try {
      const body = { ...kept.data.value, status };
      const made = await (row ? update("articles", row.id, { ...body, version: row.version }) : create("articles", { ...first, ...body }));
      kept.clear([], true);
      toast(t("articles.form.done"));
      onClose();
      onDone(made);
    } catch (error) {
      const found = byField(error.response?.data);
      setErrors(found);
      setMessage(trouble(error) === "offline" ? t("desk.error.offline") : found.version?.message || found.status?.message || (Object.keys(found).length ? "" : error.response?.message || t("desk.error.failed")));
    }
    setBusy("");
  }
  const set = (name) => (value) => kept.set({ [name]: value });
  const input = (name, more) => html`<${Input} name=${name} label=${t(`articles.form.${name}`)} value=${form[name] ?? ""} error=${errors[name]?.message} onValue=${set(name)} ...${more} />`;
  const checks = (name) => listed(name, form[name]).length > 0 && html`<details><summary>${t(`articles.form.${name}`)} <span class="count">${form[name].length}</span></summary>
    <${Checks} name=${name} label=${t(`articles.form.${name}`)} options=${listed(name, form[name])} value=${form[name]} onValue=${set(name)} /></details>`;
  const main = form.status === "published" ? "published" : known ? "published" : "draft";
  return html`<${Dialog} title=${row ? row.title_es : t("articles.new")} onClose=${onClose} onSubmit=${() => save(known ? row.status : "published")}
    footer=${html`<${Saved} saved=${kept.saved.value} /><span class="grow" />
      ${main === "draft" && html`<button type="button" class="button" aria-busy=${busy === "draft"} onClick=${() => save("draft")}>${t("articles.form.draft")}</button>`}
      ${row?.status === "published" && html`<button type="button" class="button quiet" aria-busy=${busy === "retired"} onClick=${() => save("retired")}>${t("articles.form.retire")}</button>`}
      ${row?.status === "retired" && html`<button type="button" class="button" onClick=${() => save("published")}>${t("articles.form.publish")}</button>`}
      <button class="button primary" aria-busy=${busy === (known ? row.status : "published")}>${t(known ? "articles.form.save" : "articles.form.publish")}</button>`}>
    ${message && html`<${Banner} tone="late" icon="alert" role="alert">${message}<//>`}
    ${input("title_es", { max: 200 })}${input("body_es", { type: "area", rows: 8, max: 20000, hint: t("articles.form.body.hint") })}
    <${Preview} body=${form.body_es || ""} />
    ${input("public", { type: "check" })}${checks("causes")}${checks("products")}
    <details open=${Boolean(errors.title_en || errors.body_en)}><summary>${t("articles.form.english")}</summary>${input("title_en", { max: 200 })}${input("body_en", { type: "area", rows: 6, max: 20000 })}</details>
    ${!known && input("code", { max: 60, hint: t("articles.form.code.hint") })}<//>`;
}
