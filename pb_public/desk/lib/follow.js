// What is on the screen is followed as a whole: a note, a version or a gesture
// of somebody else changes no field of the case itself, a purchase none of the customer.
import { pb } from "./api.js";
import { route } from "./state.js";

const parts = {
  case: { field: "complaint", names: ["messages", "statements", "attachments", "proposals", "tasks", "follow_ups", "surveys", "grants", "time_entries"] },
  customer: { field: "customer", names: ["purchases", "behaviours", "profiles", "classifications", "grants", "surveys", "loyalty"] },
};
let left = [], followed = "";

/** Listens to what belongs to the case or customer that is open, and to no other one;
    changed(id) is told. Asked for together, it travels in one request. */
export async function followCase(changed) {
  const { name: screen, id } = route.value, of = parts[screen];
  if (id === followed) return;
  followed = id;
  const before = left, told = () => changed(id);
  left = of ? of.names.map((name) => pb.collection(name).subscribe("*", told, { filter: pb.filter(`${of.field} = {:id}`, { id }) })) : [];
  if (screen === "customer") left.push(pb.collection("customers").subscribe(id, told));
  await Promise.all(left);
  for (const stop of await Promise.all(before)) await stop();
}

/** After the connection was let go, everything is asked for anew. */
export function unfollow() {
  left = [];
  followed = "";
}
