import { html, useEffect, useState } from "../../vendor/vendor.js";
import { Icon } from "./icon.js";
import { openFile } from "../lib/api.js";
import { download, thumbnail } from "../lib/blob.js";
import { t } from "../lib/i18n.js";
import { when } from "../lib/say.js";
import { toast } from "../lib/state.js";
import { kindOf } from "../lib/upload.js";

export const size = (bytes) => (bytes > 1048576 ? `${(bytes / 1048576).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} kB`);

/** Whose file it is and since when. */
export const origin = (one) => [one.from_customer ? t("desk.file.customer") : one.author_name, when(one.created)].filter(Boolean).join(" · ");

export const fetched = (one) => download(one).catch(() => toast(t("desk.file.unread", { name: one.name }), "late"));

function Thumb({ one }) {
  const [src, setSrc] = useState("");
  useEffect(() => { let here = true; thumbnail(one.url).then((url) => here && setSrc(url)); return () => { here = false; }; }, [one.url]);
  return src ? html`<img src=${src} alt="" />` : html`<${Icon} name="clip" />`;
}

/** One attachment: a picture opens here, a PDF in a tab of its own, anything else is downloaded. */
export function File({ one, all, told }) {
  const [Preview, setPreview] = useState(null);
  const sound = one.kind === "recording", kind = kindOf(sound ? "" : one.name);
  const open = async () => {
    if (sound) return import("./recording.js").then((module) => setPreview(() => module.Recording), () => toast(t("desk.error.offline"), "late"));
    if (kind === "pdf") return openFile(one.url).catch(() => toast(t("desk.file.unread", { name: one.name }), "late"));
    if (kind === "other") return fetched(one);
    const module = await import("./preview.js");
    setPreview(() => module.Preview);
  };
  return html`<button type="button" class="file" onClick=${open} aria-haspopup=${sound || kind === "picture" ? "dialog" : null}>
      ${kind === "picture" ? html`<${Thumb} one=${one} />` : html`<${Icon} name=${sound ? "phone" : kind === "pdf" ? "template" : "clip"} />`}
      <span><span class="file-name">${one.name}</span> ${one.size > 0 && html`<span class="faint">${size(one.size)}</span>`}
        <span class="hidden">${t(sound ? "channels.recording.open" : `desk.file.open.${kind}`)}</span>${told && html`<span class="faint told">${origin(one)}</span>`}</span></button>
    ${Preview && html`<${Preview} first=${one} all=${all || [one]} onClose=${() => setPreview(null)} />`}`;
}
