// The case on the screen is followed as a whole: a note, a version or a gesture
// of somebody else changes no field of the case itself.
import { pb } from "./api.js";
import { route } from "./state.js";

const parts = ["messages", "statements", "attachments", "proposals", "tasks", "follow_ups", "surveys", "grants"];
let left = [], followed = "";

/** Listens to what belongs to the case that is open, and to no other one;
    changed(id) is told. Asked for together, it travels in one request. */
export async function followCase(changed) {
  const id = route.value.name === "case" ? route.value.id : "";
  if (id === followed) return;
  followed = id;
  const before = left;
  left = id ? parts.map((name) => pb.collection(name).subscribe("*", () => changed(id), { filter: pb.filter("complaint = {:id}", { id }) })) : [];
  await Promise.all(left);
  for (const stop of await Promise.all(before)) await stop();
}

/** After the connection was let go, everything is asked for anew. */
export function unfollow() {
  left = [];
  followed = "";
}
