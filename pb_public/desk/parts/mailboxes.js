import { html } from "../../vendor/vendor.js";
import { Icon } from "./icon.js";
import { Empty, Skeleton, Trouble } from "./notice.js";
import { pb, post, update } from "../lib/api.js";
import { trouble } from "../lib/errors.js";
import { t } from "../lib/i18n.js";
import { useLater } from "../lib/later.js";
import { useLoad } from "../lib/load.js";
import { when } from "../lib/say.js";
import { spoken, toast } from "../lib/state.js";

const quiet = { requestKey: null };

/** How a mailbox is doing, in words: what is wrong is said as to an owner, with the server's own answer. */
function State({ box }) {
  if (!box.active) return html`<span class="badge">${t("settings.mailbox.paused")}</span>`;
  if (box.last_error) return html`<span class="due" data-due="late"><${Icon} name="alert" />${t(`settings.mailbox.trouble.${box.last_error}`)}</span>${box.last_answer && html`<p class="small faint">${t("settings.mailbox.answer", { answer: box.last_answer })}</p>`}
    ${box.last_ok && html`<p class="small faint">${t("settings.mailbox.last", { when: when(box.last_ok) })}</p>`}`;
  return box.last_ok ? html`<span><${Icon} name="check" /> ${t("settings.mailbox.well")}</span><p class="small faint">${t("settings.mailbox.last", { when: when(box.last_ok) })}</p>` : html`<span class="soft">${t("settings.mailbox.not_yet")}</span>`;
}

/** The mailboxes that are read, how each is doing, and the way to enter another. */
export function Mailboxes({ tabs }) {
  const boxes = useLoad(() => pb.collection("mailboxes").getFullList({ sort: "name", ...quiet }), []), [dialog, show] = useLater(() => import("./mailbox-form.js"));
  const begin = (box) => show({ box, onDone: boxes.reload }), all = boxes.data || [];
  const fail = (error) => toast(trouble(error) === "offline" ? t("desk.error.offline") : error.response?.message || t("desk.error.failed"), "late");
  async function test(box) {
    spoken.value = t("settings.mailbox.testing");
    try {
      const said = await post(`mailboxes/${box.id}/test`);
      toast(said.ok ? t("settings.mailbox.works", { name: box.name }) : [said.text, said.answer && t("settings.mailbox.answer", { answer: said.answer })].filter(Boolean).join(" "), said.ok ? "" : "late");
    } catch (error) { fail(error); }
  }
  const pause = (box) => update("mailboxes", box.id, { active: !box.active }).then(() => { toast(t(box.active ? "settings.mailbox.stopped" : "settings.mailbox.started")); boxes.reload(); }, fail);
  return html`<header class="page-head"><div><h1 tabindex="-1">${t("settings.tab.mailboxes")}</h1><p>${t("settings.intro.mailboxes")}</p></div>
      ${all.length > 0 && html`<button type="button" class="button primary" onClick=${() => begin()}><${Icon} name="plus" />${t("settings.new.mailboxes")}</button>`}</header>
    <div class="stack">${tabs}
      ${boxes.error && html`<${Trouble} kind=${boxes.error} onRetry=${boxes.reload} />`}${boxes.slow && !boxes.data && html`<${Skeleton} rows=${2} />`}
      ${boxes.data && !all.length && html`<${Empty} icon="mail" title=${t("settings.mailbox.none")} text=${t("settings.mailbox.none.text")}><button type="button" class="button primary" onClick=${() => begin()}>${t("settings.new.mailboxes")}</button><//>`}
      ${all.length > 0 && html`<div class="scroller" role="region" aria-label=${t("settings.tab.mailboxes")} tabindex="0"><table class="table cards">
        <thead><tr><th scope="col">${t("settings.field.mailbox.name")}</th><th scope="col">${t("settings.mailbox.state")}</th><th scope="col"><span class="hidden">${t("settings.mailbox.do")}</span></th></tr></thead>
        <tbody>${all.map((box) => html`<tr key=${box.id} data-id=${box.id}><th scope="row"><button type="button" class="link" onClick=${() => begin(box)}>${box.name}</button><p class="small faint">${box.user} · ${box.folder} · ${box.host}</p></th>
          <td><${State} box=${box} /></td>
          <td><p class="cluster near"><button type="button" class="button" onClick=${() => test(box)}>${t("settings.mailbox.test")}</button><button type="button" class="button quiet" onClick=${() => pause(box)}>${t(box.active ? "settings.mailbox.pause" : "settings.mailbox.resume")}</button></p></td></tr>`)}</tbody></table></div>`}
      <p class="small soft">${t("settings.mailbox.untouched")}</p>
    </div>${dialog}`;
}
