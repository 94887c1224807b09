import { html, useEffect, useState } from "../../vendor/vendor.js";
import { Dialog } from "./dialog.js";
import { fetched, origin, size } from "./file.js";
import { Icon } from "./icon.js";
import { address } from "../lib/blob.js";
import { t } from "../lib/i18n.js";
import { spoken } from "../lib/state.js";
import { kindOf } from "../lib/upload.js";

function useAddress(one) {
  const [src, setSrc] = useState(""), [failed, setFailed] = useState(false);
  useEffect(() => {
    let href = "", gone = false;
    setSrc("");
    setFailed(false);
    address(one.url).then((url) => { href = url; if (gone) URL.revokeObjectURL(url); else setSrc(url); }, () => setFailed(true));
    return () => { gone = true; if (href) URL.revokeObjectURL(href); };
  }, [one.url]);
  return [src, failed];
}

/** A picture in full, and the case's other pictures beside it. */
export function Preview({ first, all, onClose }) {
  const pictures = all.filter((one) => kindOf(one.name) === "picture");
  const [i, setI] = useState(Math.max(0, pictures.findIndex((one) => one.id === first.id)));
  const one = pictures[i], [src, failed] = useAddress(one);
  const turn = (by) => setI((now) => (now + by + pictures.length) % pictures.length);
  useEffect(() => { if (pictures.length > 1) spoken.value = `${one.name}, ${t("desk.file.place", { n: i + 1, all: pictures.length })}`; }, [i]);
  useEffect(() => {
    const key = ({ key }) => { if (key === "ArrowLeft") turn(-1); else if (key === "ArrowRight") turn(1); };
    document.addEventListener("keydown", key);
    return () => document.removeEventListener("keydown", key);
  }, [pictures.length]);
  const step = (by, name, icon) => html`<button type="button" class="button" onClick=${() => turn(by)}><${Icon} name=${icon} />${t(name)}</button>`;
  return html`<${Dialog} title=${one.name} onClose=${onClose}
    footer=${html`${pictures.length > 1 && html`${step(-1, "desk.file.previous", "left")}${step(1, "desk.file.next", "right")}<span class="grow" />`}
      <button type="button" class="button" onClick=${() => fetched(one)}><${Icon} name="download" />${t("desk.file.download")}</button>`}>
    <div class="preview" aria-busy=${!src && !failed}>${failed ? html`<p role="alert">${t("desk.file.unread", { name: one.name })}</p>` : src && html`<img src=${src} alt=${t("desk.file.picture", { name: one.name })} />`}</div>
    <p class="small faint">${size(one.size)} · ${origin(one)}${pictures.length > 1 && ` · ${t("desk.file.place", { n: i + 1, all: pictures.length })}`}</p>
  <//>`;
}
