import { equal, table, test } from "./harness.js";
import { address, arrange, byKind, exactly, fold, lineId, matches, step } from "/desk/lib/command.js";
import { first } from "/desk/lib/hints.js";
import { idle } from "/desk/lib/keys.js";
import { settle } from "/desk/lib/prefs.js";
import { ahead } from "/desk/lib/recent.js";
import { nearest } from "/desk/lib/focus.js";

table("fold", fold, [["accents and capitals", ["Atención"], "atencion"], ["what is missing", [undefined], ""]]);
table("matches", matches, [
  ["the beginning of a word", ["Tema: Oscuro", "osc"], true], ["words in any order", ["Escalar a un superior", "sup esc"], true],
  ["accents or not", ["Ir a la búsqueda", "busq"], true], ["the middle of a word", ["Responder", "ponder"], false], ["nothing typed", ["Responder", ""], true],
]);
table("address", address, [
  ["a case", [{ kind: "complaint", id: "a" }], "#/caso/a"], ["a message is in its case", [{ kind: "message", id: "m", complaint: "a" }], "#/caso/a"],
  ["a proposal has its tab", [{ kind: "proposal", id: "p", complaint: "a" }], "#/caso/a/propuesta"],
]);
test("address: a customer is somewhere", () => equal(/^#\/(cliente\/c|buscar\?q=Rosa)/.test(address({ kind: "customer", id: "c", title: "Rosa" })), true));

const found = [{ kind: "message", id: "m" }, { kind: "complaint", id: "c" }, { kind: "customer", id: "u", exact: true }];
table("by kind", (list) => byKind(list).map((one) => one.code), [
  ["what is exact comes first", [found], ["customer", "complaint", "message"]], ["nothing", [[]], []],
]);
const all = { recent: [{ id: "r", number: "406-2026", goal: "Juego completo" }], here: [{ code: "r", text: "Responder" }], away: [{ code: "queue", text: "Ir a la cola" }], looks: [{ code: "theme.dark", text: "Tema: Oscuro" }] };
table("arrange", (typed, found) => arrange({ typed, found, ...all }).map((one) => one.code), [
  ["at once: recent cases and what can be done", ["", null], ["recent", "here", "go"]], ["a recent number while the server is asked", ["406", null], ["recent"]],
  ["an action by its name", ["resp", []], ["here"]], ["how it looks only when asked for", ["oscuro", []], ["looks"]], ["found things first", ["ir", found], ["customer", "complaint", "go", "message"]],
]);
table("line", lineId, [["a found thing", [{ kind: "complaint", id: "a" }], "complaint-a"], ["an action", [{ code: "help" }], "do-help"]]);
table("step", step, [
  ["down", ["ArrowDown", 0, 3], 1], ["down from the last", ["ArrowDown", 2, 3], 0], ["up from the first", ["ArrowUp", 0, 3], 2],
  ["to the end", ["End", 0, 3], 2], ["to the beginning", ["Home", 2, 3], 0], ["another key", ["a", 0, 3], null], ["no lines", ["ArrowDown", 0, 0], null],
]);
table("exactly", exactly, [["a number", ["406-2026"], true], ["a mail", ["a@b.pe"], true], ["a word", ["platos"], false], ["one figure in a word", ["a 3"], false]]);

table("idle", (event, name, off = false) => idle(event, name, off), [
  ["a letter", [{}, "j"], false], ["half a letter of an input method", [{ isComposing: true }, "j"], true], ["the same, as older browsers say it", [{ keyCode: 229 }, "j"], true],
  ["a letter that is switched off", [{}, "t", true], true], ["a sign that is switched off", [{}, "?", true], true], ["a command that is not", [{}, "ctrl+k", true], false],
  ["Escape is no letter", [{}, "escape", true], false], ["held down it walks", [{ repeat: true }, "j"], false], ["held down it takes no second case", [{ repeat: true }, "t"], true],
]);
table("first hint", first, [
  ["one, in the order of the day", [["guide.why", "queue.order"], []], "queue.order"], ["the next when that is closed", [["guide.why", "queue.order"], ["queue.order"]], "guide.why"],
  ["none that has no place here", [["date.why"], ["date.why"]], ""],
]);

const mine = { id: "ines", preferences: { theme: "dark" } };
table("settle", (here, agent) => { const { theme, density, unsent, agent: who, hints } = settle(here, agent); return [who, theme, density, hints, unsent]; }, [
  ["the server's, on a new computer", [{}, mine], ["ines", "dark", undefined, undefined, []]],
  ["what was chosen here without network", [{ agent: "ines", density: "compact", unsent: ["density"] }, mine], ["ines", "dark", "compact", undefined, ["density"]]],
  ["not those of whoever was here before", [{ agent: "ruben", density: "compact", hints: ["a"], unsent: ["density"] }, mine], ["ines", "dark", undefined, undefined, []]],
  ["those of before there were accounts for them", [{ density: "compact" }, { id: "ines" }], ["ines", undefined, "compact", undefined, ["density"]]],
]);
table("recent", (list, one) => ahead(list, one).map(({ id }) => id), [
  ["the newest first", [[{ id: "a" }], { id: "b", number: "2" }], ["b", "a"]], ["once", [[{ id: "a" }, { id: "b" }], { id: "b", number: "2" }], ["b", "a"]],
  ["eight of them", ["abcdefgh".split("").map((id) => ({ id })), { id: "z" }], ["z", "a", "b", "c", "d", "e", "f", "g"]],
]);
test("recent: nothing but id, number and goal is kept", () => equal(Object.keys(ahead([], { id: "a", number: "1", goal: "g", narrative: "secret" })[0]), ["id", "number", "goal"]));

test("nearest: what stands where something was", () => {
  const box = document.createElement("main");
  box.innerHTML = `<h1 tabindex="-1">T</h1><section><p><button id="gone">x</button></p><button disabled>no</button><input id="next"></section>`;
  document.body.append(box);
  const gone = box.querySelector("#gone"), trail = [gone, gone.parentElement, box.querySelector("section"), box];
  gone.parentElement.remove();
  equal(nearest(trail).id, "next");
  box.querySelector("section").remove();
  equal(nearest(trail).tagName, "H1");
  box.remove();
});
