import { html, useState } from "../../vendor/vendor.js";
import { create, read, update } from "../lib/api.js";
import { t, tn } from "../lib/i18n.js";
import { useLater } from "../lib/later.js";
import { useLoad } from "../lib/load.js";
import { dayName, dayOfMonth, shortNumber, when } from "../lib/say.js";
import { catalog, me } from "../lib/state.js";

/** What one asks to end an action with; shared with the day's list. */
export const ending = (one, onDone) => ({ keep: `loyalty.${one.id}`, texts: "desk.loyalty.end", intro: one.title, fields: [{ name: "outcome", type: "area" }], onDone,
  send: ({ outcome }) => update("loyalty", one.id, { done_at: new Date().toISOString(), outcome }) });

const planning = (customer, complaint, onDone) => ({ keep: `loyalty.new.${customer}`, texts: "desk.loyalty.new", first: { owner: me.value.id }, onDone,
  fields: [{ name: "title", type: "text", label: t("desk.loyalty.new.what") }, { name: "due", type: "date" },
    { name: "owner", type: "select", options: (catalog.value.agents || []).map((one) => ({ value: one.id, label: one.name })) }],
  send: (data) => create("loyalty", { customer, complaint, ...data }) });

const Action = ({ one, onEnd }) => html`<li class="stack tight"><p class="cluster between"><span>${one.title}</span>
  ${one.pending && onEnd && html`<button type="button" class="button" onClick=${onEnd}>${t("desk.loyalty.end.send")}<span class="hidden">: ${one.title}</span></button>`}</p>
  <p class="small faint">${one.owner_name} · ${one.pending ? t("desk.loyalty.until", { day: dayName(one.due.slice(0, 10)) }) : t("desk.loyalty.was", { when: when(one.done_at) })}</p>
  ${one.outcome && html`<p class="small soft">${one.outcome}</p>`}</li>`;

/** "Volvió a comprar 70 días después de cerrar el 287-2026", of the last case after which they did. */
const Returned = ({ list }) => {
  const one = list.find((r) => r.days);
  return one ? html`<p class="small soft">${tn("desk.loyalty.returned", one.days, { number: shortNumber(one.number) })}</p>`
    : list.length > 0 && html`<p class="small soft">${t("desk.loyalty.not_yet", { day: dayOfMonth(list[0].closed) })}</p>`;
};

/** What is planned so that a customer stays, what came of it, and whether they bought again. customer: id; complaint: the case that makes one think of it. */
export function Loyalty({ customer, complaint = "" }) {
  const [asked, ask] = useLater(() => import("./ask.js")), [again, setAgain] = useState(0);
  const { data } = useLoad(() => read(`customers/${customer}/loyalty`, {}, `loyalty ${customer}`), [customer, again]);
  if (!data) return null;
  const reload = () => setAgain((n) => n + 1);
  return html`<section class="panel" aria-labelledby="loyalty">
    <header class="heading"><h3 id="loyalty">${t("desk.loyalty")}</h3>
      ${data.may && html`<button type="button" class="link small" onClick=${() => ask(planning(customer, complaint, reload))}>${t("desk.loyalty.add")}</button>`}</header>
    <${Returned} list=${data.returns} />
    ${data.items.length ? html`<ul class="stack">${data.items.map((one) => html`<${Action} key=${one.id} one=${one} onEnd=${data.may && (() => ask(ending(one, reload)))} />`)}</ul>`
      : html`<p class="small faint">${t("desk.loyalty.none")}</p>`}
    ${asked}</section>`;
}
