import { equal, table, test } from "./harness.js";
import { asking, matching, named, pieces, put } from "/desk/lib/mention.js";
import { capped, place, titled } from "/desk/lib/notify.js";

table("titled", titled, [
  ["none", ["Hoy · Escucha", 0], "Hoy · Escucha"], ["three", ["Hoy · Escucha", 3], "(3) Hoy · Escucha"], ["more than before", ["(3) Hoy · Escucha", 12], "(12) Hoy · Escucha"],
  ["all read", ["(3) Hoy · Escucha", 0], "Hoy · Escucha"], ["too many", ["(1) Cola", 1000], "(999+) Cola"], ["after too many", ["(999+) Cola", 2], "(2) Cola"],
  ["brackets of its own", ["(a) Hoy", 1], "(1) (a) Hoy"],
]);
table("place", place, [
  ["a case", [{ kind: "due", complaint: "c1" }], "#/caso/c1"], ["an action", [{ kind: "action", action: "a1" }], "#/acciones/a1"], ["an idea", [{ kind: "idea", idea: "i1" }], "#/ideas/i1"],
  ["a training", [{ kind: "training" }], "#/capacitacion"], ["the weekly meeting", [{ kind: "meeting" }], "#/reunion"], ["many with the same trouble", [{ kind: "issue" }], "#/acciones/problemas"],
]);
table("capped", capped, [["few", [7], "7"], ["the last", [999], "999"], ["as far as was counted", [1000], "999+"]]);

const at = (text) => asking(text.replace("|", ""), text.indexOf("|"));
table("asking for a name", at, [
  ["just the sign", ["Hola @|"], { from: 5, query: "" }], ["half a name", ["@To|"], { from: 0, query: "To" }], ["name and surname", ["Ver @Tomás Vi|, gracias"], { from: 4, query: "Tomás Vi" }],
  ["a mail address", ["rosa@correo|"], null], ["a space after the sign", ["a las @ |"], null], ["another line", ["@Tomás\nno|"], null], ["the caret before it", ["|@To"], null],
  ["nothing", ["Hola|"], null], ["a long sentence", ["@" + "palabra ".repeat(6) + "|"], null],
]);

const team = ["Inés Paredes", "Tomás Villar", "Ana", "Ana María Ríos"].map((name, i) => ({ id: `p${i}`, name }));
table("matching", (query) => matching(team, query).map((one) => one.id), [
  ["everybody", [""], ["p0", "p1", "p2", "p3"]], ["without its accent", ["tomas"], ["p1"]], ["by surname", ["par"], ["p0"]], ["a name inside another", ["ana"], ["p3"]],
  ["both parts", ["Tomás Vi"], ["p1"]], ["complete", ["Tomás Villar"], []], ["nobody", ["zz"], []], ["not in the middle of a word", ["omás"], []],
]);
table("put", put, [
  ["at the end", ["Ver @To", 4, 7, "Tomás Villar"], { text: "Ver @Tomás Villar ", caret: 18 }],
  ["before a space", ["@To ya", 0, 3, "Ana"], { text: "@Ana ya", caret: 5 }],
]);
table("named", (text) => named(text, team), [
  ["one", ["Ver con @Tomás Villar, por favor"], ["p1"]], ["the longer name", ["@Ana María Ríos lo vio"], ["p3"]], ["the shorter one", ["@Ana, mire"], ["p2"]],
  ["part of a longer word", ["@Anabel no es del equipo"], []], ["without the sign", ["Tomás Villar"], []], ["twice", ["@Ana y @Ana"], ["p2"]],
  ["two", ["@Ana y @Tomás Villar"], ["p1", "p2"]], ["inside a mail address", ["rosa@Ana"], []], ["nothing", [""], []],
]);
test("pieces give the text back", () => {
  const text = "Hola @Ana, con @Tomás Villar\ny rosa@Ana.pe";
  equal(pieces(text, team.map((one) => one.name)).map((one) => one.text).join(""), text);
  equal(pieces(text, team.map((one) => one.name)).filter((one) => one.name).length, 2);
});
