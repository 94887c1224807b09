import { html, useEffect, useMemo, useRef, useState } from "../../vendor/vendor.js";
import { useModal } from "./dialog.js";
import { foundSub, foundTitle, KindMark, Snippet } from "./found.js";
import { Icon } from "./icon.js";
import { away, here, looks } from "../lib/actions.js";
import { pb } from "../lib/api.js";
import { address, arrange, exactly, lineId, step } from "../lib/command.js";
import { useFound } from "../lib/find.js";
import { t, tn } from "../lib/i18n.js";
import { recent, renew } from "../lib/recent.js";
import { href } from "../lib/routes.js";
import { route } from "../lib/state.js";

/** The recent cases at once, and a moment later only those that can still be opened. */
function useRecent() {
  const [list, setList] = useState(recent);
  useEffect(() => {
    if (!list.length) return;
    const filter = list.map((one) => pb.filter("id = {:id}", one)).join(" || ");
    pb.collection("complaints").getList(1, 20, { filter, fields: "id,number,goal", requestKey: "recent", skipTotal: true })
      .then(({ items }) => { renew(items); setList(recent()); }, () => { /* offline: what was seen here is still known */ });
  }, []);
  return list.filter((one) => one.id !== route.value.id).map((one) => ({ ...one, kind: "complaint", recent: true, title: one.goal, href: href("case", { id: one.id }) }));
}

const Line = ({ one, id, chosen, onPick, onOver }) => html`
  <div class="item" role="option" id=${id} aria-selected=${chosen ? "true" : "false"} onClick=${(e) => onPick(one, e.ctrlKey || e.metaKey)} onPointerMove=${onOver}>
    ${one.text ? html`<${Icon} name=${one.icon} /><span>${one.text}</span>${one.key && html`<kbd>${one.key.toUpperCase()}</kbd>`}`
      : html`${one.recent ? html`<${Icon} name="clock" />` : html`<${KindMark} one=${one} />`}<span class="grow"><span class="one-line">${foundTitle(one)}</span>
        <small class="one-line">${foundSub(one)}${one.snippet?.length > 0 && html`${foundSub(one) && " · "}<${Snippet} parts=${one.snippet} />`}</small></span>`}
  </div>`;

function Groups({ groups, chosen, onPick, onChoose }) {
  return groups.map(({ code, items }) => html`<div role="group" aria-labelledby=${`cmd-${code}`} key=${code}>
    <p class="label" role="presentation" id=${`cmd-${code}`}>${t(`desk.command.${code}`)}</p>
    ${items.map((one) => html`<${Line} key=${lineId(one)} id=${`cmd-${lineId(one)}`} one=${one} chosen=${one === chosen} onPick=${onPick} onOver=${() => onChoose(one)} />`)}</div>`);
}

const Feet = () => html`<footer class="wide-only" aria-hidden="true"><span><kbd>↑</kbd> <kbd>↓</kbd> ${t("desk.command.choose")}</span><span><kbd>↵</kbd> ${t("desk.command.open")}</span>
  <span><kbd>Ctrl ↵</kbd> ${t("desk.command.tab")}</span><span><kbd>Esc</kbd> ${t("desk.command.close")}</span></footer>`;

const everywhere = (typed) => ({ code: "all", icon: "search", text: t("desk.command.all", { text: typed }), href: href("search", { query: { q: typed } }) });

/** One box over cases, customers, messages and everything that can be done. */
export default function Command({ onClose }) {
  const dialog = useRef(), box = useRef(), list = useRef(), wish = useRef(null), after = useRef(null);
  const [text, setText] = useState(""), [picked, setPicked] = useState("");
  const typed = text.trim(), known = useRecent(), actions = useMemo(() => ({ here: here(), away: away(), looks: looks() }), []);
  const { answer, waiting } = useFound(typed, { limit: 8 }, "command");
  const found = typed && answer && !answer.error ? answer.items.map((one) => ({ ...one, href: address(one) })) : null;
  const groups = arrange({ typed, recent: known, found, ...actions });
  if (typed) groups.push({ code: "more", items: [everywhere(typed)] });
  const lines = groups.flatMap((one) => one.items), at = Math.max(0, lines.findIndex((one) => lineId(one) === picked)), chosen = lines[at];
  useModal(dialog);
  useEffect(() => { list.current.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" }); }, [chosen && lineId(chosen)]);
  useEffect(() => { if (wish.current && !waiting) { pick(lines[0], wish.current.tab); wish.current = null; } }, [waiting]);

  function pick(one, tab) {
    if (!one) return;
    if (one.href && tab) return void open(one.href, "_blank", "noopener");
    after.current = () => (one.href ? location.assign(one.href) : one.run());
    dialog.current.close();
  }
  // what is done comes after the dialog is gone and the focus is back, so that it may move it
  const closed = () => { onClose(); if (after.current) setTimeout(after.current); };
  function key(event) {
    if (event.isComposing || event.keyCode === 229) return;
    const to = step(event.key, at, lines.length), tab = event.ctrlKey || event.metaKey;
    if (event.key === "Enter" && waiting && !picked && exactly(typed)) wish.current = { tab };
    else if (event.key === "Enter") pick(chosen, tab);
    else if (to !== null && !event.shiftKey) setPicked(lineId(lines[to]));
    else return;
    event.preventDefault();
  }
  const n = answer ? Object.values(answer.counts || {}).reduce((sum, one) => sum + one, 0) : 0;
  const said = !typed ? "" : waiting ? t("desk.command.asking") : answer?.error ? t("desk.command.failed") : tn("desk.command.count", n);
  return html`<dialog class="command" ref=${dialog} aria-label=${t("desk.command.title")} onClose=${closed} onClick=${(e) => e.target === dialog.current && dialog.current.close()}>
    <label><${Icon} name="search" /><input ref=${box} value=${text} placeholder=${t("desk.command.hint")} aria-label=${t("desk.command.title")} role="combobox" aria-expanded="true" aria-autocomplete="list"
      aria-controls="cmd-list" aria-activedescendant=${chosen ? `cmd-${lineId(chosen)}` : null} autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="go" autofocus
      onInput=${(e) => { wish.current = null; setPicked(""); setText(e.target.value); }} onKeyDown=${key} />
      <button type="button" class="button quiet only phone-only" aria-label=${t("desk.close")} onClick=${() => dialog.current.close()}><${Icon} name="x" /></button></label>
    <div id="cmd-list" role="listbox" ref=${list} aria-label=${t("desk.command.results")} onMouseDown=${(e) => e.preventDefault()}><${Groups} groups=${groups} chosen=${chosen} onPick=${pick} onChoose=${(one) => setPicked(lineId(one))} /></div>
    <p class=${answer?.error ? "small soft said" : "hidden"} role="status">${said}</p><${Feet} /></dialog>`;
}
