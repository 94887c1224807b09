import { html, useEffect, useState } from "../../vendor/vendor.js";
import { Dialog } from "./dialog.js";
import { Icon } from "./icon.js";
import { read } from "../lib/api.js";
import { t } from "../lib/i18n.js";
import { script, scripts } from "../lib/register.js";
import { firstName, longDay } from "../lib/say.js";
import { me, session } from "../lib/state.js";

const values = (form, name, due) => ({
  nombre_cliente: name, nombre_agente: firstName(me.value.name), nombre_empresa: session.value?.business?.name, minutos: "10",
  resumen_objetivo: form["complaint.goal"], desde_cuando: form["complaint.since_when"], impacto: form["complaint.impact"], fecha_limite_legal: due && longDay(due),
});

/** Text with its gaps shown: what is not known yet is left to the person who speaks. */
const Words = ({ parts }) => parts.map((one, i) => (one.gap ? html`<span class="gap" key=${i}>${t("desk.phrases.gap")}</span>` : one.text));

/** What to say, in the order of a conversation: each opens where it stands, and large for reading aloud. */
export function Phrases({ form, name, due, onInsert }) {
  const [large, setLarge] = useState(null);
  const [told, setTold] = useState([]);
  // a help: without it one listens all the same
  useEffect(() => { read("scripts").then((answer) => setTold(answer.scripts), () => {}); }, []);
  const list = scripts(told).map((one) => ({ ...one, parts: script(one.body, values(form, name, due)) }));
  return html`<section class="stack tight" aria-labelledby="phrases"><h2 class="label" id="phrases">${t("desk.phrases")}</h2>
    <ol class="phrases">${list.map((one) => html`<li key=${one.id}><details name="phrase" open=${one.id === "saludo"}><summary>${one.name}</summary>
      <p class="banner voice"><${Words} parts=${one.parts} /></p>
      <p class="cluster near"><button type="button" class="link small" onClick=${() => setLarge(one)}><${Icon} name="eye" />${t("desk.phrases.large")}</button>
        ${one.id === "preguntas" && html`<button type="button" class="link small" onClick=${() => onInsert(one.parts.map((part) => part.text || "").join("").replace(/[«»“”]/g, ""))}><${Icon} name="note" />${t("desk.phrases.insert")}</button>`}</p></details></li>`)}</ol>
    ${large && html`<${Dialog} title=${large.name} onClose=${() => setLarge(null)}><p class="voice aloud"><${Words} parts=${large.parts} /></p><//>`}
  </section>`;
}
