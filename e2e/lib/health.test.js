import { table } from "./harness.js";
import { condition } from "/desk/lib/health.js";

table("condition", condition, [
  ["it ran", [{ ok: true, late: false, last: "2026-11-24 10:00:00.000Z" }], "well"],
  ["it failed, and is late, too", [{ ok: false, late: true, last: "2026-11-24 10:00:00.000Z" }], "failed"],
  ["it stopped", [{ ok: true, late: true, last: "2026-11-24 10:00:00.000Z" }], "late"],
  ["it never ran and is late", [{ ok: true, late: true, last: "" }], "late"],
  ["not its turn yet", [{ ok: true, late: false, last: "" }], "waiting"],
]);
