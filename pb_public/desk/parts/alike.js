import { html, useEffect, useState } from "../../vendor/vendor.js";
import { outcome } from "./customer-history.js";
import { caseLink } from "./row.js";
import { post } from "../lib/api.js";
import { t } from "../lib/i18n.js";
import { trouble as asked } from "../lib/register.js";
import { dayName, dayOf, shortNumber, title } from "../lib/say.js";

/** Asks the server, a moment after the last change, whether we knew this trouble; only the newest answer counts. */
function useEarlier(form) {
  const [earlier, setEarlier] = useState(null);
  const wanted = asked(form), key = JSON.stringify(wanted);
  useEffect(() => {
    if (!wanted) return setEarlier(null);
    let stale = false;
    const timer = setTimeout(async () => {
      // a courtesy: without it the case is registered all the same
      try { const found = await post("alike", wanted); if (!stale) setEarlier(found); } catch { if (!stale) setEarlier(null); }
    }, 600);
    return () => { stale = true; clearTimeout(timer); };
  }, [key]);
  return earlier;
}

function One({ one, linked, onLink, onApart }) {
  const text = t("desk.alike.line", { title: title(one), outcome: outcome(one).toLowerCase(), day: dayName(dayOf(one.received_at)) });
  return html`<li class="stack tight"><p class="small"><a class="num" href=${caseLink(one)}>${shortNumber(one.number)}</a>: ${text} <span class="faint">${t(`desk.alike.${one.why}`)}</span></p>
    ${linked ? html`<p class="cluster near small"><strong>${t("desk.alike.linked")}</strong> <button type="button" class="link small" onClick=${onLink}>${t("desk.alike.unlink")}</button></p>`
    : html`<p class="cluster near">${one.open && html`<a class="button" href=${caseLink(one)}>${t("desk.alike.go")}</a>`}
      <button type="button" class="button" onClick=${onLink}>${t("desk.alike.link")}</button><button type="button" class="link small" onClick=${onApart}>${t("desk.alike.apart")}</button></p>`}</li>`;
}

/** The same trouble before: open, then it is gone on with; over, then it came back. Offered, never decided. */
export function Alike({ form, set }) {
  const found = useEarlier(form);
  const linked = form["complaint.linked"] || [], apart = form.apart || [];
  const list = found ? [...found.open, ...found.past].filter((one) => !apart.includes(one.id)) : [];
  const nth = list.length + 1;
  const link = (id) => set({ "complaint.linked": linked.includes(id) ? linked.filter((one) => one !== id) : [...linked, id] });
  return html`<div role="status">${list.length > 0 && html`<section class="card stack tight alike" aria-labelledby="alike"><h2 class="label" id="alike">${t("desk.alike")}</h2>
    ${nth > 2 && html`<p class="banner" data-tone="soon"><span>${t("desk.alike.nth", { n: nth, days: found.days })}</span></p>`}
    <ul class="stack tight">${list.map((one) => html`<${One} key=${one.id} one=${one} linked=${linked.includes(one.id)} onLink=${() => link(one.id)} onApart=${() => set({ apart: [...apart, one.id] })} />`)}</ul></section>`}</div>`;
}
