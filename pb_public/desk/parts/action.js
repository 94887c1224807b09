import { html } from "../../vendor/vendor.js";
import { Dialog, Menu } from "./dialog.js";
import { Icon } from "./icon.js";
import { Skeleton, Trouble } from "./notice.js";
import { Stage } from "./badge.js";
import { read } from "../lib/api.js";
import * as asks from "../lib/corrective.js";
import { locale, t, tn } from "../lib/i18n.js";
import { useLater } from "../lib/later.js";
import { useLoad } from "../lib/load.js";
import { href } from "../lib/routes.js";
import { dayName, dayOf, shortNumber, when } from "../lib/say.js";
import { catalog, toast } from "../lib/state.js";

const rate = (n) => new Intl.NumberFormat(locale.value, { maximumFractionDigits: 1 }).format(n);
const names = (ids) => (catalog.value.agents || []).filter((one) => ids?.includes(one.id)).map((one) => one.name).join(", ");

/** What is known of it, each with its word; what is empty is left out. */
const facts = (one) => [["owner", one.owner_name], ["due", one.due && dayName(dayOf(one.due))], ["cause", one.cause_name], ["product", one.product_name],
  ["scheduled_at", one.record.scheduled_at && when(one.record.scheduled_at)], ["attendees", names(one.record.attendees)], ["spoke_with", one.record.spoke_with],
  ["link", one.record.link && html`<a href=${one.record.link} target="_blank" rel="noopener noreferrer">${one.record.link}</a>`],
  ["sent_at", one.record.sent_at && when(one.record.sent_at)], ["done_at", one.done_at && when(one.done_at)], [one.status === "dropped" ? "why" : "outcome", one.outcome],
  ["public", one.record.notify && one.record.public]].filter(([, value]) => value);

/** Cases before and after, per thirty days. */
const Effect = ({ one }) => html`<section class="stack tight" aria-labelledby="h-effect"><h3 id="h-effect">${t("actions.effect.title")}</h3>
  ${one.cause || one.product ? html`<dl class="facts small"><dt>${t("actions.effect.before")}</dt><dd class="num">${rate(one.figures.before_rate)} <span class="faint">${tn("actions.cases", one.figures.before_count)}</span></dd>
    <dt>${t("actions.effect.after")}</dt><dd class="num">${rate(one.figures.after_rate)} <span class="faint">${tn("actions.cases", one.figures.after_count)}</span></dd></dl>`
    : html`<p class="small soft">${t("actions.effect.uncounted")}</p>`}
  ${one.status === "verified" ? html`<p><span class="badge outline">${t(`actions.effect.${one.effect_code}`)}</span> ${one.effect}</p>`
    : one.early && html`<p class="small soft">${t("actions.check.from", { day: dayName(dayOf(one.check_from)) })}</p>`}</section>`;

const Cases = ({ list }) => list.length > 0 && html`<section class="stack tight" aria-labelledby="h-cases"><h3 id="h-cases">${tn("actions.cases", list.length)}</h3>
  <ul class="stack tight small">${list.map((one) => html`<li class="past-case" key=${one.id}><${Stage} stage=${one.stage} /><span><a class="tap num" href=${href("case", { id: one.id })}>${shortNumber(one.number)}</a> ${one.title}</span></li>`)}</ul></section>`;

/** What can be done with it: the next step filled in, the rest beside it. */
function Do({ one, ask, again, heads, tell }) {
  const [first, ...rest] = one.may;
  async function mail() {
    try {
      await asks.mailing(one);
      toast(t("actions.mail.done"));
      again();
    } catch (error) {
      const problem = Object.values(error.response?.data || {})[0]?.message;
      toast(problem || t(error.status ? "desk.error.failed" : "desk.error.offline"), "late");
    }
  }
  const more = [...rest.map((to) => [`actions.do.${to}`, () => ask(asks.ending[to](one, again))]),
    ...(heads && one.status === "open" ? [["actions.do.change", () => ask(asks.changing(one, again))]] : []),
    ...(["done", "verified"].includes(one.status) && (heads || one.may.length) ? [["actions.do.words", () => ask(asks.telling(one, again))]] : []),
    ...(heads && ["done", "verified"].includes(one.status) ? [["actions.do.thanks", () => tell({ id: one.id, kind: "thanks", again })]] : []),
    ...(heads && one.product && one.status !== "dropped" ? [["actions.do.notice", () => tell({ id: one.id, kind: "notice", again })]] : []),
    ...(heads && ["same", "worse"].includes(one.effect_code) ? [["actions.do.again", () => ask(asks.again(one, again))]] : [])];
  return html`${more.length > 0 && html`<${Menu} kind="end up" summary=${html`${t("actions.more_do")}`}>${more.map(([key, run]) => html`<button type="button" class="item" key=${key} onClick=${run}>${t(key)}</button>`)}<//>`}
    ${one.mails && html`<button type="button" class="button" onClick=${mail}><${Icon} name="mail" />${t("actions.do.mail")}</button>`}
    ${first && html`<button type="button" class="button primary" onClick=${() => ask(asks.ending[first](one, again))}>${t(`actions.do.${first}`)}</button>`}`;
}

/** One action: what it is, what was done, what it changed, and what comes next. */
export function Shown({ id, ask, again, heads, onClose }) {
  const { data: one, error, slow, reload } = useLoad(() => read(`actions/${id}`, {}, "action"), [id]);
  const [letters, tell] = useLater(() => import("./outreach.js"));
  if (letters) return letters;
  const told = one && Object.entries(one.told).filter(([, n]) => n > 0);
  return html`<${Dialog} reads title=${one ? t(`actions.kind.${one.kind}`) : t("actions.one")} onClose=${onClose} footer=${one && html`<${Do} one=${one} ask=${ask} again=${again} heads=${heads} tell=${tell} />`}>
    ${!one && error && html`<${Trouble} kind=${error} onRetry=${reload} />`}${!one && slow && html`<${Skeleton} rows=${4} />`}
    ${one && html`<p><b>${one.title}</b></p><p class="cluster near small"><span class="badge outline">${t(one.late ? "actions.late" : `actions.status.${one.status}`)}</span>
        ${one.source !== "manual" && html`<span class="small faint">${t(`actions.source.${one.source}`)}</span>`}</p>
      <dl class="facts small">${facts(one).map(([name, value]) => html`<dt key=${name}>${t(`actions.field.${name}`)}</dt><dd>${value}</dd>`)}</dl>
      ${["done", "verified"].includes(one.status) && html`<${Effect} one=${one} />`}
      ${told.map(([kind, n]) => html`<p class="small soft" key=${kind}>${tn(`actions.told.${kind}`, n)}</p>`)}
      <${Cases} list=${one.list} />`}<//>`;
}
