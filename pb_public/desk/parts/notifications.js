import { html, useEffect, useState } from "../../vendor/vendor.js";
import { Stage } from "./badge.js";
import { Dialog } from "./dialog.js";
import { Empty, Skeleton, Trouble } from "./notice.js";
import { post, read, update } from "../lib/api.js";
import { t, tn, words } from "../lib/i18n.js";
import { useLoad } from "../lib/load.js";
import { counts, noticeText, place, recount } from "../lib/notify.js";
import { dayName, shortNumber, when } from "../lib/say.js";
import { spoken, toast } from "../lib/state.js";

// of no case: the space of their words, which come with them, and what is said
const own = {
  idea: ["ideas", ({ status }) => t(`ideas.notice.${status}`)], training: ["trainings", ({ until }) => t("trainings.notice", { day: dayName(until) })],
  meeting: ["reviews", ({ state, days }) => t(`reviews.notice.${state}`, { days })], issue: ["actions", (params) => t("actions.issue.notice", params)],
};
const told = (one) => own[one.kind]?.[1](one.params) || noticeText(one);
const withWords = async (answer) => {
  await Promise.all([...new Set(answer.items.map((one) => own[one.kind]?.[0]).filter(Boolean))].map(words));
  return answer;
};

const Row = ({ one, onOpen }) => html`
  <li class="row notice" data-unread=${one.read_at ? null : "true"}>
    ${one.complaint ? html`<${Stage} stage=${one.stage} />` : html`<span />`}
    <div><a class="title" href=${place(one)} onClick=${() => onOpen(one)}>${told(one)}${!one.read_at && html`<span class="hidden"> (${t("desk.notices.new")})</span>`}</a>
      <p class="sub one-line"><span class="num">${shortNumber(one.number)}</span><span>${one.title}</span></p></div>
    <time class="small faint" datetime=${one.created}>${when(one.created)}</time>
  </li>`;

/** What I was told, newest first. Opening one reads it. */
export default function Notifications({ onClose }) {
  const { data, error, slow, reload } = useLoad(() => read("notifications").then(withWords), []);
  const [all, setAll] = useState(false);
  useEffect(() => { reload(); }, [counts.value.unread]);
  function open(one) {
    onClose();
    // the case opens at once; that it was read may wait for the network
    if (!one.read_at) update("notifications", one.id, { read_at: new Date().toISOString() }).then(recount, () => {});
  }
  async function readAll() {
    setAll(true);
    try {
      await post("notifications/read");
      await Promise.all([recount(), reload()]);
      spoken.value = t("desk.notices.read");
    } catch { toast(t("desk.error.offline"), "late"); }
    setAll(false);
  }
  const items = data?.items, unread = items?.some((one) => !one.read_at);
  return html`<${Dialog} title=${t("desk.notices")} onClose=${onClose}>
    ${unread && html`<p class="cluster between small soft"><span>${tn("desk.notices.unread", counts.value.unread)}</span>
      <button type="button" class="button" aria-busy=${all} onClick=${readAll}>${t("desk.notices.all")}</button></p>`}
    ${!items && error && html`<${Trouble} kind=${error} onRetry=${reload} />`}
    ${!items && slow && html`<${Skeleton} rows=${4} />`}
    ${items?.length > 0 && html`<ul class="list notices" aria-label=${t("desk.notices")}>${items.map((one) => html`<${Row} key=${one.id} one=${one} onOpen=${open} />`)}</ul>`}
    ${items?.length === 0 && html`<${Empty} icon="bell" title=${t("desk.notices.none")} text=${t("desk.notices.none.text")} />`}
  <//>`;
}
