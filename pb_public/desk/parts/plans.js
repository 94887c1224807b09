import { html, useState } from "../../vendor/vendor.js";
import { Icon } from "./icon.js";
import { t } from "../lib/i18n.js";
import { useLater } from "../lib/later.js";
import { toast } from "../lib/state.js";

/** A plan that runs on the case; what is in it comes when it is looked at. */
function Running({ c, one, go }) {
  const [part, setPart] = useState(null), [open, setOpen] = useState(false), id = `plan-${one.id}`;
  async function toggle() {
    try {
      if (!part) setPart(await import("./plan-steps.js"));
      setOpen(!open);
    } catch { toast(t("desk.error.offline"), "late"); }
  }
  return html`<section class="banner stack tight" aria-labelledby=${id}>
    <div class="cluster between"><p class="person" id=${id}><${Icon} name="shield" /><span>${t(`desk.plan.${one.kind}`)}: <b>${one.name}</b></span></p>
      <button type="button" class="button" aria-expanded=${open} aria-controls=${`${id}-in`} onClick=${toggle}>${t(open ? "desk.plan.less" : "desk.plan.more")}</button></div>
    <div id=${`${id}-in`} hidden=${!open}>${open && html`<${part.default} c=${c} id=${one.id} go=${go} />`}</div>
  </section>`;
}

/** The plans of the case, and the word that one is called for. */
export function Plans({ c, go }) {
  const { running, alarm, may } = c.file.value.plans;
  const [dialog, start] = useLater(() => import("./plan-start.js"));
  if (!running.length && !alarm) return null;
  return html`<div class="plans stack tight no-print">
    ${running.map((one) => html`<${Running} key=${one.id} c=${c} one=${one} go=${go} />`)}
    ${alarm && may && html`<div class="banner"><${Icon} name="alert" /><span>${t(`desk.plan.alarm.${alarm}`)}</span>
      <button type="button" class="button" onClick=${() => start({ c })}>${t("desk.plan.start")}</button></div>`}
    ${dialog}</div>`;
}
