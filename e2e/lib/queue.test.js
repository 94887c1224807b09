import { table } from "./harness.js";
import { append, patch, replace, settle } from "/desk/lib/rows.js";
import { current, ranged, toggled } from "/desk/lib/pick.js";
import { same } from "/desk/lib/views.js";
import { reach, slice } from "/desk/lib/virtual.js";

const bounds = (more) => { const { from, to } = slice({ count: 10000, height: 50, seen: 0, view: 800, ...more }); return [from, to]; };
table("slice", bounds, [
  ["at the top", [{}], [0, 30]], ["the list is still below", [{ seen: -300 }], [0, 24]], ["in the middle", [{ seen: 250000 }], [4986, 5028]],
  ["a step draws nothing new", [{ seen: 250049 }], [4986, 5034]], ["at the end", [{ seen: 499200 }], [9972, 10000]], ["past the end", [{ seen: 900000 }], [9994, 10000]],
  ["a short list", [{ count: 3 }], [0, 3]], ["an empty one", [{ count: 0 }], [0, 0]], ["far above the window", [{ seen: -9000 }], [0, 6]],
]);
table("never more than a screen and its margins", (seen) => { const [from, to] = bounds({ seen, view: 1440, height: 44 }); return to - from <= 72; },
  [0, 17, 4400, 123456, 439000].map((seen) => [String(seen), [seen], true]));
table("reach", (top) => reach({ top, height: 50, view: 800 }), [
  ["in sight", [400], 0], ["above", [-500], -588], ["below", [1200], 538], ["under what is stuck to the top", [20], -68],
]);

// "b2" is case b with version 2 at key b; a list is its rows, who waits, and its end
const cards = (text) => text.split(" ").filter(Boolean).map((one) => ({ id: one[0], version: Number(one[1] || 1), key: one[2] || one[0] }));
const list = (rows, end = "", waiting = "") => ({ rows: cards(rows), waiting: cards(waiting), end });
const shown = ({ rows, waiting, end }) => `${rows.map((row) => row.id + row.version + (row.gone ? "!" : "")).join(" ")}|${waiting.map((card) => card.id).join(" ")}|${end}`;

table("append", (...args) => shown(append(...args)), [
  ["the first page", [{ rows: [], waiting: [], end: null }, cards("a b"), "b"], "a1 b1||b"], ["the last one", [list("a b", "b"), cards("c"), ""], "a1 b1 c1||"],
  ["a case that moved down", [list("a b", "b"), cards("a2c d"), "d"], "b1 a2 d1||d"], ["one that waited", [list("a", "a", "c"), cards("b c"), ""], "a1 b1 c1||"],
]);
table("patch", (before, ids, text, hold) => { const { list: after, changed } = patch(before, ids.split(" "), cards(text), hold); return `${shown(after)} ~${changed}`; }, [
  ["a change in place", [list("a b"), "b", "b2", false], "a1 b2|| ~b"], ["nothing changed", [list("a b"), "b", "b", false], "a1 b1|| ~"],
  ["one left", [list("a b"), "a", "", false], "b1|| ~a"], ["one left while somebody reads", [list("a b"), "a", "", true], "a1! b1|| ~a"],
  ["gone already", [{ ...list("b"), rows: [{ id: "a", version: 1, key: "a", gone: true }] }, "a", "", true], "a1!|| ~"],
  ["it came back", [{ ...list("b"), rows: [{ id: "a", version: 1, key: "a", gone: true }] }, "a", "a2", true], "a2|| ~a"],
  ["a new one", [list("a c"), "b", "b", false], "a1 b1 c1|| ~"], ["a new one while somebody reads", [list("a c"), "b", "b", true], "a1 c1|b| ~"],
  ["a new one below what was read", [list("a c", "c"), "d", "d", false], "a1 c1||c ~"], ["one moved up", [list("b c"), "c", "c2a", false], "c2 b1|| ~c"],
  ["one moved up while somebody reads", [list("b c"), "c", "c2a", true], "b1 c2|| ~c"], ["one moved out of what was read", [list("a c", "c"), "a", "a2z", false], "c1||c ~a"],
  ["an answer that was overtaken", [list("a3"), "a", "a2", false], "a3|| ~"], ["who waited left again", [list("a", "", "b"), "b", "", true], "a1|| ~"],
]);
table("settle", (before) => shown(settle(before)), [
  ["in order, and who left is out", [{ ...list("c a", "", "b"), rows: [...cards("c a"), { id: "d", version: 1, key: "d", gone: true }] }], "a1 b1 c1||"],
]);
table("replace", (...args) => shown(replace(...args)), [
  ["a stretch in the middle", [list("a b c d"), "a", cards("b2 x1bb"), "c"], "a1 b2 x1 d1||"], ["to the end", [list("a b c"), "a", cards("b"), ""], "a1 b1||"],
  ["it reads further", [list("a b", "b"), "", cards("a b c"), "c"], "a1 b1 c1||c"], ["it reads less", [list("a b c", "c"), "", cards("a2"), "a"], "a2 b1 c1||c"],
  ["the end is known now", [list("a b", "b"), "a", cards("b c"), ""], "a1 b1 c1||"],
]);

const ids = (map) => [...map.keys()].join("");
table("pick", (before, id) => ids(toggled(before, { id })), [
  ["one more", [new Map([["a", {}]]), "b"], "ab"], ["one less", [new Map([["a", {}], ["b", {}]]), "a"], "b"],
]);
table("pick a range", (before, from, to) => ids(ranged(before, cards("a b c d"), from, to)), [
  ["downwards", [new Map([["a", {}]]), 0, 2], "abc"], ["upwards", [new Map([["d", {}]]), 3, 1], "dbc"], ["off again", [new Map([["a", {}], ["b", {}], ["c", {}]]), 0, 2], ""],
]);
table("pick, as the rows are now", (picked, rows) => current(picked, rows).map((card) => card.version), [
  ["another version", [new Map([["a", { id: "a", version: 1 }]]), cards("a4")], [4]], ["out of the list", [new Map([["z", { id: "z", version: 2 }]]), cards("a")], [2]],
]);
table("the same view", same, [
  ["another order of words", ["a=1&b=2", "b=2&a=1"], true], ["an object of a route", [{ owner: "me", due: "" }, "owner=me"], true],
  ["empty", ["", {}], true], ["another value", ["owner=me", "owner=none"], false], ["one more", ["owner=me&due=week", "owner=me"], false],
]);
