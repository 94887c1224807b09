import { html, useState } from "../../vendor/vendor.js";
import { Menu } from "./dialog.js";
import { Icon } from "./icon.js";
import { Banner } from "./notice.js";
import { label, t } from "../lib/i18n.js";
import { catalog, toast } from "../lib/state.js";

/** Texts at hand, those of the stage first; choosing one has the server fill it in. */
export function TemplateMenu({ c, stage, onText, up }) {
  const all = catalog.value.templates || [], plans = c.file.value.plans.running.filter((one) => one.script);
  if (!all.length && !plans.length) return null;
  const near = all.filter((one) => one.stage === stage), rest = all.filter((one) => one.stage !== stage);
  async function choose(one) {
    try {
      onText(await (one.plan ? c.render("", { plan: one.plan }) : c.render(one.id)));
    } catch (error) {
      if (!error.isAbort) toast(error.response?.message || t("desk.error.failed"), "late");
    }
  }
  const item = (one) => html`<button type="button" class="item" key=${one.id} onClick=${() => choose(one)}><${Icon} name="template" /><span>${one.name}</span></button>`;
  return html`<${Menu} kind=${up ? "up" : ""} button="button quiet" summary=${html`<${Icon} name="template" />${t("desk.templates")}`}>
    ${plans.length > 0 && html`<p class="label">${t("desk.plan.scripts")}</p>`}${plans.map(item)}
    ${near.length > 0 && html`<p class="label">${t("desk.templates.stage", { stage: label("stage", stage) })}</p>`}${near.map(item)}
    ${near.length > 0 && rest.length > 0 && html`<p class="label">${t("desk.templates.others")}</p>`}${rest.map(item)}<//>`;
}

/** Ways in which a text for the customer can go: choices for an input. */
export const hows = (...names) => names.map((value) => ({ value, label: t(`desk.letter.how.${value}`) }));

/** Remembers what a rendered text still lacks, and says it until it is gone from the text. */
export function useMissing() {
  const [missing, setMissing] = useState([]);
  const note = missing.length > 0 && html`<${Banner} tone="soon" icon="alert">${t("desk.templates.missing", { names: missing.join(", ") })}<//>`;
  return [note, setMissing];
}
