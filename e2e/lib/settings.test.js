import { equal, table, test } from "./harness.js";
import { asked, budget, catalogues, changed, fieldsOf, filterOf, hour, inOrder, met, stored, typed } from "/desk/lib/catalogues.js";
import { parse } from "/desk/lib/routes.js";
import { groups, open, pageOf, wordOf } from "/desk/lib/settings.js";

const texts = await (await fetch("/i18n/es.json")).json();
const everything = new Proxy({}, { get: () => ({ create: true }), ownKeys: () => [], getOwnPropertyDescriptor: () => undefined });
const { rewards, causes } = catalogues, all = { ...catalogues, budget, labour: hour };
const field = (list, name) => fieldsOf(list).find((one) => one.name === name);

table("the address of the settings", (hash) => { const { name, id } = parse(hash); return [name, id]; }, [
  ["one list", ["#/ajustes/causas"], ["settings", "causas"]], ["the first", ["#/ajustes"], ["settings", ""]],
]);

for (const [what, list] of Object.entries(all)) {
  test(`every word of ${what} is there, and none is left over`, () => {
    const known = fieldsOf(list).map((one) => one.name), columns = [list.title, ...(list.columns || [])];
    equal(known.filter((name) => !texts[`settings.field.${what}.${name}`]), []);
    equal(!list.search ? [] : columns.filter((name) => !texts[`settings.column.${what}.${name}`]), []);
    const names = ["new", ...(!list.search ? [] : ["tab", "intro", "empty"])].map((one) => `settings.${one}.${what}`);
    equal(names.filter((key) => !texts[key]), []);
    const of = (space, those) => Object.keys(texts).filter((key) => key.startsWith(`settings.${space}.${what}.`)).filter((key) => !those.includes(key.split(".").pop()));
    equal([...of("field", known), ...of("hint", known), ...of("column", columns)], []);
  });
  test(`${what} names its rows by a field of its own, and looks for words in such`, () =>
    equal([list.title, ...(list.search || [])].filter((name) => !field(list, name)), []));
}

table("typed", (name, value) => typed(field(rewards, name), value), [
  ["an amount", ["cost", 90.5], "90.5"], ["none", ["cost", 0], ""], ["a day", ["valid_until", "2026-12-31 00:00:00.000Z"], "2026-12-31"], ["no day", ["valid_until", ""], ""],
  ["a mark that is not there", ["unlimited", undefined], false], ["a text that is not there", ["name", undefined], ""],
]);
const plans = (name, value) => typed(field(catalogues.plans, name), value);
table("typed, of a plan", plans, [["no steps yet", ["steps", null], []], ["its steps", ["steps", [{ title: "Llamar", days: 1 }]], [{ title: "Llamar", days: 1 }]]]);
table("open", open, [
  ["what the server knows", [{ rewards: { create: false }, causes: { create: false } }], ["rewards", "causes"]],
  ["what only its keeper sees", [{ consents: { create: true } }], ["consents"]], ["purchases are taken in by whoever may make one", [{ purchases: { create: false }, rules: { create: false } }], ["rules"]],
  ["others do not", [{ consents: { create: false, update: false } }], []],
]);
table("groups", (may) => groups(may).map((one) => `${one.name}: ${one.pages}`).join("; "), [
  ["each with its pages", [{ rewards: {}, plans: {}, rules: {}, health: {} }], "given: rewards,plans; law: rules; state: health"], ["none", [{}], ""],
]);
test("every page has a group", () => equal(groups(everything).flatMap((one) => one.pages).sort().join(), open(everything).sort().join()));
table("pages", (word) => [pageOf(word), wordOf(pageOf(word))], [["a list", ["causas"], ["causes", "causas"]], ["none", ["x"], ["rewards", "gestos"]]]);
table("asked", (name, values) => asked(field(name === "value" ? catalogues.plans : rewards, name), values), [
  ["a stock that is counted", ["stock", { unlimited: false }], true], ["one that is not", ["stock", { unlimited: true }], false],
  ["a value of a criterion", ["value", { criterion: "volume" }], true], ["of none", ["value", { criterion: "" }], false], ["what hangs on nothing", ["name", {}], true],
]);
table("stored", (name, value) => stored(field(rewards, name), value), [
  ["with a comma", ["cost", "1.234,50"], 1234.5], ["nothing typed", ["cost", " "], 0], ["words are left for the server to refuse", ["cost", "mucho"], "mucho"],
  ["a text as it is", ["name", "Un cuenco"], "Un cuenco"],
]);
table("changed", (written, row) => changed(rewards, written, row), [
  ["only what differs", [{ name: "Un plato", cost: "90,00" }, { name: "Un cuenco", cost: 90 }], { name: "Un plato" }],
  ["to nothing", [{ cost: "", conditions: "" }, { cost: 90, conditions: "Con nota" }], { cost: 0, conditions: "" }],
  ["the same day", [{ valid_until: "2026-12-31" }, { valid_until: "2026-12-31 00:00:00.000Z" }], {}],
  ["a new one", [{ name: "Un cuenco", unlimited: true, stock: "" }], { name: "Un cuenco", unlimited: true }],
  ["what is no field of the form", [{ active: false }, { active: true }], {}],
]);
const began = (base, value) => ({ base, value, at: "2026-11-22" });
table("met", (draft, row) => met(rewards, draft, row), [
  ["nobody touched it", [{ stock: began(3, "5") }, { stock: 3 }], []],
  ["somebody took one", [{ stock: began(3, "5") }, { stock: 2 }], ["stock"]],
  ["both wrote the same", [{ stock: began(3, "5") }, { stock: 5 }], []],
  ["another field", [{ name: began("Un cuenco", "Un plato") }, { name: "Un cuenco", stock: 2 }], []],
  ["one that was taken back", [{ stock: { gone: true, at: "2026-11-22" } }, { stock: 2 }], []],
]);
const rows = [{ id: "a" }, { id: "b", parent: "a" }, { id: "c" }, { id: "d", parent: "gone" }];
table("inOrder", (tree) => inOrder(rows, tree).map(({ row, inside }) => row.id + (inside ? "+" : "")), [
  ["after its own", [true], ["a", "b+", "c", "d"]], ["as they come", [false], ["a", "b", "c", "d"]],
]);
test("the filter of a list, with words in any of its texts", () => {
  const sent = [];
  filterOf(causes, true, " entrega ", (...of) => sent.push(of));
  filterOf(causes, false, " ", (...of) => sent.push(of));
  filterOf(catalogues.consents, true, "", (...of) => sent.push(of));
  equal(sent, [["active = true && (name_es ~ {:words} || name_en ~ {:words})", { words: "entrega" }], ["active = false", { words: "" }], ["id != ''", { words: "" }]]);
});
