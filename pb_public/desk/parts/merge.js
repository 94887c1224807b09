import { html, useEffect, useRef, useState } from "../../vendor/vendor.js";
import { who } from "./collision.js";
import { Icon } from "./icon.js";
import { shown } from "./value.js";
import { fields } from "../lib/fields.js";
import { label, t } from "../lib/i18n.js";
import { when } from "../lib/say.js";
import { spoken, toast } from "../lib/state.js";

const texts = ["area", "line", "text"];
const both = (one) => [one.mine, one.theirs].filter(Boolean).join(fields[one.name].type === "area" ? "\n\n" : " ");

/** One thing that two people changed: mine, theirs, and for a text a third made of both. */
function Field({ c, one, choice, text, onChoose, onText }) {
  const read = (value) => shown(one.name, { ...c.file.value.complaint, [`${one.name}_name`]: undefined, [one.name]: value }) ?? t("desk.merge.empty");
  const way = (name, title) => html`<label class="choice"><input type="radio" name=${`merge-${one.key}`} checked=${choice === name} onChange=${() => onChoose(name)} />${title}</label>`;
  const text1 = texts.includes(fields[one.name]?.type);
  return html`<fieldset class="stack tight" data-merge=${one.name}><legend class="label">${label("field", one.name)}</legend>
    <div class="versions">
      <section data-side="mine">${way("mine", t("desk.merge.mine"))}<p class="pre">${read(one.mine)}</p></section>
      <section data-side="theirs">${way("theirs", t("desk.merge.theirs", { name: who(one) }))}<p class="pre">${read(one.theirs)}</p>
        ${one.at && html`<p class="tiny faint">${one.who || who(one)} · ${when(one.at)}</p>`}</section>
    </div>
    ${text1 && way("both", t("desk.merge.both"))}
    ${choice === "both" && html`<textarea class="input" rows="4" aria-label=${t("desk.merge.text", { name: label("field", one.name) })} value=${text} onInput=${(e) => onText(e.target.value)} />`}
  </fieldset>`;
}

/** Both texts side by side. Nothing is stored until each is decided, and then on top of what is there now. */
export default function Merge({ c, conflict: { list, again } }) {
  const [chosen, setChosen] = useState({}), [made, setMade] = useState({}), box = useRef();
  useEffect(() => {
    box.current.focus();
    box.current.scrollIntoView({ block: "nearest" });
    spoken.value = t("desk.merge.title");
  }, []);
  const left = list.filter((one) => !chosen[one.key]);
  // a text that is made here is kept as it is typed, like any other
  const write = (one, text) => { setMade((old) => ({ ...old, [one.key]: text })); c.set({ [one.key]: text }); };
  function choose(one, way) {
    setChosen((old) => ({ ...old, [one.key]: way }));
    if (way === "both") write(one, made[one.key] ?? both(one));
    else c.set({ [one.key]: one.mine });
  }
  async function save(event) {
    event.preventDefault();
    if (left.length) return box.current.querySelector(`[data-merge="${left[0].name}"] input`).focus();
    for (const one of list) {
      if (chosen[one.key] === "theirs") c.form.clear([one.key]);
      else c.form.set({ [one.key]: chosen[one.key] === "both" ? made[one.key] : one.mine }, { [one.key]: one.theirs }, true);
    }
    c.conflict.value = null;
    if (again && (await again())) toast(t("desk.merge.saved"));
  }
  return html`<section class="card merge" aria-labelledby="merge" tabindex="-1" ref=${box}><form class="stack" onSubmit=${save}>
    <header class="stack tight"><h2 id="merge" class="cluster near"><${Icon} name="merge" />${t("desk.merge.title")}</h2><p class="small soft">${t("desk.merge.text.why")}</p></header>
    ${list.map((one) => html`<${Field} key=${one.key} c=${c} one=${one} choice=${chosen[one.key]} text=${made[one.key] ?? ""}
      onChoose=${(way) => choose(one, way)} onText=${(text) => write(one, text)} />`)}
    <p class="cluster"><button class="button" aria-disabled=${left.length ? "true" : null}>${t(again ? "desk.merge.save" : "desk.merge.keep")}</button>
      <button type="button" class="button quiet" onClick=${() => { c.conflict.value = null; }}>${t("desk.merge.later")}</button></p>
  </form></section>`;
}
