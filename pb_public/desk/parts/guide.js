import { html, useState } from "../../vendor/vendor.js";
import { Hint } from "./hint.js";
import { Icon } from "./icon.js";
import { Extra, Met, Need } from "./need.js";
import { Refusal } from "./refusal.js";
import { companions, fields, inputName, section } from "../lib/fields.js";
import { label, t, tn } from "../lib/i18n.js";
import { moveName } from "../lib/say.js";
import { catalog } from "../lib/state.js";
import { answered, sections } from "../lib/transition.js";

const weight = { legal: 0, required: 0, advised: 1 };

/** Missing items with one entry for each form of evidence, enforced ones first. */
function gather(missing) {
  const seen = new Map(), out = [];
  for (const one of missing) {
    const own = section(one.field), name = inputName(one.field), same = own && seen.get(own);
    if (same) {
      // what is only advised does not hold back the rest of its form
      if (one.level !== "advised") same.names = same.level === "advised" ? [name] : [...same.names, name];
      same.all.push(name);
      same.message = [same.message, one.message].filter(Boolean).join(" ");
      if (one.level !== "advised" && same.level === "advised") same.level = one.level;
      continue;
    }
    out.push({ ...one, own, names: [name], all: [name] });
    if (own) seen.set(own, out.at(-1));
  }
  return out.sort((a, b) => (weight[a.level] ?? 0) - (weight[b.level] ?? 0));
}

/** What the server asked for beyond its list is filled in here too, as long as it is wanted. */
function withAsked(c, items) {
  const shown = new Set(items.flatMap((one) => one.names.flatMap((name) => [name, ...companions(name, c.value(name), catalog.value)])));
  const more = ["move", "save"].includes(c.tried.value) ? c.asked.value.filter((name) => name in fields && !section(name) && !shown.has(name)) : [];
  return [...items, ...more.map((name) => ({ field: name, names: [name], rule: `asked-${name}`, level: "required", own: "" }))];
}

const Ticks = ({ done, all }) => all > 0 && html`<div class="ticks" role="img" aria-label=${t("desk.guide.ticks", { done, all })}>
  ${Array.from({ length: all }, (_, i) => html`<i key=${i} class=${i < done ? "on" : null} />`)}</div>`;

function lackText(move, open) {
  if (!move.may) return t("desk.guide.notyou");
  if (open.length) return `${tn("desk.guide.lacks", open.length)} ${open.map((one) => (one.label || label("field", one.field)).toLowerCase().replace(/[¿?]/g, "")).join("; ")}.`;
  return "";
}

/** Puts the focus where the first thing is lacking. */
export function focusFirst(root, fields) {
  const inputs = [...root.querySelectorAll("[data-field]")];
  const found = fields.map((name) => inputs.find((one) => one.dataset.field === name || one.dataset.field.startsWith(`${name}.`))).find(Boolean)
    || root.querySelector(".need:not(.filled):not(.ready) :is(input, textarea, select, button)");
  found?.focus();
  found?.scrollIntoView({ block: "center" });
}

function Paths({ others, onChoose }) {
  if (!others.length) return null;
  return html`<details class="why"><summary>${t("desk.guide.others")}</summary><ul class="stack tight">
    ${others.map((one) => html`<li key=${one.code + one.to}><button type="button" class="link small" onClick=${() => onChoose(one)}>${moveName(one)}</button>
      ${!one.may ? html` <span class="small faint">${t("desk.guide.notyou.short")}</span>` : one.missing.filter((item) => item.level !== "advised").length > 0
        && html` <span class="small faint">${tn("desk.guide.lack", one.missing.filter((item) => item.level !== "advised").length)}</span>`}</li>`)}</ul></details>`;
}

const Head = ({ onClose }) => html`<div class="cluster between"><p class="label">${t("desk.guide.label")}</p>
  ${onClose && html`<button type="button" class="button quiet only phone-only sheet-close" aria-label=${t("desk.close")} onClick=${onClose}><${Icon} name="x" /></button>`}</div>`;

// what goes to the customer with a step, at once and for good
const leaves = ["proposal", "letter", "closing"];

// what is over asks for nothing; the ways to take it up again are there
const final = ["closed", "voided"];

const End = ({ onClose, others, onChoose }) => html`<section class="guide" id="siguiente" aria-labelledby="guia">
  <header class="stack tight"><${Head} onClose=${onClose} /><h2 id="guia">${t("desk.guide.end")}</h2><p class="small soft">${t("desk.guide.end.text")}</p>
    <${Paths} others=${others} onChoose=${onChoose} /></header></section>`;

/** The next step, drawn from what the server says and from nothing else. */
export function Guide({ c, go, onClose }) {
  const [code, setCode] = useState("");
  const { allowed = [], stage } = c.next.value || {};
  const over = final.includes(stage), chosen = allowed.find((one) => one.code === code);
  const move = chosen || (over ? null : allowed[0]);
  if (!move) return html`<${End} onClose=${onClose} others=${allowed} onChoose=${(one) => setCode(one.code)} />`;
  const form = c.written.value, items = withAsked(c, gather(move.missing || [])), met = move.met || [];
  const open = items.filter((one) => one.level !== "advised" && !answered(one.names, form));
  const extras = sections(stage, move.to).filter((own) => !items.some((one) => one.own === own));
  const done = met.length + items.filter((one) => answered(one.names, form)).length;
  const stop = open.length > 0 || !move.may;
  async function act(event) {
    const root = event.currentTarget.closest(".guide");
    if (open.length && move.may) return focusFirst(root, open.flatMap((one) => one.names));
    if (!move.may) return;
    if (await c.move(move)) { setCode(""); onClose?.(); } else if (!c.conflict.value) setTimeout(() => focusFirst(root, Object.keys(c.errors.value)));
  }
  return html`<section class="guide" id="siguiente" aria-labelledby="guia">
    <header><${Head} onClose=${onClose} />
      <h2 id="guia">${moveName(move)}</h2><${Ticks} done=${done} all=${met.length + items.length} /></header>
    ${items.some((one) => one.why) && html`<${Hint} code="guide.why" />`}
    <ul>${items.map((one) => html`<${Need} key=${one.rule + one.field} c=${c} one=${one} own=${one.own} go=${go} />`)}
      ${extras.map((own) => html`<${Extra} key=${own} c=${c} own=${own} go=${go} />`)}
      ${met.map((one) => html`<${Met} key=${one.rule + one.field} c=${c} one=${{ ...one, own: section(one.field) }} />`)}</ul>
    <footer>
      <${Refusal} c=${c} of=${["move", "save", "task", "follow_ups"]} />
      <button type="button" class="button primary wide" aria-disabled=${stop ? "true" : null} aria-describedby="falta" aria-busy=${c.busy.value === "move"} onClick=${act}>${moveName(move)}</button>
      <p class="small soft" id="falta">${lackText(move, open)}</p>
      ${sections(stage, move.to).some((own) => leaves.includes(own)) && html`<p class="small faint">${t("desk.guide.final")}</p>`}
      ${c.dirty.value && html`<button type="button" class="button" aria-busy=${c.busy.value === "save"} onClick=${() => c.save()}>${t("desk.guide.save")}</button>`}
    </footer>
    <div class="more"><${Paths} others=${allowed.filter((one) => one !== move)} onChoose=${(one) => setCode(one.code)} /></div></section>`;
}
