import { table } from "./harness.js";
import { grouped, viewOf } from "/desk/lib/ideas.js";

const items = [
  { id: "a", status: "new", kind: "idea", author: "ines" }, { id: "b", status: "trying", kind: "idea", author: "tomas" }, { id: "c", status: "adopted", kind: "idea", author: "ines" },
  { id: "d", status: "declined", kind: "question", author: "tomas" }, { id: "e", status: "new", kind: "question", author: "tomas" }, { id: "f", status: "new", kind: "idea", author: "tomas" },
];
const short = (view) => grouped(items, view, "ines").map((group) => `${group.status}:${group.items.map((one) => one.id).join("")}`).join(" ");
table("grouped", short, [
  ["what waits, in the order of the board", ["open"], "new:af trying:b"], ["adopted", ["adopted"], "adopted:c"], ["declined, of any kind", ["declined"], "declined:d"],
  ["questions without an answer", ["questions"], "new:e"], ["mine, wherever they are", ["mine"], "new:a adopted:c"],
]);
table("viewOf", viewOf, [["one that is there", ["mine"], "mine"], ["one that is not", ["x"], "open"], ["none", [undefined], "open"]]);
