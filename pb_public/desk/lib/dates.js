// Dates and times for people, always in the business's time zone. Pure: locale,
// zone and now are arguments. Instants come as "2026-11-24 15:42:00.000Z",
// civil dates as "2026-12-10"; anything empty gives "".

const formats = new Map();

function format(locale, options, Kind = Intl.DateTimeFormat) {
  const key = locale + JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Kind(locale, options));
  return formats.get(key);
}

export const instant = (text) => (text ? new Date(String(text).replace(" ", "T")) : null);

/** The civil date of an instant in a zone: "2026-11-24". */
export function civil(date, zone) {
  if (!date || isNaN(date)) return "";
  return format("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }).format(date);
}

export const dateOnly = (text) => String(text || "").slice(0, 10);

/** The civil date of a deadline: written as a date it is that one, even when the store
    added midnight; written as an instant ("…04:59:59Z") it is the day in the zone. */
export function civilDay(text, zone) {
  const whole = String(text || "");
  return /^\d{4}-\d\d-\d\d([ T]00:00(:00(\.0+)?)?Z?)?$/.test(whole) || !whole ? dateOnly(whole) : civil(instant(whole), zone);
}

export const noon = (day) => new Date(`${day}T12:00:00Z`);

/** Days from one civil date to another; negative when the second is earlier. */
export const daysBetween = (from, to) => Math.round((noon(to) - noon(from)) / 86400000);

const tidy = (locale, text) => (locale.startsWith("es") ? text.replace(/,|\./g, "") : text);

/** "jue 10 dic"; with the year when it is not this year's. */
export function day(date, locale, thisYear) {
  const year = dateOnly(date).slice(0, 4);
  const options = { timeZone: "UTC", weekday: "short", day: "numeric", month: "short" };
  if (thisYear && year !== String(thisYear)) Object.assign(options, { year: "numeric", weekday: undefined });
  return tidy(locale, format(locale, options).format(noon(dateOnly(date))));
}

/** "17 nov" */
export const dayOfMonth = (date, locale) =>
  tidy(locale, format(locale, { timeZone: "UTC", day: "numeric", month: "short" }).format(noon(dateOnly(date))));

/** "noviembre de 2026", or "nov 2026" */
export const month = (date, locale, short) =>
  tidy(locale, format(locale, { timeZone: "UTC", month: short ? "short" : "long", year: "numeric" }).format(noon(dateOnly(date))));

/** "jueves 10 de diciembre" */
export const longDay = (date, locale) =>
  format(locale, { timeZone: "UTC", weekday: "long", day: "numeric", month: "long" })
    .format(noon(dateOnly(date))).replace(locale.startsWith("es") ? "," : "", "");

/** "12 de junio de 2026", for what must be dated exactly. */
export const fullDay = (date, locale) => format(locale, { timeZone: "UTC", dateStyle: "long" }).format(noon(dateOnly(date)));

/** "16:08" */
export const time = (date, locale, zone) =>
  format(locale, { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(date);

/** "hoy", "ayer", "mañana", or nothing when the day is further away. */
export function near(day, today, locale) {
  const days = daysBetween(today, day);
  if (Math.abs(days) > 1) return "";
  return format(locale, { numeric: "auto" }, Intl.RelativeTimeFormat).format(days, "day");
}

/** A day on its own: "hoy", "mañana", "jue 10 dic". */
export function dayName(date, locale, today) {
  const only = dateOnly(date);
  return near(only, today, locale) || day(only, locale, today.slice(0, 4));
}

/** An instant: "hoy 12:00", "ayer 18:05", "mar 17 nov, 16:08". */
export function moment(text, locale, zone, now) {
  const at = instant(text);
  if (!at || isNaN(at)) return "";
  const on = civil(at, zone), today = civil(now, zone);
  const word = near(on, today, locale);
  return word ? `${word} ${time(at, locale, zone)}` : `${day(on, locale, today.slice(0, 4))}, ${time(at, locale, zone)}`;
}

/** How long until (or since) an instant: "18 min", "1 h 18 min", "3 d". */
export function span(text, now) {
  const minutes = Math.floor(Math.abs(instant(text) - now) / 60000);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return minutes % 60 ? `${hours} h ${minutes % 60} min` : `${hours} h`;
  return `${Math.floor(hours / 24)} d`;
}

/** What a clock on the wall of the zone shows, for datetime-local inputs. */
export function toWall(text, zone) {
  const at = instant(text);
  if (!at || isNaN(at)) return "";
  return `${civil(at, zone)}T${time(at, "en-GB", zone)}`;
}

/** The instant at which that clock shows wall ("2026-11-24T12:00"), as stored. */
export function fromWall(wall, zone) {
  if (!wall) return "";
  const asUTC = new Date(`${wall.slice(0, 16)}:00Z`);
  let guess = asUTC;
  // twice: the first guess may lie on the other side of a clock change
  for (let i = 0; i < 2; i++) {
    const shown = new Date(`${toWall(guess.toISOString(), zone)}:00Z`);
    guess = new Date(guess.getTime() + (asUTC - shown));
  }
  return guess.toISOString().replace("T", " ");
}

/** Hour of the day, 0 to 23, for a greeting. */
export const hour = (now, zone) => Number(time(now, "en-GB", zone).slice(0, 2));
