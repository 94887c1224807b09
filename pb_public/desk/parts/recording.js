import { html, useEffect, useState } from "../../vendor/vendor.js";
import { Dialog } from "./dialog.js";
import { Banner } from "./notice.js";
import { pb } from "../lib/api.js";
import { t } from "../lib/i18n.js";
import { when } from "../lib/say.js";

/** A recorded call, played where it is; that it was heard is on record, so it is fetched on purpose. */
export function Recording({ first: one, onClose }) {
  const [src, setSrc] = useState(""), [failed, setFailed] = useState(false);
  useEffect(() => {
    if (one.purged_at) return;
    pb.files.getToken({ requestKey: null }).then((token) => setSrc(`${one.url}?token=${encodeURIComponent(token)}`), () => setFailed(true));
  }, [one.url]);
  return html`<${Dialog} title=${one.name} onClose=${onClose}>
    ${one.purged_at ? html`<p>${t("channels.recording.purged", { when: when(one.purged_at) })}</p>` : html`
      <p class="small soft">${t(`channels.recording_consent.${one.recording_consent}`)} · ${when(one.consent_at)}</p>
      ${src && html`<audio controls preload="none" src=${src} aria-label=${one.name} onError=${() => setFailed(true)}></audio>`}
      <p class="small faint">${t("channels.recording.logged")}</p>`}
    ${failed && html`<${Banner} tone="late" icon="alert" role="alert">${t("desk.file.unread", { name: one.name })}<//>`}<//>`;
}
