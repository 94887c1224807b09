import { html } from "../../vendor/vendor.js";
import { read } from "../lib/api.js";
import { t } from "../lib/i18n.js";
import { useLater } from "../lib/later.js";
import { useLoad } from "../lib/load.js";
import { sum, when } from "../lib/say.js";
import { lasting } from "../lib/spent.js";
import { toast } from "../lib/state.js";

/** What was noted on a case, as the server says; read again with the case. place: who asks. */
export const useTime = (c, place) => useLoad(() => read(`complaints/${c.id}/time`, {}, `time ${place}`), [c.id, c.file.value]);

const Entry = ({ one, onUndo }) => html`<li class="cluster between" id=${`time-${one.id}`} tabindex="-1">
  <span class="grow"><span class="num">${one.undone_at ? html`<s>${lasting(one.minutes)}</s>` : lasting(one.minutes)}</span> · ${one.agent_name} <span class="faint small">· ${when(one.created)}</span>
    ${one.note && html`<div class="small soft">${one.note}</div>`}
    ${one.undone_at && html`<div class="tiny faint">${t("time.undone.by", { name: one.undone_by_name, when: when(one.undone_at) })}</div>`}</span>
  ${one.may && html`<button type="button" class="button quiet" onClick=${onUndo}>${t("time.undo")}<span class="hidden">: ${lasting(one.minutes)}, ${one.agent_name}</span></button>`}</li>`;

/** The sum of a case, and each entry with who noted it and the way to take it back. */
export function Times({ c, data }) {
  const undo = (one) => async () => {
    const done = await c.put("time_entries", one.id, { undone_at: new Date().toISOString() });
    if (!done) return toast(Object.values(c.errors.value)[0]?.message || c.message.value, "late");
    toast(t("time.undone"));
    document.getElementById(`time-${one.id}`)?.focus(); // its button is gone
  };
  return html`<p><b class="num">${lasting(data.minutes)}</b> ${t("time.sum")}${data.cost.map((one) => html` <span class="num soft" key=${one.currency}>· ${sum(one.cost, one.currency)}</span>`)}</p>
    <ul class="stack">${data.items.map((one) => html`<${Entry} key=${one.id} one=${one} onUndo=${undo(one)} />`)}</ul>`;
}

/** The time of a case among its facts; a case where nobody noted any has no such card, and asks for none. */
export function TimeCard({ c }) {
  const { data } = useTime(c, "card"), [dialog, note] = useLater(() => import("./time.js"));
  if (!data?.items.length) return null;
  return html`<section class="card stack tight" aria-labelledby="h-time"><header class="cluster between"><h3 id="h-time">${t("time.title")}</h3>
      ${data.may && html`<button type="button" class="link small" onClick=${() => note({ c })}>${t("time.add")}</button>`}</header>
    <${Times} c=${c} data=${data} />${dialog}</section>`;
}
