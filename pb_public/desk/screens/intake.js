import { html, useEffect, useMemo, useRef, useState } from "../../vendor/vendor.js";
import { Along } from "../parts/along.js";
import { Alike } from "../parts/alike.js";
import { Icon } from "../parts/icon.js";
import { Immediate } from "../parts/immediate.js";
import { Input } from "../parts/input.js";
import { Who } from "../parts/lookup.js";
import { Offline, Saved } from "../parts/notice.js";
import { Phrases } from "../parts/phrases.js";
import { Mark, skip } from "../parts/shell.js";
import { focusFirst } from "../parts/guide.js";
import { post, read } from "../lib/api.js";
import { draft } from "../lib/drafts.js";
import { byField, sort, trouble } from "../lib/errors.js";
import { choices, fields } from "../lib/fields.js";
import { label, t } from "../lib/i18n.js";
import { useKeys } from "../lib/keys.js";
import { body, without } from "../lib/register.js";
import { href } from "../lib/routes.js";
import { firstName, longDay, shortNumber } from "../lib/say.js";
import { atOnce, catalog, route, toast } from "../lib/state.js";

const questions = ["need", "help", "since"];

function useDeadline() {
  const [due, setDue] = useState("");
  // a courtesy: without it the case still gets its date when it is registered
  useEffect(() => { read("deadline", {}, "deadline").then((one) => setDue(one.due), () => setDue("")); }, []);
  return due;
}

/** The customer of the address (?cliente=…) is chosen, unless something else was begun. */
async function forSomebody(form) {
  const { cliente: id } = route.value.query, begun = form.data.value;
  if (!id || begun["customer.id"] === id) return;
  if ((begun["complaint.narrative"] || "").trim()) return toast(t("desk.intake.begun"), "late");
  try {
    const { customer } = await read(`customers/${id}`, {}, "intake customer");
    form.set({ who: "known", "customer.id": id, lookup: customer.phone || customer.email || customer.document_number });
  } catch { /* offline: who it is can be looked up as ever */ }
}

/** Reading, writing and sending of the form; what was typed outlives the tab. */
function useIntake() {
  const form = useMemo(() => draft("intake"), []);
  const [errors, setErrors] = useState({}), [message, setMessage] = useState(""), [busy, setBusy] = useState(false);
  useEffect(() => { form.load().then(() => forSomebody(form)); }, [route.value.query.cliente]);
  // what is mended is no longer reproached
  const set = (changes) => { form.set(changes); setErrors((old) => without(old, changes)); };
  async function send(root) {
    if (busy) return;
    setBusy(true);
    setErrors({});
    setMessage("");
    try {
      const { complaint } = await post("register", body(form.data.value, atOnce().toISOString().replace("T", " ")));
      form.clear([], true);
      toast(t("desk.intake.done", { number: shortNumber(complaint.number) }));
      location.hash = href("case", { id: complaint.id });
    } catch (error) {
      const found = byField(error.response?.data), shown = [...root.querySelectorAll("[data-field]")].map((one) => one.dataset.field);
      const { rest } = sort(found, shown.flatMap((name) => [name, name.replace(/^(complaint|customer|immediate)\./, "")]));
      setErrors(Object.fromEntries(Object.entries(found).map(([name, one]) => [name, one.message])));
      const kind = trouble(error);
      setMessage(kind === "offline" ? t("desk.error.offline") : kind === "failed" ? t("desk.error.failed") : rest.length ? rest.map((one) => one.message).join(" ") : Object.keys(found).length ? t("desk.intake.lacks") : error.response?.message || t("desk.error.refused"));
      setTimeout(() => focusFirst(root, Object.keys(found).flatMap((name) => [name, `complaint.${name}`, `customer.${name}`, `immediate.${name}`])));
    } finally {
      setBusy(false);
    }
  }
  return { form, data: form.data.value, set, errors, message, busy, send };
}

function Field({ one, name, ...rest }) {
  const key = `complaint.${name}`, spec = fields[name];
  return html`<${Input} ...${spec} name=${key} label=${t(`desk.intake.${name}`)} options=${choices(spec, catalog.value, label)} value=${one.data[key]}
    error=${one.errors[key] || one.errors[name]} onValue=${(value) => one.set({ [key]: value })} ...${rest} />`;
}

function Story({ one, box, ask }) {
  const key = "complaint.narrative", text = one.data[key] || "";
  const error = one.errors[key] || one.errors.narrative;
  return html`<section class="listen stack" aria-labelledby="story">
    <div class="cluster between"><h1 id="story" tabindex="-1">${t("desk.intake.story")}</h1><span class="small faint">${t("desk.intake.story.how")}</span></div>
    <textarea ref=${box} class="input voice" aria-labelledby="story" data-field=${key} aria-invalid=${error ? "true" : null} value=${text} onInput=${(e) => one.set({ [key]: e.target.value })} />
    ${error && html`<p class="field"><span class="error"><${Icon} name="alert" />${error}</span></p>`}
    <div class="cluster near"><span class="label">${t("desk.intake.questions")}</span>
      ${questions.map((name) => html`<button type="button" class="button" key=${name} onClick=${() => ask(t(`desk.question.${name}`))}>${t(`desk.question.${name}`)}</button>`)}</div>
  </section>`;
}

