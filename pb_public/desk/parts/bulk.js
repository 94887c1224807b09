import { html, useRef } from "../../vendor/vendor.js";
import { Icon } from "./icon.js";
import { tn, t } from "../lib/i18n.js";
import { useLater } from "../lib/later.js";
import { catalog } from "../lib/state.js";

const changes = ["assign", "area", "urgency", "tag"];

/** What can be done with the cases that are ticked; keep(ids) leaves only those ticked. */
export function Bulk({ cards, keep }) {
  const [dialog, open] = useLater(() => import("./bulk-dialog.js"));
  const latest = useRef(cards);
  latest.current = cards;
  const persons = cards.filter((card) => card.person_only).length;
  const offered = changes.filter((code) => code !== "tag" || catalog.value.tags?.some((tag) => tag.active));
  return html`${cards.length > 0 && html`<div class="banner bulk" data-tone="accent" role="region" aria-label=${t("desk.bulk.label")}>
    <strong>${tn("desk.bulk.picked", cards.length)}</strong>
    <div class="cluster near">${offered.map((code) => html`<button type="button" class="button" key=${code} onClick=${() => open({ code, cards: () => latest.current, keep })}>${t(`desk.bulk.${code}`)}</button>`)}</div>
    <span class="soft">${persons > 0 && tn("desk.bulk.person", persons)}</span>
    <button type="button" class="button quiet only" aria-label=${t("desk.bulk.clear")} onClick=${() => keep([])}><${Icon} name="x" /></button>
  </div>`}${dialog}`;
}
