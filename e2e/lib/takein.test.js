import { equal, table, test } from "./harness.js";
import { chosen, fields, form, look as lookAt, none, read, stored } from "/desk/lib/takein.js";

const texts = await (await fetch("/i18n/es.json")).json();
const look = { headers: ["Fecha", "Importe", "DNI"], mapping: { date: 0, amount: 1, document: 2 } };

test("every field of a purchase has its word", () => equal(fields.filter((one) => !texts[`settings.take.${one}`]), []));
table("chosen", (mapping, field) => chosen(look, mapping)[field], [
  ["as it was found", [{}, "amount"], "Importe"], ["the first column is one, too", [{}, "date"], "Fecha"], ["as it was said", [{ amount: "DNI" }, "amount"], "DNI"],
  ["said to be in none", [{ document: none }, "document"], none], ["found in none", [{}, "email"], ""],
]);
table("form", (asked) => [...form({ file: new Blob(["a"]), ...asked }).entries()].filter(([name]) => name !== "file"), [
  ["a try", [{ mapping: {}, decimal: "", create_customers: false }], []],
  ["all that was said", [{ mapping: { amount: "Total" }, decimal: ",", create_customers: true, commit: true }], [["mapping", '{"amount":"Total"}'], ["decimal", ","], ["create_customers", "true"], ["commit", "true"]]],
]);
table("stored", stored, [["new ones and changes", [{ created: 2, updated: 3, unchanged: 4, rejected: 1 }], 5], ["none", [{ created: 0, updated: 0 }], 0]]);
table("look", (text) => { const { headers, sample } = lookAt(text); return [headers, sample]; }, [
  ["semicolons", ["Fecha;Importe\r\n24/11/2026;1.234,50\r\n"], [["Fecha", "Importe"], [["24/11/2026", "1.234,50"]]]],
  ["a comma inside of quotes", ['date,amount\n2026-11-24,"1,234.50"\n'], [["date", "amount"], [["2026-11-24", "1,234.50"]]]],
  ["no more than three rows", ["a\n1\n2\n3\n4\n5"], [["a"], [["1"], ["2"], ["3"]]]], ["nothing", [""], [[], []]],
]);
table("read", (...bytes) => read(new Uint8Array(bytes)), [["UTF-8", [0xc3, 0xb1], "ñ"], ["of before", [0xf1], "ñ"], ["with a mark", [0xef, 0xbb, 0xbf, 0x61], "a"]]);
