import { equal, table, test } from "./harness.js";
import { bars, cells, clash, heard, lacks, monday, needed, nextOf, parts, placeOf, shift, span, talk, weekOf } from "/desk/lib/meeting.js";

table("meeting: monday", monday, [
  ["in the year", ["2026-W47"], "2026-11-16"], ["the first of a year that began on a Thursday", ["2026-W01"], "2025-12-29"],
  ["the fifty-third", ["2026-W53"], "2026-12-28"], ["the first of a year that began on a Friday", ["2027-W01"], "2027-01-04"],
  ["no week", ["2026-W54"], ""], ["current", ["current"], ""], ["nothing", [undefined], ""],
]);

table("meeting: weekOf", weekOf, [
  ["a Monday", ["2026-11-16"], "2026-W47"], ["a Sunday", ["2026-11-22"], "2026-W47"], ["new year in the old week", ["2027-01-01"], "2026-W53"],
  ["old year in the new week", ["2025-12-29"], "2026-W01"], ["a leap day", ["2028-02-29"], "2028-W09"],
]);

table("meeting: shift", shift, [
  ["back", ["2026-W47", -1], "2026-W46"], ["over the end of a long year", ["2026-W53", 1], "2027-W01"], ["and back", ["2027-W01", -1], "2026-W53"],
]);

test("meeting: every week leads to itself", () => {
  for (let week = "2020-W01", i = 0; i < 600; i++, week = shift(week, 1)) equal(weekOf(monday(week)), week);
});

table("meeting: parts", parts, [["a week", ["2026-W07"], { n: 7, year: 2026 }]]);

table("meeting: span", span, [
  ["within a month", ["2026-11-16", "2026-11-22", "es"], "16 al 22 de noviembre"],
  ["over a month's end", ["2026-11-30", "2026-12-06", "es"], "30 de noviembre al 6 de diciembre"],
]);

const figures = [{ code: "new", count: 9, of: null, previous: 8 }, { code: "resolved", count: 8, of: null, previous: 5 }, { code: "immediate", count: 2, of: 8, previous: 0 },
  { code: "broken_promises", count: 1, of: 14, previous: 0 }, { code: "reopened", count: 0, of: null, previous: null }];

test("meeting: cells say the whole, the week before or what was solved at once", () => equal(cells(figures), [
  { code: "new", count: 9, reason: "new", note: "before", n: 8 }, { code: "resolved", count: 8, reason: "", note: "immediate", n: 2 },
  { code: "broken_promises", count: 1, reason: "broken_promise", note: "of", n: 14 }, { code: "reopened", count: 0, reason: "reopened", note: "", n: 0 }]));
test("meeting: no figures, no cells", () => equal(cells(undefined), []));

table("meeting: bars", (list) => bars(list).map((one) => [one.max, one.most]), [
  ["tied for the first place", [[{ count: 3 }, { count: 3 }, { count: 1 }]], [[3, true], [3, true], [3, false]]],
  ["none counted", [[{ count: 0 }]], [[1, false]]], ["none", [undefined], []],
]);

const missing = [{ decision: "d1", field: "owner", message: "elija a alguien" }, { decision: "d1", field: "due", message: "ponga una fecha" }, { decision: "", field: "attendees", message: "nadie asiste" }];
table("meeting: lacks", lacks, [
  ["of one", [missing, "d1"], { owner: "elija a alguien", due: "ponga una fecha" }], ["of a whole one", [missing, "d2"], {}], ["of a closed meeting", [undefined, "d1"], {}],
]);

const cases = [{ id: "a", state: "decided", decisions: [{ id: "d1" }] }, { id: "b", state: "" }, { id: "c" }];
table("meeting: placeOf", placeOf, [["in a case", [cases, "d1"], "a"], ["in none", [cases, "dx"], ""], ["without cases", [undefined, "d1"], ""]]);
table("meeting: talk", talk, [["some", [cases], { all: 3, talked: 1 }], ["none", [undefined], { all: 0, talked: 0 }]]);
table("meeting: nextOf", nextOf, [
  ["the next", [cases, "a"], "b"], ["round the end", [cases, "c"], "b"], ["none is left", [[{ id: "a", state: "studying" }], "a"], ""],
  ["of one that is gone", [cases, "x"], "b"],
]);
table("meeting: heard", heard, [
  ["both", [{ customer_version: "x", team_versions: [{ text: "y" }] }], "two"], ["only the customer", [{ customer_version: "x", team_versions: [] }], "no_team"], ["only the team", [{ team_versions: [{ text: "y" }] }], "no_customer"],
]);

table("meeting: clash", clash, [
  ["nobody else wrote", [{ value: "mine", base: "was" }, "was"], null], ["they wrote the same", [{ value: "mine", base: "was" }, "mine"], null],
  ["both wrote", [{ value: "mine", base: "was" }, "theirs"], { mine: "mine", theirs: "theirs" }], ["it was empty", [{ value: "mine", base: "" }, undefined], null],
  ["sent already", [{ gone: true }, "theirs"], null], ["nothing begun", [undefined, "theirs"], null], ["begun before there were bases", [{ value: "mine" }, "theirs"], null],
]);

table("meeting: needed", (pack) => needed(pack).map((one) => one.field), [
  ["advice keeps nobody", [{ missing: [{ field: "discussed", level: "advised" }, { field: "owner", level: "required" }] }], ["owner"]], ["nothing", [{}], []],
]);
