import { table } from "./harness.js";
import { month } from "/desk/lib/dates.js";
import { asked, narrowed, types } from "/desk/lib/people.js";
import { after, byMonth, casesOf } from "/desk/lib/person.js";
import { changed, fields, met } from "/desk/lib/person-data.js";
import { href, parse } from "/desk/lib/routes.js";

table("addresses of customers", (hash) => { const { name, id } = parse(hash); return [name, id]; }, [
  ["the list", ["#/clientes?q=rosa"], ["customers", ""]], ["one", ["#/cliente/abc"], ["customer", "abc"]], ["nobody is the list", ["#/cliente"], ["customers", ""]],
]);
table("to a customer", href, [["one", ["customer", { id: "abc" }], "#/cliente/abc"], ["a search", ["customers", { query: { q: "rosa", type: "" } }], "#/clientes?q=rosa"]]);

table("what the list is asked for", asked, [
  ["without what is empty", [{ q: " rosa ", type: "", profile: "abusive", other: "x" }], { q: "rosa", profile: "abusive" }], ["nothing", [{}], {}],
]);
table("types of an address", types, [["two", ["volume.high,activity.active"], { volume: "high", activity: "active" }], ["none", [""], {}], ["never said", [undefined], {}]]);
table("narrowed", narrowed, [
  ["one more", ["volume.high", "activity", "active"], "volume.high,activity.active"], ["another value", ["volume.high", "volume", "low"], "volume.low"],
  ["taken off", ["volume.high,activity.active", "volume", ""], "activity.active"], ["the last one", ["volume.high", "volume", ""], ""],
]);

table("one stretch after another", (a, b) => after(a, b).map((one) => one.id), [
  ["each once", [[{ id: "a" }, { id: "b" }], [{ id: "b" }, { id: "c" }]], ["a", "b", "c"]], ["nothing more", [[{ id: "a" }], []], ["a"]],
]);
const told = { kind: "case", id: "c1", data: { number: "1-2026", title: "Juego completo" } };
table("cases of a card", (card) => casesOf(card).map((one) => `${one.id} ${one.title}`), [
  ["open ones first, each once", [{ open: [{ id: "c2", number: "2-2026", goal: "", excerpt: "Llegó rota" }, { id: "c1", number: "1-2026", goal: "Juego completo" }], timeline: { items: [told, { kind: "purchase", id: "p", data: {} }] } }], ["c2 Llegó rota", "c1 Juego completo"]],
  ["none", [{ open: [], timeline: { items: [] } }], []],
]);
table("by month", (list) => byMonth(list, (one) => one.at).map((one) => [one.month, one.items.length]), [
  ["in their order", [[{ at: "2026-11" }, { at: "2026-11" }, { at: "2026-09" }]], [["2026-11", 2], ["2026-09", 1]]], ["nothing", [[]], []],
]);
table("month", month, [["in full", ["2026-11-24", "es"], "noviembre de 2026"], ["short", ["2026-08-01", "es", true], "ago 2026"], ["English", ["2026-11-24", "en"], "November 2026"]]);

const stored = { name: "Rosa", address: "Lima", press: false, public_reach: 0 };
table("what is sent of a form", changed, [
  ["what differs", [{ name: "Rosa Elena", address: "Lima" }, stored], { name: "Rosa Elena" }], ["what is empty is empty", [{ press: "", public_reach: "" }, stored], {}],
  ["a field that was emptied", [{ address: "" }, stored], { address: "" }], ["mails and telephones have a list of their own", [{ phone: "1" }, stored], {}], ["nothing that is none of the form", [{ referred_by_name: "Ana", volume: "high" }, stored], {}],
]);
table("what somebody else changed", met, [
  ["since the writing began", [{ address: "Ica" }, { address: { base: "Tacna" } }, stored], ["address"]], ["nobody did", [{ address: "Ica" }, { address: { base: "Lima" } }, stored], []],
  ["nobody knows", [{ address: "Ica" }, { address: {} }, stored], []],
]);
table("fields come in pairs", () => fields.filter((one) => one.pair).length % 2, [["always", [], 0]]);
