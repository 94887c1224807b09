import { html, useEffect, useMemo, useState } from "../../vendor/vendor.js";
import { Dialog } from "./dialog.js";
import { Input } from "./input.js";
import { Ticks } from "./ticks.js";
import { draft } from "../lib/drafts.js";
import { byField, trouble } from "../lib/errors.js";
import { t } from "../lib/i18n.js";
import { toast } from "../lib/state.js";

/** A question with a few fields; what was begun is there when it is asked again.
    keep: place of the draft; texts: where title, intro, send, done and a label for each field stand;
    fields: as for Input ("ticks" for some of a list), or what makes them of the data; send(data) keeps the answer; onDone() comes after it. */
export default function Ask({ keep, texts, fields, first = {}, send, onDone, onClose, intro }) {
  const form = useMemo(() => draft(keep), []), [errors, setErrors] = useState({}), [message, setMessage] = useState(""), [busy, setBusy] = useState(false);
  useEffect(() => { form.load(); }, []);
  const data = { ...first, ...form.data.value }, asked = typeof fields === "function" ? fields(data) : fields;
  async function submit() {
    if (busy) return;
    setBusy(true);
    try {
      await send(data);
      form.clear([], true);
      toast(t(`${texts}.done`));
      onClose();
      onDone?.();
    } catch (error) {
      setErrors(byField(error.response?.data));
      setMessage(trouble(error) === "offline" ? t("desk.error.offline") : error.response?.message || t("desk.error.failed"));
    } finally {
      setBusy(false);
    }
  }
  const shown = asked.map((one) => one.name);
  const rest = Object.entries(errors).filter(([name]) => !shown.includes(name)).map(([, one]) => one.message);
  return html`<${Dialog} title=${t(`${texts}.title`)} onClose=${onClose} onSubmit=${submit}
    footer=${html`<button class="button primary" aria-busy=${busy}>${t(`${texts}.send`)}</button>`}>
    ${intro && html`<p class="small soft">${intro}</p>`}
    ${asked.map((one) => html`<${one.type === "ticks" ? Ticks : Input} key=${one.name} label=${t(`${texts}.${one.name}`)} ...${one} value=${data[one.name]} error=${errors[one.name]?.message}
      onValue=${(value) => form.set({ [one.name]: value })} />`)}
    ${message && html`<p class="small" role="alert">${rest.length ? rest.join(" ") : message}</p>`}<//>`;
}
