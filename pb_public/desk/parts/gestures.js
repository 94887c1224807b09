import { html, useEffect, useRef, useState } from "../../vendor/vendor.js";
import { Icon } from "./icon.js";
import { Input } from "./input.js";
import { Refusal } from "./refusal.js";
import { read } from "../lib/api.js";
import { t, tn } from "../lib/i18n.js";
import { parseAmount } from "../lib/money.js";
import { sum, when } from "../lib/say.js";
import { route, toast } from "../lib/state.js";

const tones = { pending: "soon", approved: "accent", delivered: "done", redeemed: "done" };
const asked = { pending: "desk.gesture.reason", approved: "desk.gesture.note", delivered: "desk.gesture.used" };
const notes = { refused: "refusal_reason", redeemed: "redemption_note" };
const name = (part) => `grant.${part}`;

/** What may be given here and what was, as the server says; read again with the case. */
function useGestures(c) {
  const [found, setFound] = useState(null);
  // a gesture is an extra: without its list the case still goes on
  useEffect(() => { read(`complaints/${c.id}/gestures`, {}, `gestures ${c.id}`).then(setFound, () => {}); }, [c.id, c.file.value]);
  return found;
}

/** How far one's own limit reaches, drawn and said. */
const Room = ({ reward, cost }) => reward.room === null ? null : html`
  <progress class="meter" max=${Math.max(reward.room, cost, 1)} value=${Math.min(cost, reward.room)} aria-label=${t("desk.gesture.meter", { cost: sum(cost, reward.currency), room: sum(reward.room, reward.currency) })} />
  <p class="small faint">${t(cost > reward.room ? "desk.gesture.above" : "desk.gesture.within", { room: sum(reward.room, reward.currency) })}</p>`;

function Give({ c, rewards }) {
  const form = c.form.data.value, get = (part) => form[name(part)] ?? "";
  const reward = rewards.find((one) => one.id === get("reward"));
  const cost = parseAmount(get("cost")) ?? reward?.cost ?? 0;
  const keys = ["reward", "cost", "justification"].map(name);
  const put = (part) => (value) => c.set({ [name(part)]: value });
  async function give(event) {
    event.preventDefault();
    const made = await c.add("grants", { reward: get("reward"), justification: get("justification"), ...(get("cost") ? { cost } : {}) }, keys);
    if (made) toast(t(`desk.gesture.made.${made.status}`));
  }
  return html`<form class="stack tight" onSubmit=${give} novalidate>
    <${Input} type="select" name=${name("reward")} label=${t("desk.gesture.which")} value=${get("reward")} error=${c.error("reward")} onValue=${put("reward")}
      options=${rewards.map((one) => ({ value: one.id, label: one.left === null ? one.name : t("desk.gesture.left", { name: one.name, n: one.left }) }))} />
    ${reward && html`
      ${reward.conditions && html`<p class="small soft">${reward.conditions}</p>`}
      <${Input} type="amount" name=${name("cost")} label=${t("desk.gesture.cost")} kind="short" placeholder=${String(reward.cost)} value=${get("cost")} error=${c.error("cost")} onValue=${put("cost")} />
      <${Room} reward=${reward} cost=${cost} />
      <${Input} type="line" name=${name("justification")} label=${t("desk.gesture.why")} hint=${t("desk.gesture.why.hint")} value=${get("justification")} error=${c.error("justification")} onValue=${put("justification")} />
      <${Refusal} c=${c} of=${["grants"]} />
      <p><button class="button" aria-busy=${c.busy.value === "grants"}><${Icon} name="gift" />${t(reward.room !== null && cost > reward.room ? "desk.gesture.ask" : "desk.gesture.give")}</button></p>`}
  </form>`;
}

/** One that was asked for: where it stands, and what this person may do about it. */
function Grant({ c, one }) {
  const note = name(`note.${one.id}`), text = c.form.data.value[note] ?? "";
  const answer = (status) => async () => {
    const done = await c.put("grants", one.id, { status, [notes[status] || "delivery_note"]: text }, [note]);
    if (done) toast(t(`desk.gesture.status.${status}`));
  };
  const said = one.redemption_note || one.delivery_note || one.refusal_reason;
  return html`<li class="stack tight">
    <p class="cluster between"><span>${one.reward_name} <span class="num soft small">${sum(one.cost, one.currency)}</span></span>
      <span class="badge" data-tone=${tones[one.status]}>${t(`desk.gesture.status.${one.status}`)}</span></p>
    <p class="small soft">${one.justification}</p>
    <p class="tiny faint">${one.agent_name} · ${when(one.created)}${one.approver_name && one.status !== "pending" ? ` · ${t("desk.gesture.by", { name: one.approver_name })}` : ""}${said ? ` · ${said}` : ""}</p>
    ${one.may?.length > 0 && html`
      <${Input} type="line" name=${note} label=${t(asked[one.status])} value=${text} error=${c.tried.value === "grants" && (c.error("refusal_reason") || c.error("status"))} onValue=${(value) => c.set({ [note]: value })} />
      <p class="cluster near">${one.may.map((status) => html`<button type="button" class=${status === "refused" ? "button quiet" : "button"} key=${status} onClick=${answer(status)}>${t(`desk.gesture.do.${status}`)}</button>`)}</p>`}
  </li>`;
}

/** A gesture beyond the solution: optional, justified, within a limit, agreed by somebody above when it is not. */
export function Gestures({ c }) {
  const found = useGestures(c), head = useRef(), asked = route.value.query.ver === "gestos";
  // whoever came for them is led to them, whatever stands above
  useEffect(() => { if (asked) head.current?.focus(); }, [asked, Boolean(found)]);
  if (!found || (!found.rewards.length && !found.grants.length)) return null;
  const open = c.file.value.card.open;
  return html`<section class="card stack tight" aria-labelledby="h-gestures">
    <h3 id="h-gestures" tabindex="-1" ref=${head}>${t("desk.gesture.title")} <span class="faint small">${t("desk.gesture.optional")}</span></h3>
    ${found.grants.length > 0 && html`<ul class="stack" aria-label=${tn("desk.gesture.given", found.grants.length)}>${found.grants.map((one) => html`<${Grant} key=${one.id} c=${c} one=${one} />`)}</ul>`}
    ${open && found.rewards.length > 0 && html`<${Give} c=${c} rewards=${found.rewards} />`}
  </section>`;
}
