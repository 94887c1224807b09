import { html, useEffect, useRef, useState } from "../../vendor/vendor.js";
import { Hint } from "./hint.js";
import { Picker, Tray, useFiles } from "./files.js";
import { Icon } from "./icon.js";
import { Saved } from "./notice.js";
import { Refusal } from "./refusal.js";
import { TemplateMenu, useMissing } from "./templates.js";
import { t, words } from "../lib/i18n.js";
import { useLater } from "../lib/later.js";
import { channelName } from "../lib/say.js";
import { catalog, spoken } from "../lib/state.js";
import { returned, sent } from "../lib/undo.js";

const modes = ["reply", "note", "call"];

function Modes({ mode, onMode }) {
  return html`<span class="modes" role="radiogroup" aria-label=${t("desk.composer.what")}>
    ${modes.map((one) => html`<label key=${one}><input type="radio" name="composer-mode" checked=${one === mode} onChange=${() => onMode(one)} />${t(`desk.composer.${one}`)}</label>`)}</span>`;
}

function record(mode, channel, text) {
  if (mode === "reply") return { direction: "out", purpose: "reply", channel, text };
  if (mode === "note") return { direction: "note", purpose: "note", text };
  return { direction: "note", purpose: "call", channel: "phone", text };
}

/** Reply, note or call: one box, kept as it is typed, one text for each. */
export function Composer({ c, onClose, onOpen }) {
  const { complaint, customer } = c.file.value;
  const form = c.form.data.value, mode = c.mode.value;
  const key = `composer.${mode}`, text = form[key] || "";
  const channel = form["composer.channel"] || complaint.reply_channel || complaint.channel;
  const { held } = c.file.value, waits = mode === "reply" && held.channels.includes(channel);
  const box = useRef(), files = useFiles(c);
  const [naming, setNaming] = useState(null), names = mode === "note" && text.includes("@");
  useEffect(() => { if (names && !naming) import("./mention.js").then(setNaming, () => {}); }, [names]);
  const [lacking, setLacking] = useMissing();
  const [shelf, articles] = useLater(() => Promise.all([import("./article-pick.js"), words("articles")]).then(([one]) => one));

  async function send(event) {
    event.preventDefault();
    if (!text.trim()) {
      spoken.value = t("desk.composer.empty");
      box.current.focus();
      return;
    }
    const cursor = box.current.selectionStart, mentions = names && naming ? await naming.mentionsIn(c.id, text) : [];
    const made = await c.add("messages", { ...record(mode, channel, text), mentions }, [key]);
    if (!made) return;
    sent(c, made, { key, mode, files: files.list.map((one) => one.file), cursor });
    // whoever goes on with a key gives an order now, and does not write
    document.querySelector("main h1")?.focus({ preventScroll: true });
    setLacking([]);
    if (await files.send(made.id)) onClose();
  }
  // a message that was called back: its files, and the cursor where it was
  useEffect(() => {
    const back = returned.value;
    if (back?.id !== c.id) return;
    returned.value = null;
    files.add(back.files);
    onOpen();
    setTimeout(() => { box.current?.focus(); box.current?.setSelectionRange(back.cursor, back.cursor); }, 80);
  }, [returned.value]);
  const insert = ({ text: rendered, missing }) => { c.set({ [key]: text.trim() ? `${text.trimEnd()}\n\n${rendered}` : rendered }); setLacking(missing || []); box.current.focus(); };
  const keys = (e) => { if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) send(e); else if (e.key === "Escape") { e.stopPropagation(); box.current.blur(); onClose(); } };

  return html`<form class="composer" onSubmit=${send} ...${files.zone}>
    <header><${Modes} mode=${mode} onMode=${(one) => { c.mode.value = one; }} />
      <span class="to faint grow cluster near">${mode === "reply" ? html`<span class="one-line">${t("desk.composer.to", { name: customer?.preferred_name || customer?.name || t("desk.anonymous") })}</span>
        <select class="input bare" aria-label=${t("desk.composer.channel")} value=${channel} onChange=${(e) => c.set({ "composer.channel": e.target.value })}>
          ${(catalog.value.channels || []).filter((one) => one.status !== "closed").map((one) => html`<option key=${one.id} value=${one.id} selected=${one.id === channel}>${channelName(one.id)}</option>`)}</select>`
        : html`<span class="person"><${Icon} name="lock" />${t("desk.composer.inside")}</span>`}</span>
      <${Saved} saved=${c.form.saved.value} />
      <button type="button" class="button quiet only phone-only" aria-label=${t("desk.close")} onClick=${onClose}><${Icon} name="x" /></button></header>
    <textarea ref=${box} data-field="text" aria-label=${t(`desk.composer.${mode}.label`)} placeholder=${t(`desk.composer.${mode}.hint`)} value=${text}
      onInput=${(e) => c.set({ [key]: e.target.value })} onKeyDown=${keys} />
    ${naming && names && html`<${naming.Mention} c=${c} box=${box} text=${text} onText=${(whole) => c.set({ [key]: whole })} />`}
    ${lacking}
    <${Refusal} c=${c} of=${["messages"]} />
    ${c.tried.value === "messages" && c.error("text") && html`<p class="banner" data-tone="late" role="alert"><${Icon} name="alert" /><span>${c.error("text")}</span></p>`}
    <${Tray} files=${files} />
    ${mode === "reply" && !complaint.understanding_confirmed_at && html`<${Hint} code="paraphrase" />`}
    ${waits && html`<${Hint} code="undo" />`}
    <footer>${mode === "reply" && html`<${TemplateMenu} c=${c} stage=${complaint.stage} onText=${insert} up /><button type="button" class="button quiet" onClick=${() => articles({ c, onText: insert })}><${Icon} name="bulb" />${t("desk.nav.articles")}</button>`}
      <${Picker} files=${files} />
      <span class="grow" />
      ${waits && html`<span class="small faint wide-only">${t("desk.undo.held", { n: held.seconds })}</span>`}
      <button class="button primary" aria-disabled=${text.trim() ? null : "true"} aria-busy=${c.busy.value === "messages"}>${t(`desk.composer.${mode}.send`)} <kbd>Ctrl ↵</kbd></button></footer>
  </form>${shelf}`;
}
