import { html } from "../../vendor/vendor.js";
import { t, tn } from "../lib/i18n.js";
import { useLater } from "../lib/later.js";

/** Explaining again is what the card of the profile proposes: here it is counted before a refusal. */
export function Explain({ c }) {
  const [dialog, open] = useLater(() => import("./conduct-dialog.js"));
  const one = c.file.value.customer_card?.profiles.find((known) => known.profile === "uncommitted");
  return one && html`<p class="cluster near small">${one.applied > 0 && html`<span class="soft">${tn("desk.technique.applied", one.applied)}</span>`}
    <button type="button" class="button" onClick=${() => open({ c, what: "technique", one })}>${t("desk.technique.apply")}</button></p>${dialog}`;
}
