import { html, useState } from "../../vendor/vendor.js";
import { Icon } from "./icon.js";
import { Banner } from "./notice.js";
import { post, read } from "../lib/api.js";
import { byField } from "../lib/errors.js";
import { t, tn } from "../lib/i18n.js";
import { useLater } from "../lib/later.js";
import { useLoad } from "../lib/load.js";
import { dayOf, dayOfMonth } from "../lib/say.js";
import { toast } from "../lib/state.js";

/** Why two may be one, in words: "mismo teléfono, sin documento, 2 casos". */
const reasons = (one) => [...one.why.map((code) => t(`desk.double.why.${code}`)), ...(one.document_number ? [] : [t("desk.double.bare")]),
  ...(one.cases ? [tn("desk.move.complaints", one.cases)] : [])].join(", ");

/** Takes a merge back and says so; done is called when it is. */
export async function partAgain(id, done) {
  try {
    await post(`merges/${id}/undo`);
    toast(t("desk.double.parted"));
    done();
  } catch (error) {
    const found = Object.values(byField(error.response?.data)).map((one) => one.message).join(" ");
    toast(found || t(error.status ? "desk.error.failed" : "desk.error.offline"), "late");
  }
}

/** Who else this customer may be, with the way to compare; and whom they were made one with, with the way back.
    onMerged(id of who stays) after a merge or its undoing. said: say also that there is nobody. */
export function Duplicates({ customer, onMerged, said }) {
  const { data, reload } = useLoad(() => read(`customers/${customer.id}/duplicates`, undefined, `duplicates ${customer.id}`), [customer.id]);
  const [open, setOpen] = useState(false), [dialog, compare] = useLater(() => import("./merge-customers.js"));
  if (!data) return null;
  const { items, merges, may } = data, shown = open ? items : items.slice(0, 2);
  const changed = (id) => { reload(); onMerged?.(id); };
  return html`${shown.map((one) => html`<${Banner} key=${one.id} icon="merge" action=${t("desk.double.compare")} onAction=${() => compare({ customer, other: one, may, onMerged: changed, onNot: reload })}>
      ${t("desk.double.maybe", { name: one.name })} <span class="soft">${reasons(one)}</span><//>`)}
    ${items.length > shown.length && html`<p><button type="button" class="link small" onClick=${() => setOpen(true)}>${tn("desk.double.more", items.length - shown.length)}</button></p>`}
    ${said && !items.length && html`<p class="small soft" role="status"><${Icon} name="check" /> ${t("desk.double.none")}</p>`}
    ${merges.map((one) => html`<p class="small faint" key=${one.id}>${t("desk.double.merged", { name: one.name, day: dayOfMonth(dayOf(one.created)) })}
      ${may.merge && html` <button type="button" class="link" onClick=${() => partAgain(one.id, () => changed(customer.id))}>${t("desk.double.part")}</button>`}</p>`)}
    ${dialog}`;
}
