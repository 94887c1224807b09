import { equal, table, test } from "./harness.js";
import { books, filing, sheetFields, unsure, year } from "/desk/lib/law.js";
import { parseAmount } from "/desk/lib/money.js";

const texts = await (await fetch("/i18n/es.json")).json();
const names = (kind) => sheetFields(kind, [], []).map((one) => one.name);

test("every word of a sheet of paper is there", () => {
  const all = [...new Set(["backup", "official", "foliated"].flatMap(names))];
  equal(all.filter((name) => !texts[`settings.sheet.${name}`]), []);
  equal(books.fields.flat().filter((field) => !texts[`settings.field.books.${field.name}`]), []);
});
table("sheetFields", (kind) => names(kind).slice(0, 4), [
  ["of the backup book", ["backup"], ["paper_book", "folio", "paper_date", "paper_restored"]], ["of an official form", ["official"], ["paper_region", "folio", "paper_date", "paper_copies"]],
]);
table("filing", (kind, data) => filing(kind, "principal", data, parseAmount), [
  ["customer and case apart", ["backup", { "customer.name": "Rosa", folio: "7", amount: "1.689,50", narrative: "Rota", remedy_requested: "Otra" }],
    { customer: { name: "Rosa" }, complaint: { book: "principal", channel: "counter", source: "backup_book", folio: "7", amount: 1689.5, narrative: "Rota", remedy_requested: "Otra", goal: "Otra" } }],
  ["an official form, and nothing typed", ["official", { folio: "", amount: "mucho" }], { customer: {}, complaint: { book: "principal", channel: "counter", source: "paper", amount: "mucho", goal: "" } }],
]);
table("unsure", unsure, [["what was read in the law is sure", [{ answer: "primary", poster: "unverified" }], [["poster", "unverified"]]], ["nothing", [undefined], []]]);
table("year", year, [["so far", ["2026-11-22"], { from: "2026-01-01", to: "2026-11-22" }]]);
