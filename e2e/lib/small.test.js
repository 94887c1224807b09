import { table } from "./harness.js";
import { money, parseAmount } from "/desk/lib/money.js";
import { href, parse } from "/desk/lib/routes.js";
import { byField, sort, trouble } from "/desk/lib/errors.js";
import { choose, fill } from "/desk/lib/i18n.js";
import { keyName, writing } from "/desk/lib/keys.js";
import { query, seed } from "/desk/lib/lookup.js";
import { lasting } from "/desk/lib/spent.js";

const plain = (text) => text.replace(/\u00a0|\u202f/g, " ");

table("money", (...args) => plain(money(...args)), [
  ["soles in Lima", [689, "PEN", "es", "PE"], "S/ 689.00"],
  ["euros in Madrid", [1689.5, "EUR", "es", "ES"], "1689,50 €"],
  ["nothing is not zero", ["", "PEN", "es", "PE"], ""],
  ["zero is zero", [0, "PEN", "es", "PE"], "S/ 0.00"],
  ["a currency that nobody knows", [5, "??", "es", "PE"], "5 ??"],
]);

table("parseAmount", parseAmount, [
  ["comma as decimals", ["1.234,50"], 1234.5], ["stop as decimals", ["1,234.50"], 1234.5], ["with a sign of the currency", ["S/ 70"], 70],
  ["thousands only", ["1.234"], 1234], ["words", ["setenta"], null], ["empty", [""], null],
]);

table("routes", (hash) => { const { name, id, tab } = parse(hash); return [name, id, tab]; }, [
  ["nothing is today", [""], ["today", "", "conversacion"]],
  ["a case with its tab", ["#/caso/abc123/versiones"], ["case", "abc123", "versiones"]],
  ["a tab that is none", ["#/caso/abc123/otra"], ["case", "abc123", "conversacion"]],
  ["a case without id is the queue", ["#/caso"], ["queue", "", ""]],
  ["a broken escape", ["#/caso/%E0%A4%A"], ["case", "%E0%A4%A", "conversacion"]],
]);
table("routes with a query", (hash) => parse(hash).query, [
  ["filters", ["#/cola?stage=proposed&owner=me"], { stage: "proposed", owner: "me" }], ["none", ["#/cola"], {}],
]);
table("href", href, [
  ["a list", ["today"], "#/hoy"], ["empty filters are left out", ["queue", { query: { stage: "", owner: "me" } }], "#/cola?owner=me"],
  ["the first tab needs no name", ["case", { id: "a", tab: "conversacion" }], "#/caso/a"],
  ["another tab", ["case", { id: "a", tab: "propuesta" }], "#/caso/a/propuesta"],
]);

const said = (message) => ({ code: "x", message });
table("errors by field", byField, [
  ["flat", [{ fault: said("a") }], { fault: said("a") }],
  ["nested", [{ proposal: { eta_basis: said("b") } }], { "proposal.eta_basis": said("b") }],
  ["with a dot", [{ "letter.text": said("c") }], { "letter.text": said("c") }],
  ["inside fields", [{ fields: { cause: said("d") } }], { cause: said("d") }],
  ["a code alone", [{ goal: { code: "required" } }], { goal: { code: "required", message: "required" } }],
  ["nothing", [undefined], {}],
]);
table("errors sorted", sort, [
  ["an input takes its own", [{ fault: said("a") }, ["fault"]], { at: { fault: "a" }, rest: [] }],
  ["the rest go to the banner", [{ secret: said("a") }, ["fault"]], { at: {}, rest: [{ field: "secret", message: "a" }] }],
  ["a form shows what is said of a part", [{ proposal: said("a") }, ["proposal.eta"]], { at: { "proposal.eta": "a" }, rest: [] }],
]);
table("trouble", trouble, [
  ["no answer", [{ status: 0 }], "offline"], ["cancelled", [{ status: 0, isAbort: true }], "aborted"], ["stale", [{ status: 409 }], "stale"],
  ["not signed in", [{ status: 401 }], "signed_out"], ["refused", [{ status: 400 }], "refused"], ["broken", [{ status: 500 }], "failed"],
  ["hidden", [{ status: 404 }], "gone"], ["not an answer at all", [new TypeError("x")], "failed"],
]);

table("language", choose, [
  ["the agent's", [["", "en", "es-PE"]], "en"], ["the browser's", [[undefined, "", "es-419"]], "es"], ["none that we have", [["fr", "pt-BR"]], "es"],
]);
table("fill", fill, [["names", ["Faltan {{n}} de {{ all }}", { n: 2, all: 6 }], "Faltan 2 de 6"], ["what is not given is empty", ["{{x}}!"], "!"]]);

table("keyName", keyName, [
  ["a letter, capital or not", [{ key: "J" }], "j"], ["control", [{ key: "Enter", ctrlKey: true }], "ctrl+enter"], ["command on a Mac", [{ key: "Enter", metaKey: true }], "ctrl+enter"],
]);
const element = (text) => new DOMParser().parseFromString(text, "text/html").body.firstElementChild;
table("writing", (text) => writing(element(text)), [
  ["a text", ["<textarea></textarea>"], true], ["a line", ["<input>"], true], ["a radio", ["<input type=radio>"], false], ["a button", ["<button></button>"], false],
]);

table("lookup", query, [
  ["a mail", [" rosa@correo.example "], { email: "rosa@correo.example" }], ["half a mail", ["rosa@"], null],
  ["figures are a phone or a document", ["900 000 733"], { phone: "900 000 733", document: "900000733" }],
  ["letters make a document", ["X1234567L"], { document: "X1234567L" }], ["too few", ["900"], null], ["nothing", [""], null],
]);
table("seed", seed, [["a mail", ["a@b.pe"], { email: "a@b.pe" }], ["a phone", ["900000733"], { phone: "900000733" }], ["nothing", ["Rosa"], {}]]);

// the texts come with a screen: here a length is said by the name of its unit, hours first
table("lasting", lasting, [["an hour", [60], "h"], ["some of it", [25], "min"], ["both", [85], "h min"], ["nothing", [0], "min"], ["a day", [1440], "h"]]);
