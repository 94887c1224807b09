import { html, useEffect, useMemo, useRef, useState } from "../../vendor/vendor.js";
import { ByChannel } from "../parts/by-channel.js";
import { CaseHeader } from "../parts/case-header.js";
import { Collision } from "../parts/collision.js";
import { Composer } from "../parts/composer.js";
import { CustomerCard } from "../parts/customer.js";
import { Guide } from "../parts/guide.js";
import { Icon } from "../parts/icon.js";
import { Saved, Skeleton, Trouble } from "../parts/notice.js";
import { usePaper } from "../parts/print.js";
import { Plans } from "../parts/plans.js";
import { Proposal } from "../parts/proposal.js";
import { Record } from "../parts/record.js";
import { Reminders } from "../parts/reminders.js";
import { Timeline } from "../parts/timeline.js";
import { Versions } from "../parts/versions.js";
import { openCase } from "../lib/case.js";
import { t, tn } from "../lib/i18n.js";
import { useKeys, writing } from "../lib/keys.js";
import { visited } from "../lib/recent.js";
import { href, tabs } from "../lib/routes.js";
import { dayOf, fullDay, shortNumber } from "../lib/say.js";
import { changes, concerns, lastList, lastRow, route, spoken } from "../lib/state.js";

const panels = { conversacion: ({ c }) => html`<div class="stack"><${ByChannel} c=${c} /><div><${Timeline} file=${c.file.value} /></div></div>`, versiones: Versions, propuesta: Proposal, expediente: Record };

function counts({ messages, statements, proposals }) {
  const last = proposals.find((one) => one.status === "sent") || proposals[0];
  return { conversacion: messages.length + 1, versiones: statements.length + 1, propuesta: last ? t(`desk.proposal.status.${last.status}`).toLowerCase() : "" };
}

const Tabs = ({ c, tab }) => {
  const count = counts(c.file.value), bar = useRef();
  useEffect(() => { bar.current.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" }); }, [tab]);
  return html`<nav class="tabs" ref=${bar} aria-label=${t("desk.case.parts")}>${tabs.map((name) => html`<a key=${name} href=${href("case", { id: c.id, tab: name })}
    aria-current=${name === tab ? "page" : null}>${t(`desk.tab.${name}`)}${count[name] ? html` <span class="count">${count[name]}</span>` : null}</a>`)}</nav>`;
};

function lacking(c) {
  const move = c.next.value?.allowed?.[0];
  const n = (move?.missing || []).filter((one) => one.level !== "advised").length;
  return n ? `${t("desk.guide.label")} · ${tn("desk.guide.lack", n)}` : t("desk.guide.label");
}

/** One case: its story to the left, what to do and with whom to the right. */
export default function Case() {
  const { id, tab } = route.value;
  const c = useMemo(() => openCase(id), [id]);
  const [sheet, setSheet] = useState("");
  const version = changes.value;
  useEffect(() => { c.form.load(); }, [c]);
  useEffect(() => { if (!c.file.value || concerns(id)) c.load(); }, [c, version]);
  useEffect(() => { document.querySelector("main")?.scrollTo(0, 0); lastRow.value = id; }, [id]);
  usePaper(c);
  const ready = Boolean(c.file.value);
  useEffect(() => {
    if (!ready) return;
    visited(c.file.value.complaint);
    document.title = `${shortNumber(c.file.value.complaint.number)} · ${c.file.value.customer?.name || t("desk.anonymous")} · Escucha`;
    document.querySelector("main h1")?.focus({ preventScroll: true });
  }, [ready]);
  const write = (mode) => () => { c.mode.value = mode; go("conversacion", true); };
  useEffect(() => { if (c.conflict.value) setSheet(""); }, [c.conflict.value]); // on a phone it would lie under the sheet
  useKeys({
    r: write("reply"), n: write("note"), l: write("call"),
    // the first Escape leaves the field, where letters are letters; the next one the case
    escape: (event) => { if (writing(event?.target)) event.target.blur(); else if (sheet) setSheet(""); else location.hash = lastList.value; },
    // a moment later: the letter itself is not for the list that it leads to
    g: () => setTimeout(() => document.querySelector("#siguiente :is(input, textarea, select, .primary)")?.focus()),
  });
  const hidden = c.problem.value === "hidden"; // it was open, and is no longer theirs to see
  useEffect(() => {
    if (!hidden) return;
    document.title = `${t("desk.trouble.hidden.title")} · Escucha`;
    spoken.value = t("desk.trouble.hidden.title");
    document.querySelector("main .empty a")?.focus();
  }, [hidden]);
  if (!ready || hidden) return html`<div class="page">${c.problem.value ? html`<${Trouble} kind=${c.problem.value} onRetry=${c.load} />` : html`<${Skeleton} />`}</div>`;
  const Panel = panels[tab], erased = c.file.value.complaint.erased_at;
  function go(name, write) {
    setSheet(write ? "reply" : "");
    location.hash = href("case", { id, tab: name });
    setTimeout(() => document.querySelector(write ? ".composer textarea" : ".tab :is(textarea, input, select)")?.focus(), 60);
  }
  const show = (name, selector) => () => { setSheet(name); setTimeout(() => document.querySelector(selector)?.focus(), 60); };
  return html`<article class="case" data-sheet=${sheet || null}>
    <${CaseHeader} c=${c} />
    <div class="body">
      <${Collision} c=${c} /><${Plans} c=${c} go=${go} /><${Tabs} c=${c} tab=${tab} />
      <div class="tabbed grow"><section class="tab" aria-label=${t(`desk.tab.${tab}`)}><h2 class="hidden">${t(`desk.tab.${tab}`)}</h2><${Panel} c=${c} /></section></div>
      ${erased ? html`<p class="dock no-print small soft">${t("people.privacy.erased", { day: fullDay(dayOf(erased)) })}</p>` : html`<div class="dock no-print">
        <button type="button" class="button phone-only" onClick=${show("reply", ".composer textarea")}><${Icon} name="reply" />${t("desk.composer.reply")}</button>
        <button type="button" class="button primary phone-only" onClick=${show("guide", ".sheet-close")}>${lacking(c)}</button>
        ${tab === "conversacion" || sheet === "reply" ? html`<${Composer} c=${c} onClose=${() => setSheet("")} onOpen=${() => go("conversacion", true)} />` : html`<p class="kept"><${Saved} saved=${c.form.saved.value} /></p>`}
      </div>`}
    </div>
    <aside class="side stack loose" aria-label=${t("desk.case.side")}>
      <${Guide} c=${c} go=${go} onClose=${() => setSheet("")} />
      <${Reminders} c=${c} />
      <${CustomerCard} c=${c} />
    </aside>
  </article>`;
}
