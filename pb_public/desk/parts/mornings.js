import { html, useEffect, useState } from "../../vendor/vendor.js";
import { Input } from "./input.js";
import { pb, post, read } from "../lib/api.js";
import { has, t } from "../lib/i18n.js";
import { prefer, prefs } from "../lib/prefs.js";
import { wordsOf } from "../lib/reminders.js";
import { when } from "../lib/say.js";
import { spoken, toast } from "../lib/state.js";

const hours = [6, 7, 8, 9, 10, 11, 12].map((n) => ({ value: String(n), label: `${n}:00` }));

/** The address of one's calendar: shown once, when it is made; then renewed or taken back. */
function Calendar() {
  const [made, setMade] = useState(null), [url, setUrl] = useState("");
  useEffect(() => { read("calendar").then((one) => setMade(one.made), () => setMade("")); }, []);
  const tried = async (send) => { try { await send(); } catch { toast(t("desk.error.offline"), "late"); } };
  const make = () => tried(async () => {
    const one = await post("calendar", {});
    setUrl(location.origin + new URL(one.url).pathname); // by the way that leads here
    setMade(one.made);
    spoken.value = t("reminders.calendar.once");
  });
  const end = () => tried(async () => {
    await pb.send("/api/crm/calendar", { method: "DELETE", requestKey: null });
    setUrl("");
    setMade("");
    spoken.value = t("reminders.calendar.ended");
  });
  if (made === null) return null;
  return html`<fieldset class="field"><legend>${t("reminders.calendar")}</legend>
    <p class="small soft">${made ? t("reminders.calendar.made", { when: when(made) }) : t("reminders.calendar.text")}</p>
    ${url && html`<p class="small">${t("reminders.calendar.once")}</p><input class="input" readonly value=${url} aria-label=${t("reminders.calendar.url")} onFocus=${(e) => e.target.select()} />`}
    <p class="cluster near"><button type="button" class="button" onClick=${make}>${t(made ? "reminders.calendar.renew" : "reminders.calendar.make")}</button>
      ${made && html`<button type="button" class="button quiet" onClick=${end}>${t("reminders.calendar.end")}</button>`}</p></fieldset>`;
}

/** The mail of the morning and the calendar of one's telephone. */
export function Mornings() {
  useEffect(() => { wordsOf().catch(() => {}); }, []); // the rest of the settings stands without them
  if (!has("reminders.view.mine")) return null;
  const off = prefs.value.digest === "off";
  return html`<${Input} type="choices" name="digest" label=${t("reminders.digest")} hint=${t("reminders.digest.hint")} value=${off ? "off" : ""} onValue=${(value) => prefer("digest", value)}
      options=${["", "off"].map((value) => ({ value, label: t(`reminders.digest.${value || "daily"}`) }))} />
    ${!off && html`<${Input} type="select" name="digest_hour" label=${t("reminders.digest.hour")} value=${String(prefs.value.digest_hour || 8)} onValue=${(value) => prefer("digest_hour", Number(value) || 8)} options=${hours} />`}
    <${Calendar} />`;
}
