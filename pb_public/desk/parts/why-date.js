import { html } from "../../vendor/vendor.js";
import { Menu } from "./dialog.js";
import { dateOnly, instant } from "../lib/dates.js";
import { locale, t } from "../lib/i18n.js";
import { clock, dayOf, fullDay, longDay, today } from "../lib/say.js";
import { counted, named, weeks } from "../lib/trace.js";

// a Monday, to take the names of the days from
const monday = Date.UTC(2026, 10, 23, 12);
const weekdays = () => Array.from({ length: 7 }, (_, i) =>
  new Intl.DateTimeFormat(locale.value, { weekday: "short", timeZone: "UTC" }).format(monday + i * 86400000).slice(0, 2));

const Day = ({ one }) => html`<i class=${one.kind || null} title=${one.name || null}>${Number(one.date.slice(8))}
  ${(one.n || one.arrives || one.kind.includes("holiday")) && html`<small>${one.n ? one.n : one.arrives ? t("desk.why.arrives") : t("desk.why.holiday")}</small>`}</i>`;

/** "¿Por qué esta fecha?": every day, counted or not, and the source of the rule. */
export function WhyDate({ due, received }) {
  const trace = due?.trace || [];
  if (!trace.length) return null;
  const on = dateOnly(due.due), came = dayOf(received), out = named(trace), n = counted(trace);
  return html`<${Menu} kind="end why-date" button="link small" summary=${t("desk.why.title")}>
    <div class="stack tight">
      <p>${t("desk.why.text", { n, day: longDay(on), received: longDay(came), time: clock(instant(received)) })}</p>
      <div class="days" role="img" aria-label=${t("desk.why.label", { n, first: longDay(trace[0].date), last: longDay(on) })}>
        ${weekdays().map((name) => html`<b key=${name}>${name}</b>`)}
        ${weeks(trace, { received: came, due: on, today: today() }).map((one) => html`<${Day} key=${one.date} one=${one} />`)}
      </div>
      ${out.length > 0 && html`<p class="small faint">${t("desk.why.out")} ${out.map((one) => `${longDay(one.date)} (${one.name})`).join("; ")}.</p>`}
      ${due.base && html`<p class="small faint">${due.base}${due.verified_on && `. ${t("desk.why.verified", { day: fullDay(due.verified_on) })}`}</p>`}
    </div><//>`;
}
