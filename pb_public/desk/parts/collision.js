import { html, signal, useEffect } from "../../vendor/vendor.js";
import { Banner } from "./notice.js";
import { label, t } from "../lib/i18n.js";
import { firstName } from "../lib/say.js";

// both texts side by side: brought when two people wrote the same
const panel = signal(null);
const bring = () => import("./merge.js").then((part) => { panel.value = part.default; }, () => {}); // offline: asked again with the next conflict

export const who = (one) => firstName(one.who) || label("actor", one.kind || "system");

const names = (list) => list.map((one) => `«${label("field", one.name)}»`).join(", ");

/** Somebody else changed the case. What nobody else touched is no matter; what both changed is shown before it
    is saved, and nothing that was typed is lost by it. */
export function Collision({ c }) {
  const conflict = c.conflict.value, met = conflict ? [] : c.met();
  useEffect(() => { if (conflict) bring(); }, [conflict]);
  if (conflict && panel.value) return html`<${panel.value} key=${JSON.stringify(conflict.list)} c=${c} conflict=${conflict} />`;
  if (met.length) {
    return html`<${Banner} icon="merge" role="status" action=${t("desk.merge.see")} onAction=${() => { c.conflict.value = { list: met }; }}>
      ${t("desk.merge.met", { name: who(met[0]), fields: names(met) })}<//>`;
  }
  return c.stale.value && html`<${Banner} tone="soon" icon="merge" role="alert" action=${t("desk.stale.reload")} onAction=${() => c.load()}>${t("desk.stale.text")}<//>`;
}
