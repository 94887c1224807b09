import { html, useEffect } from "../../vendor/vendor.js";
import { Aside } from "../parts/meeting-aside.js";
import { Cases, NewCases, Noted, Said } from "../parts/meeting-cases.js";
import { Decisions } from "../parts/meeting-decisions.js";
import { Earlier } from "../parts/meeting-earlier.js";
import { Figures, Head } from "../parts/meeting-head.js";
import { Minutes } from "../parts/meeting-minutes.js";
import { Paper } from "../parts/meeting-paper.js";
import { Banner, Empty, Skeleton, Trouble } from "../parts/notice.js";
import { update } from "../lib/api.js";
import { t, tn } from "../lib/i18n.js";
import { useLater } from "../lib/later.js";
import { needed, placeOf } from "../lib/meeting.js";
import { useOthers, useRoom } from "../lib/meeting-room.js";
import { usePrinted } from "../lib/paper.js";
import { href } from "../lib/routes.js";
import { route, spoken } from "../lib/state.js";
import { useStyle } from "../lib/style.js";

/** Goes to what one of the lacks is about: its case opens, its field has the focus. */
function go(m, lack) {
  spoken.value = lack.message;
  if (lack.decision) m.opened.value = placeOf(m.pack.value.cases, lack.decision) || m.opened.value;
  const field = lack.decision ? `[data-field="${CSS.escape(`${lack.field}.${lack.decision}`)}"]` : "#asisten input";
  setTimeout(() => document.querySelector(field)?.focus());
}

/** The question before a meeting is closed for good; what was typed in the minutes goes with it. */
const closing = (m) => ({ keep: `review:${m.week}:close`, texts: "reviews.close", fields: [], onDone: m.load, intro: tn("reviews.close.count", count(m.pack.value)),
  send: async () => { if (!(await m.minutes())) throw new Error("the minutes were refused"); await m.close(); } });
const count = ({ cases, decisions = [] }) => cases.reduce((sum, one) => sum + (one.decisions?.length || 0), decisions.length);

/** An idea becomes a decision about no case, with what it lacks still to be said. */
async function attempt(m, idea) {
  const made = await m.decide("", { text: idea.title, kind: "process" }, {});
  if (!made) return;
  await update("ideas", idea.id, { status: "trying", review: m.pack.value.review.id }).catch(() => { /* the decision stands; the idea is answered at its own place */ });
  await m.load();
  document.querySelector(`[data-decision="${made.id}"] select`)?.focus();
}

function Room({ m }) {
  const pack = m.pack.value, [asked, ask] = useLater(() => import("../parts/ask.js")), [list, show] = useLater(() => import("../parts/meeting-list.js"));
  const lack = pack.review?.status === "open" && needed(pack)[0];
  useOthers(m.load);
  usePrinted(() => html`<${Paper} pack=${m.pack.value} />`, [m]);
  useEffect(() => { document.querySelector("main")?.scrollTo(0, 0); m.opened.value ||= pack.cases[0]?.id || ""; }, [m]);
  const close = () => (lack ? go(m, lack) : ask(closing(m)));
  return html`<${Head} m=${m} lack=${lack} onClose=${close} onList=${() => show({})} />
    ${pack.review?.status === "closed" && html`<${Banner} icon="lock">${t("reviews.closed")}<//>`}
    <${Figures} m=${m} />
    <div class="beside"><div class="stack loose"><${Cases} m=${m} />
        ${(pack.review || pack.decisions?.length > 0) && html`<${Decisions} m=${m} list=${pack.decisions || []} title=${t("reviews.decisions.other")} />`}
        <${Earlier} list=${pack.earlier} /><${Minutes} m=${m} /><${NewCases} of=${pack.new} />
        <${Noted} name="self_approvals" list=${pack.self_approvals} /><${Noted} name="queue_jumps" list=${pack.queue_jumps} />
        <${Said} name="detractors" list=${pack.detractors} /><${Said} name="suggestions" list=${pack.suggestions} /></div>
      <${Aside} m=${m} onGo=${(one) => go(m, one)} onTry=${(one) => attempt(m, one)} /></div>${asked}${list}`;
}

/** The weekly meeting: what the week taught, and what is decided so that it does not come back. */
export default function Meeting() {
  const m = useRoom(route.value.id || "current"), styled = useStyle("meeting"), problem = m.problem.value;
  if (m.pack.value && styled) return html`<div class="page meeting"><${Room} m=${m} /></div>`;
  if (problem === "gone") return html`<div class="page"><h1 class="hidden" tabindex="-1">${t("reviews.title")}</h1><${Empty} icon="calendar" title=${t("reviews.gone")} text=${t("reviews.gone.text")}><a class="button" href=${href("meeting")}>${t("reviews.gone.current")}</a><//></div>`;
  return html`<div class="page">${problem ? html`<h1 class="hidden" tabindex="-1">${t("reviews.title")}</h1><${Trouble} kind=${problem} onRetry=${m.load} />` : m.slow.value && html`<${Skeleton} />`}</div>`;
}
