import { html, useState } from "../../vendor/vendor.js";
import { Glyph, Icon } from "./icon.js";
import { Input } from "./input.js";
import { t } from "../lib/i18n.js";
import { clash, lacks } from "../lib/meeting.js";
import { dateOf, dayName, dayOfMonth, firstName } from "../lib/say.js";
import { catalog } from "../lib/state.js";

/** What a decision becomes: the kinds of corrective actions. */
export const kinds = ["process", "training", "video", "call", "videocall", "email", "product", "review"];
const options = (list) => list.map((one) => ({ value: one.id, label: one.name }));
const people = () => options(catalog.value.agents || []);
export const nameOf = (id) => catalog.value.agents?.find((one) => one.id === id)?.name || "";

/** What, of which kind, who, until when. values: by field; onValue(field, value). */
function Fields({ values, errors, onValue, whole, id }) {
  const input = (name, more) => html`<${Input} name=${`${name}.${id}`} label=${t(`reviews.decision.${name}`)} value=${values[name] || ""} error=${errors[name]} onValue=${(value) => onValue(name, value)} ...${more} />`;
  return html`${whole && html`${input("text", { type: "line", max: 300, focus: true })}<div class="pair">${input("kind", { type: "select", options: kinds.map((value) => ({ value, label: t(`reviews.kind.${value}`) })) })}
      ${input("cause", { type: "select", options: (catalog.value.causes || []).filter((one) => one.active !== false).map((one) => ({ value: one.id, label: one.name, parent: one.parent })) })}</div>`}
    <div class="pair">${input("owner", { type: "select", options: people() })}${input("due", { type: "date" })}</div>`;
}

const names = ["text", "kind", "cause", "owner", "due"];

/** A form over one decision, new (id is that of its case) or noted; what is typed is kept until it is stored. */
function Form({ m, id, first = {}, send, onClose, title, button, drop }) {
  const key = (name) => `decision.${id}.${name}`, data = m.form.data.value, place = first.id ? `change ${id}` : `decide ${id}`;
  const values = Object.fromEntries(names.map((name) => [name, data[key(name)] ?? (name === "due" ? dateOf(first.due) : first[name]) ?? (name === "kind" ? kinds[0] : "")]));
  const keys = Object.fromEntries(names.map((name) => [name, key(name)]));
  const met = first.id && clash(m.form.fields.value[key("text")], first.text);
  const save = async (event) => { event.preventDefault(); if (await send(values, keys)) { m.form.clear(Object.values(keys)); onClose(); } };
  const leave = () => { m.form.clear(Object.values(keys)); onClose(); };
  return html`<form class="stack tight deciding" onSubmit=${save} aria-label=${title}><${Fields} id=${id} whole values=${values} errors=${m.errors.value[place] || {}} onValue=${(name, value) => m.form.set({ [key(name)]: value }, { [key(name)]: first[name] || "" })} />
    ${met && html`<p class="banner" role="status"><span>${t("reviews.decision.met", { text: met.theirs })}</span></p>`}
    <p class="cluster near"><button class="button" aria-busy=${m.busy.value.some((one) => one.startsWith(place))}>${button}</button><button type="button" class="button quiet" onClick=${leave}>${t("desk.cancel")}</button>
      ${drop && html`<button type="button" class="button quiet far" onClick=${async () => { if (await drop()) leave(); }}>${t("reviews.decision.drop")}</button>`}</p></form>`;
}

const Done = ({ one }) => html`<span class="small num">${[firstName(one.owner_name || nameOf(one.owner)), one.due && dayOfMonth(one.due)].filter(Boolean).join(", ")}</span>`;

// a year is typed digit by digit: until it has four there is no date
const settled = (name, value) => name !== "due" || value >= "2000";

/** One decision: whole, or with what it lacks to be filled in where it stands. */
function Decision({ m, one, may }) {
  const [editing, setEditing] = useState(false), { missing, review } = m.pack.value;
  const lack = lacks(missing, one.id), ready = !Object.keys(lack).length, errors = { ...lack, ...m.errors.value[`change ${one.id}`] };
  if (editing && may) return html`<li class="need"><${Glyph} name="todo" /><div class="body"><${Form} m=${m} id=${one.id} first=${one} title=${one.text} button=${t("desk.save")} onClose=${() => setEditing(false)}
    send=${(values) => m.change(one.id, values)} drop=${() => m.drop(one.id)} /></div></li>`;
  return html`<li class=${`need${ready ? " filled" : ""}`} data-decision=${one.id}><${Glyph} name=${ready ? "filled" : "todo"} />
    <span class="what">${may ? html`<button type="button" class="link" onClick=${() => setEditing(true)}><span class="hidden">${t("reviews.decision.edit")}: </span>${one.text}</button>` : one.text}
      <small class="faint"> ${t(`reviews.kind.${one.kind}`)}</small></span>
    ${ready || review?.status === "closed" ? html`<${Done} one=${one} />` : html`<span />`}
    ${!ready && may && html`<div class="body"><${Fields} id=${one.id} values=${{ owner: one.owner, due: dateOf(one.due) }} errors=${errors} onValue=${(name, value) => settled(name, value) && m.change(one.id, { [name]: value })} /></div>`}</li>`;
}

/** What was decided about a case, or about none, and one more. */
export function Decisions({ m, complaint = "", list, title = t("reviews.decisions") }) {
  const { review, may } = m.pack.value, open = review?.status === "open" && may.decide;
  const begun = names.some((name) => m.form.data.value[`decision.${complaint || "none"}.${name}`] !== undefined);
  const [adding, setAdding] = useState(false), id = complaint || "none";
  if (!list.length && !open) return null;
  return html`<section class="stack tight"><h4 class="label">${title}</h4>
    ${list.length > 0 && html`<ul class="list decisions">${list.map((one) => html`<${Decision} key=${one.id} m=${m} one=${one} may=${open} />`)}</ul>`}
    ${open && (adding || begun ? html`<${Form} m=${m} id=${id} title=${t("reviews.decision.new")} button=${t("reviews.decision.send")} onClose=${() => setAdding(false)} send=${(values, keys) => m.decide(complaint, values, keys)} />`
      : html`<p><button type="button" class="button quiet" onClick=${() => setAdding(true)}><${Icon} name="plus" />${t("reviews.decision.add")}</button></p>`)}</section>`;
}

export const until = (one) => (one.due ? dayName(one.due) : "");