// Enter while looking somebody up is no wish to register
const searching = (event) => { if (event.key === "Enter" && !event.ctrlKey && event.target.matches("input")) event.preventDefault(); };

/** One case and nothing else on the screen; the story first, the questions after it. */
export default function Intake() {
  const one = useIntake(), due = useDeadline(), box = useRef(), root = useRef();
  const [chosen, setChosen] = useState(null);
  const told = Boolean((one.data["complaint.narrative"] || "").trim());
  const name = chosen?.preferred_name || firstName(chosen?.name || one.data["customer.name"]);
  useEffect(() => { document.title = `${t("desk.intake.title")} · Escucha`; box.current.focus(); }, []);
  useKeys({ escape: () => { location.hash = href("today"); }, "ctrl+enter": () => one.send(root.current) });
  const goal = one.data["complaint.goal"];
  const ask = (question) => {
    const text = one.data["complaint.narrative"] || "";
    one.set({ "complaint.narrative": `${text.trimEnd()}${text.trim() ? "\n\n" : ""}${question.trim()} ` });
    box.current.focus();
  };
  return html`<div class="calm">
    <a class="skip" href="#story" onClick=${skip}>${t("desk.skip")}</a>
    <header class="no-print"><a class="brand" href=${href("today")}><${Mark} /><b>${t("desk.intake.title")}</b></a><${Saved} saved=${one.form.saved.value} />
      <a class="button quiet far" href=${href("today")}>${t("desk.intake.leave")} <kbd>Esc</kbd></a></header>
    <main id="contenido" tabindex="-1" ref=${root}>
      <form class="intake" novalidate onSubmit=${(e) => { e.preventDefault(); one.send(root.current); }}>
        <${Offline} /><${Story} one=${one} box=${box} ask=${ask} />
        <aside class="stack" aria-label=${t("desk.intake.side")} onKeyDown=${searching}>
          <section class="card stack tight" aria-labelledby="who"><h2 class="label" id="who">${t("desk.intake.who")}</h2>
            <${Who} form=${one.data} set=${one.set} errors=${one.errors} chosen=${chosen} onChosen=${setChosen} /></section>
          <${Alike} form=${one.data} set=${one.set} />
          <${Phrases} form=${one.data} name=${name} due=${due} onInsert=${ask} />
        </aside>
        <fieldset class="stack loose after" disabled=${!told}><legend class="hidden">${t("desk.intake.after")}</legend>
          ${!told && html`<p class="small faint">${t("desk.intake.first")}</p>`}
          <section class="stack"><h2>${t("desk.intake.understand")}</h2>
            <${Field} one=${one} name="goal" hint=${goal ? t("desk.intake.goal.read", { goal: goal.charAt(0).toLowerCase() + goal.slice(1) }) : t("desk.intake.goal.hint")} />
            <div class="pair"><${Field} one=${one} name="since_when" /><${Field} one=${one} name="impact" /></div>
            <${Input} type="check" name="confirmed" label=${t("desk.intake.confirmed")} value=${one.data.confirmed} onValue=${(value) => one.set({ confirmed: value })} /></section>
          <section class="stack"><h2>${t("desk.intake.needed")}</h2>
            <${Field} one=${one} name="kind" hint=${one.data["complaint.kind"] && t(`desk.kind.${one.data["complaint.kind"]}`)} />
            <div class="pair"><${Field} one=${one} name="product_text" /><${Field} one=${one} name="channel" /></div>
            <div class="pair"><${Field} one=${one} name="remedy_requested" /><${Field} one=${one} name="reply_channel" /></div>
            <${Along} one=${one} />
            <${Field} one=${one} name="mood_start" />
            <${Immediate} form=${one.data} set=${one.set} errors=${one.errors} /></section>
        </fieldset>
        <footer class="stack tight">
          ${one.message && html`<div class="banner" data-tone="late" role="alert"><${Icon} name="alert" /><span>${one.message}</span></div>`}
          <div class="cluster between"><p class="small soft">${due && html`${t("desk.intake.due")} <strong>${longDay(due)}</strong>.`}</p>
            <button class="button primary big" aria-disabled=${told ? null : "true"} aria-busy=${one.busy}>${t("desk.intake.register")} <kbd>Ctrl ↵</kbd></button></div></footer>
      </form>
    </main></div>`;
}
