import { table } from "./harness.js";
import * as dates from "/desk/lib/dates.js";

const lima = "America/Lima", now = new Date("2026-11-24T15:42:00Z");

table("civil", (text, zone) => dates.civil(dates.instant(text), zone), [
  ["the evening in Lima is the next day in UTC", ["2026-11-25 03:30:00.000Z", lima], "2026-11-24"],
  ["Madrid is ahead", ["2026-11-24 23:30:00.000Z", "Europe/Madrid"], "2026-11-25"],
  ["nothing", ["", lima], ""],
]);

table("civilDay", (text) => dates.civilDay(text, lima), [
  ["the last second of a day in Lima", ["2026-12-16 04:59:59.000Z"], "2026-12-15"], ["a date", ["2026-12-15"], "2026-12-15"],
  ["a date that the store gave midnight", ["2026-12-15 00:00:00.000Z"], "2026-12-15"], ["nothing", [""], ""],
]);

table("moment", (text, locale = "es") => dates.moment(text, locale, lima, now), [
  ["today", ["2026-11-24 17:00:00.000Z"], "hoy 12:00"],
  ["yesterday", ["2026-11-23 23:05:00.000Z"], "ayer 18:05"],
  ["tomorrow, though UTC says the day after", ["2026-11-26 01:00:00.000Z"], "mañana 20:00"],
  ["this year", ["2026-11-17 21:08:00.000Z"], "mar 17 nov, 16:08"],
  ["another year", ["2025-01-02 15:00:00.000Z"], "2 ene 2025, 10:00"],
  ["in English", ["2026-11-23 23:05:00.000Z", "en"], "yesterday 18:05"],
  ["midnight is 00, not 24", ["2026-11-24 05:00:00.000Z"], "hoy 00:00"],
  ["no date", [""], ""],
  ["not a date", ["soon"], ""],
]);

table("day", (text, locale) => dates.day(text, locale, "2026"), [
  ["Spanish without commas or stops", ["2026-12-10", "es"], "jue 10 dic"],
  ["English as English writes it", ["2026-12-10", "en"], "Thu, Dec 10"],
  ["a stored time does not move a civil date", ["2026-12-10 00:00:00.000Z", "es"], "jue 10 dic"],
]);

table("dayName", (text) => dates.dayName(text, "es", "2026-11-24"), [
  ["today", ["2026-11-24"], "hoy"], ["yesterday", ["2026-11-23"], "ayer"], ["later", ["2026-12-10"], "jue 10 dic"],
]);

table("longDay", dates.longDay, [
  ["Spanish", ["2026-12-10", "es"], "jueves 10 de diciembre"],
  ["English", ["2026-12-10", "en"], "Thursday, December 10"],
]);
table("fullDay", dates.fullDay, [["with its year", ["2026-06-12", "es"], "12 de junio de 2026"]]);

table("span", (text) => dates.span(text, now), [
  ["minutes", ["2026-11-24 16:10:00.000Z"], "28 min"],
  ["hours and minutes", ["2026-11-24 17:00:00.000Z"], "1 h 18 min"],
  ["whole hours", ["2026-11-24 17:42:00.000Z"], "2 h"],
  ["days, backwards too", ["2026-11-21 15:42:00.000Z"], "3 d"],
]);

table("wall clock", (wall, zone) => [dates.fromWall(wall, zone), dates.toWall(dates.fromWall(wall, zone), zone)], [
  ["Lima", ["2026-11-24T12:00", lima], ["2026-11-24 17:00:00.000Z", "2026-11-24T12:00"]],
  ["Madrid in summer", ["2026-07-01T09:30", "Europe/Madrid"], ["2026-07-01 07:30:00.000Z", "2026-07-01T09:30"]],
  ["Madrid, an hour after the clocks go back", ["2026-10-25T03:30", "Europe/Madrid"], ["2026-10-25 02:30:00.000Z", "2026-10-25T03:30"]],
  ["nothing", ["", lima], ["", ""]],
]);

table("daysBetween", dates.daysBetween, [
  ["over a month's end", ["2026-11-24", "2026-12-10"], 16], ["backwards", ["2026-11-24", "2026-11-23"], -1],
]);
table("hour", (text) => dates.hour(new Date(text), lima), [["of Lima", ["2026-11-24T15:42:00Z"], 10], ["midnight", ["2026-11-24T05:10:00Z"], 0]]);
table("dayOfMonth", dates.dayOfMonth, [["short", ["2026-11-17", "es"], "17 nov"]]);
