import { html, useState } from "../../vendor/vendor.js";
import { Dialog } from "./dialog.js";
import { Input } from "./input.js";
import { Skeleton, Trouble } from "./notice.js";
import { Times, useTime } from "./time-list.js";
import { t } from "../lib/i18n.js";
import { parseAmount } from "../lib/money.js";
import { lasting } from "../lib/spent.js";
import { toast } from "../lib/state.js";

const usual = [5, 15, 30, 60];
const name = (part) => `time.${part}`;

/** Time that somebody spent on a case, if they wish to note it; and what was noted. */
export default function Time({ c, onClose }) {
  const { data, error, slow, reload } = useTime(c, "dialog"), form = c.written.value, minutes = form[name("minutes")] ?? "";
  const [tried, setTried] = useState(false); // what was refused elsewhere is not said here
  const wrong = tried && !c.error("minutes") && !c.error("note") && (Object.values(c.errors.value)[0]?.message || c.message.value);
  const put = (part) => (value) => c.set({ [name(part)]: value });
  async function save() {
    setTried(true);
    const made = await c.add("time_entries", { minutes: parseAmount(minutes) ?? 0, note: form[name("note")] ?? "" }, ["minutes", "note"].map(name));
    if (!made) return;
    toast(t("time.saved"));
    onClose();
  }
  return html`<${Dialog} title=${t("time.title")} onClose=${onClose} onSubmit=${data?.may ? save : null}
    footer=${data?.may && html`<button class="button primary" aria-busy=${c.busy.value === "time_entries"}>${t("time.save")}</button>`}>
    <p class="small soft">${t("time.why")}</p>
    ${!data && error && html`<${Trouble} kind=${error} onRetry=${reload} />`}${!data && slow && html`<${Skeleton} rows=${3} />`}
    ${data?.may && html`
      <${Input} type="choices" name=${name("usual")} label=${t("time.usual")} value=${parseAmount(minutes)} even options=${usual.map((value) => ({ value, label: lasting(value) }))} onValue=${(value) => put("minutes")(String(value))} />
      <${Input} type="amount" kind="short" name=${name("minutes")} label=${t("time.minutes")} value=${minutes} error=${tried && c.error("minutes")} onValue=${put("minutes")} />
      <${Input} type="line" name=${name("note")} label=${t("time.note")} max=${300} value=${form[name("note")]} error=${tried && c.error("note")} onValue=${put("note")} />
      ${wrong && html`<p class="small" role="alert">${wrong}</p>`}`}
    ${data?.items.length > 0 && html`<${Times} c=${c} data=${data} />`}<//>`;
}
