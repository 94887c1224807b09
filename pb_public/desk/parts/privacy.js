import { html, useEffect, useState } from "../../vendor/vendor.js";
import { Icon } from "./icon.js";
import { read } from "../lib/api.js";
import { download } from "../lib/blob.js";
import { t } from "../lib/i18n.js";
import { useLater } from "../lib/later.js";
import { dayOf, fullDay } from "../lib/say.js";
import { toast } from "../lib/state.js";

const copies = { pdf: "export.pdf", zip: "export.zip", json: "export" };

function Copies({ customer }) {
  const [busy, setBusy] = useState("");
  async function take(form) {
    if (busy) return;
    setBusy(form);
    const name = `${customer.name}.${form}`;
    try {
      await download({ url: `/api/crm/customers/${customer.id}/${copies[form]}`, name, signed: true });
    } catch {
      toast(t("desk.file.unread", { name }), "late");
    } finally {
      setBusy("");
    }
  }
  return html`<ul class="stack tight">${Object.keys(copies).map((form) => html`<li key=${form}>
      <button type="button" class="link small" aria-busy=${busy === form} onClick=${() => take(form)}><${Icon} name="download" />${t(`people.privacy.${form}`)}</button></li>`)}</ul>
    <p class="tiny faint" role="status">${busy && t("people.privacy.busy")}</p>`;
}

/** What somebody may ask for about their data: a copy, and to be erased. Nothing for those
    who do not answer for that; the server says who does. onErased: read again. */
export function Privacy({ customer, onErased }) {
  const [told, setTold] = useState(null);
  const [dialog, ask] = useLater(() => import("./privacy-erase.js"));
  const look = () => read(`customers/${customer.id}/erasure`).then(setTold, () => setTold(null));
  useEffect(() => { look(); }, [customer.id]);
  if (!told) return null;
  const done = () => { look(); onErased?.(); };
  return html`<section class="panel" aria-labelledby="privacy">
    <header class="heading"><h3 id="privacy">${t("people.privacy.title")}</h3></header>
    ${told.erased_at ? html`<p class="small soft">${t("people.privacy.erased", { day: fullDay(dayOf(told.erased_at)) })}</p>`
      : html`<p class="small soft">${t("people.privacy.intro")}</p><${Copies} customer=${customer} />
        <p><button type="button" class="link small" onClick=${() => ask({ customer, told, onDone: done })}>${t("people.privacy.erase")}…</button></p>`}
    ${dialog}</section>`;
}
