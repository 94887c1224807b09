import { html, signal, useMemo, useRef, useState } from "../../vendor/vendor.js";
import { size } from "./file.js";
import { Icon } from "./icon.js";
import { t } from "../lib/i18n.js";
import { spoken } from "../lib/state.js";
import { upload, why } from "../lib/upload.js";

// files chosen for a case outlive the box in which they were chosen: another tab of the case loses none
const chosen = new WeakMap();

function store(c, place) {
  if (!chosen.has(c)) chosen.set(c, {});
  return (chosen.get(c)[place] ||= signal([]));
}

let last = 0;

/** Files to be sent with something: add, drop, paste, take back, send, and try again. */
export function useFiles(c, place = "composer") {
  const list = useMemo(() => store(c, place), [c, place]);
  const [over, setOver] = useState(false);
  const put = (id, change) => { list.value = list.value.map((one) => (one.id === id ? { ...one, ...change } : one)); };
  const add = (files) => {
    list.value = [...list.value, ...[...files].map((file) => ({ id: ++last, file, part: 0, error: "" }))];
    if (files.length) spoken.value = t("desk.file.added", { n: list.value.length });
  };
  const remove = (id) => { list.value = list.value.filter((one) => one.id !== id); };
  async function sendOne(one) {
    put(one.id, { error: "", part: 0.01 });
    try {
      await upload({ complaint: c.id, message: one.message, kind: "evidence", file: one.file }, (part) => put(one.id, { part }));
      remove(one.id);
      return true;
    } catch (error) {
      const { key, text } = why(error);
      put(one.id, { part: 0, error: text || t(key) });
      spoken.value = t("desk.composer.file", { name: one.file.name, why: text || t(key) });
      return false;
    }
  }
  /** Sends what waits, with the message it belongs to; what fails stays, and keeps its message. */
  async function send(message = "") {
    list.value = list.value.map((one) => ({ ...one, message: one.message ?? message }));
    let sent = 0;
    for (const one of list.value) if (await sendOne(one)) sent++;
    if (sent) await c.load();
    return !list.value.length;
  }
  const retry = async (one) => { if (await sendOne({ ...one, message: one.message ?? "" })) await c.load(); };
  const taken = (event, files) => { if (files?.length) { event.preventDefault(); add(files); } };
  const holds = (event) => [...(event.dataTransfer?.types || [])].includes("Files");
  const zone = {
    "data-over": over ? "" : null,
    onDragOver: (e) => { if (holds(e)) { e.preventDefault(); setOver(true); } },
    onDragLeave: (e) => { if (!e.currentTarget.contains(e.relatedTarget)) setOver(false); },
    onDrop: (e) => { setOver(false); taken(e, e.dataTransfer?.files); },
    onPaste: (e) => taken(e, e.clipboardData?.files),
  };
  return { list: list.value, add, remove, send, retry, zone };
}

/** The button that opens the browser's own picker. */
export function Picker({ files, text, onAdded }) {
  const picker = useRef();
  const take = (e) => { files.add(e.target.files); e.target.value = ""; onAdded?.(); };
  return html`<input ref=${picker} type="file" multiple hidden onChange=${take} />
    <button type="button" class=${text ? "button" : "button quiet only"} aria-label=${text ? null : t("desk.composer.attach")} onClick=${() => picker.current.click()}><${Icon} name="clip" />${text}</button>`;
}

/** What waits to be sent: its progress, or why it did not arrive and a way to try again. */
export const Tray = ({ files }) => files.list.length > 0 && html`<ul class="tray" aria-label=${t("desk.file.tray")}>${files.list.map((one) => html`<li key=${one.id} data-failed=${one.error ? "" : null}>
  <${Icon} name=${one.error ? "alert" : "clip"} /><span class="file-name">${one.file.name}</span> <span class="faint">${size(one.file.size)}</span>
  ${one.part > 0 && html`<progress max="1" value=${one.part} aria-label=${t("desk.file.sending", { name: one.file.name })} />`}
  ${one.error && html`<span class="why-not">${one.error}</span>`}
  ${one.error && one.message !== undefined && html`<button type="button" class="link small" onClick=${() => files.retry(one)}>${t("desk.retry")}</button>`}
  ${!one.part && html`<button type="button" class="button quiet only" aria-label=${t("desk.composer.detach", { name: one.file.name })} onClick=${() => files.remove(one.id)}><${Icon} name="x" /></button>`}</li>`)}</ul>`;
