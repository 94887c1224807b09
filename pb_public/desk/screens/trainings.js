import { html, useState } from "../../vendor/vendor.js";
import { Icon } from "../parts/icon.js";
import { Empty, Skeleton, Trouble } from "../parts/notice.js";
import { TrainingTable } from "../parts/training-table.js";
import { read } from "../lib/api.js";
import { t, tn } from "../lib/i18n.js";
import { useLater } from "../lib/later.js";
import { useLoad } from "../lib/load.js";
import { dayName } from "../lib/say.js";

const web = (text) => /^https?:\/\//.test(text); // what leads nowhere else is a link

const Row = ({ one, may, onOpen }) => html`<li class="row"><${Icon} name="calendar" />
  <div>${may ? html`<button type="button" class="link title" onClick=${() => onOpen(one)}>${one.title}</button>` : html`<b>${one.title}</b>`}
    <p class="sub"><span>${t(`trainings.topic.${one.topic}`)}</span><span>${tn("trainings.people", one.attendees.length)}</span>
      ${one.hours > 0 && html`<span>${t("trainings.hours", { n: one.hours })}</span>`}${one.trainer && html`<span>${t("trainings.by", { name: one.trainer })}</span>`}
      <span>${one.expires ? t("trainings.until", { day: dayName(one.expires) }) : t("trainings.forever")}</span></p>
    ${one.void_reason && html`<p class="small soft">${t("trainings.void", { reason: one.void_reason })}</p>`}</div>
  <div class="cluster near"><time class="small soft" datetime=${one.held_at}>${dayName(one.held_at)}</time>${web(one.material) && html`<a class="button" href=${one.material} target="_blank" rel="noopener">${t("trainings.material")}<span class="hidden">: ${one.title}</span></a>`}</div></li>`;

/** Who is prepared for what on a day, and the register that says so. */
export default function Trainings() {
  const [on, setOn] = useState("");
  const { data, error, slow, reload } = useLoad(() => read("trainings", on ? { on } : {}), [on]);
  const [dialog, open] = useLater(() => import("../parts/training-form.js"));
  const begin = (row) => open({ row, topics: data.topics, onDone: reload });
  return html`<div class="page"><header class="page-head"><div><h1 tabindex="-1">${t("trainings.title")}</h1><p>${t("trainings.lead")}</p></div>
      ${data?.may.create && html`<button type="button" class="button primary" onClick=${() => begin()}><${Icon} name="plus" />${t("trainings.new")}</button>`}</header>
    <div class="stack loose">${!data && error && html`<${Trouble} kind=${error} onRetry=${reload} />`}${!data && slow && html`<${Skeleton} />`}
    ${data && data.items.length === 0 && html`<${Empty} icon="calendar" title=${t("trainings.none")} text=${t("trainings.none.text")} />`}
    ${data && data.items.length > 0 && html`<section class="stack tight" aria-labelledby="h-standing">
      <header class="heading cluster between"><h2 id="h-standing">${t("trainings.table")}</h2><label class="cluster near small">${t("trainings.on")} <input type="date" class="input short" value=${data.on} onChange=${(e) => setOn(e.target.value)} /></label></header>
      <${TrainingTable} sheet=${data} /></section>
    <section aria-labelledby="h-given"><header class="heading"><h2 id="h-given">${t("trainings.given")} <span class="count">${data.items.length}</span></h2></header>
      <ul class="list">${data.items.map((one) => html`<${Row} key=${one.id} one=${one} may=${data.may.update && !one.void_reason} onOpen=${begin} />`)}</ul></section>`}</div>${dialog}</div>`;
}
