import { html, useEffect, useState } from "../../vendor/vendor.js";
import { Icon } from "./icon.js";
import { read } from "../lib/api.js";
import { t, tn } from "../lib/i18n.js";
import { beginning, sum } from "../lib/say.js";
import { spoken } from "../lib/state.js";

/** What is known and fits the case, as the server says; null until it is there. */
export function useAlternatives(c, key) {
  const [found, setFound] = useState(null), { cause, product } = c.file.value.complaint;
  // known alternatives are a help: without them one writes one's own
  useEffect(() => { read(`complaints/${c.id}/alternatives`, {}, `alternatives ${c.id} ${key}`).then(setFound, () => {}); }, [c.id, cause, product]);
  return found;
}

const One = ({ one, done, onUse }) => html`<li class="cluster between">
  <div class="grow"><p><b>${one.title}</b> <span class="small faint">${one.cost > 0 && html`<span class="num">${sum(one.cost, one.currency)}</span> · `}${t(`desk.known.why.${one.why}`)}${one.used > 0 && ` · ${tn("desk.known.used", one.used)}`}${one.chosen > 0 && `, ${tn("desk.known.chosen", one.chosen)}`}</span></p>
    <p class="small soft">${beginning(one.text, 160)}</p></div>
  <button type="button" class="button quiet" aria-disabled=${done ? "true" : null} onClick=${() => { if (done) return; onUse(one); spoken.value = t("desk.known.added", { title: one.title }); }}>
    <${Icon} name=${done ? "check" : "plus"} />${t(done ? "desk.known.in" : "desk.known.add")}<span class="hidden">: ${one.title}</span></button></li>`;

/** Ways of solving it that were offered before; one press takes one over. */
export const Alternatives = ({ list, used = [], onUse }) => list?.length > 0 && html`<details class="known" open=${list.length < 4}>
  <summary>${tn("desk.known", list.length)}</summary>
  <ul class="list">${list.map((one) => html`<${One} key=${one.id} one=${one} done=${used.includes(one.id)} onUse=${onUse} />`)}</ul></details>`;

/** The same where nothing else of the answer is wanted: part is items or temporary. */
export const AlternativesFor = ({ c, part, onUse }) => html`<${Alternatives} list=${useAlternatives(c, part)?.[part]} onUse=${onUse} />`;
