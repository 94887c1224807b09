import { table } from "./harness.js";
import { address, asked, bySubject, columns, duration, rows, silent, vital } from "/desk/lib/report.js";

const today = "2026-11-23", span = (query, day = today) => { const one = asked(query, day); return [one.period, one.from, one.to]; };
table("period", span, [
  ["this month when nothing is said", [{}], ["month", "2026-11-01", "2026-11-23"]],
  ["the month before, whole", [{ periodo: "mes-anterior" }], ["last_month", "2026-10-01", "2026-10-31"]],
  ["the month before January", [{ periodo: "mes-anterior" }, "2026-01-05"], ["last_month", "2025-12-01", "2025-12-31"]],
  ["the month before March of a leap year", [{ periodo: "mes-anterior" }, "2028-03-31"], ["last_month", "2028-02-01", "2028-02-29"]],
  ["the quarter that runs", [{ periodo: "trimestre" }], ["quarter", "2026-10-01", "2026-11-23"]],
  ["a quarter's first day", [{ periodo: "trimestre" }, "2026-07-01"], ["quarter", "2026-07-01", "2026-07-01"]],
  ["twelve months, this one among them", [{ periodo: "12-meses" }], ["months", "2025-12-01", "2026-11-23"]],
  ["the year", [{ periodo: "anual" }], ["year", "2026-01-01", "2026-11-23"]],
  ["dates", [{ periodo: "fechas", desde: "2026-02-03", hasta: "2026-02-03" }], ["custom", "2026-02-03", "2026-02-03"]],
  ["dates the wrong way round", [{ periodo: "fechas", desde: "2026-02-03", hasta: "2026-02-01" }], ["month", "2026-11-01", "2026-11-23"]],
  ["a year that is being typed", [{ periodo: "fechas", desde: "0002-02-03", hasta: "2026-02-01" }], ["month", "2026-11-01", "2026-11-23"]],
  ["a day that is none", [{ periodo: "fechas", desde: "2026-13-03", hasta: "2026-13-04" }], ["month", "2026-11-01", "2026-11-23"]],
  ["a word that nobody knows", [{ periodo: "siglo" }], ["month", "2026-11-01", "2026-11-23"]],
]);
table("split", (query) => { const one = asked(query, today); return [one.by, one.criterion]; }, [
  ["none", [{}], ["", ""]], ["one", [{ por: "channel" }], ["channel", ""]], ["one that there is not", [{ por: "mood" }], ["", ""]],
  ["by type, and which", [{ por: "type", criterio: "frequency" }], ["type", "frequency"]], ["by type, and the first one when none is said", [{ por: "type", criterio: "mood" }], ["type", "relation"]], ["a criterion alone", [{ criterio: "frequency" }], ["", ""]],
]);
table("there and back", (query) => { const one = asked(query, today), again = asked(address(one), today); return JSON.stringify(one) === JSON.stringify(again); }, [
  ["the month", [{}], true], ["a quarter by type", [{ periodo: "trimestre", por: "type", criterio: "volume" }], true],
  ["dates by area", [{ periodo: "fechas", desde: "2026-01-01", hasta: "2026-03-31", por: "area" }], true],
]);

table("duration", duration, [
  ["minutes", [12, 480], [[12, "min"]]], ["none", [0, 480], [[0, "min"]]], ["hours", [72, 480], [[1, "h"], [12, "min"]]], ["whole hours", [120, 480], [[2, "h"]]],
  ["a day and a half is said in hours", [720, 480], [[12, "h"]]], ["days of work", [1536, 480], [[3.2, "days"]]], ["two days", [960, 480], [[2, "days"]]],
  ["days of the clock", [4320, 1440], [[3, "days"]]], ["without a length of the day", [6000, 0], [[100, "h"]]], ["a part of a minute", [59.6, 480], [[1, "h"]]],
]);
table("vital", (...shares) => vital(shares.map((cumulative) => ({ cumulative }))), [
  ["two explain more than half", [37, 63, 78, 100], 2], ["one does", [51, 100], 1], ["half is not more", [50, 100], 2], ["the only one", [100], 1], ["none", [], 0],
]);
const figure = (code, groups, count = 0) => ({ code, groups, count });
table("rows by group", (...figures) => rows(figures).map(({ key, cells }) => [key, cells.map((one) => one && one.count)]), [
  ["a cell for each figure", [figure("a", [{ key: "x", count: 5 }, { key: "y", count: 7 }]), figure("b", [{ key: "y", count: 9 }])], [["x", [5, null]], ["y", [7, 9]]]],
  ["without groups", [figure("a")], []],
]);
table("by subject", (...codes) => bySubject(codes.map((code) => figure(code))).map(({ code, items }) => [code, items.map((one) => one.code)]), [
  ["the chief ones stand elsewhere", ["compliance", "immediate", "nps"], [["times", ["immediate"]], ["voice", ["nps"]]]],
  ["one that is new", ["weather"], [["team", ["weather"]]]],
]);
table("columns", columns, [
  ["a gap stays a gap", [[{ from: "2026-11-02", median: 60 }, { from: "2026-11-09", median: null }], ["median"]], [[1793620800, 1794225600], [60, null]]],
]);
table("silent", (count, causes, open) => silent({ figures: [figure("a", [], count)], causes, ageing: { open } }), [
  ["nothing", [0, [], 0], true], ["a figure", [1, [], 0], false], ["a cause", [0, [{}], 0], false], ["one still open", [0, [], 1], false],
]);
