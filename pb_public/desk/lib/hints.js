// Words for who does something for the first time: one at a time, where they belong, and
// never again once they were closed.
import { computed, signal } from "../../vendor/vendor.js";
import { prefer, prefs } from "./prefs.js";
import { route } from "./state.js";

/** Codes of all hints, in the order in which a day meets them. */
export const codes = ["queue.order", "guide.why", "date.why", "paraphrase", "undo"];

/** Places on the screen that have a hint. */
export const places = signal([]);
// one screen says one thing: after it was read, the next waits for the next screen
const read = signal("");

/** The hint to show, of those that have a place here; "" for none. Pure. */
export const first = (here, closed) => codes.find((code) => here.includes(code) && !closed.includes(code)) || "";

const spot = () => `${route.value.name} ${route.value.id}`;
export const shown = computed(() => (read.value === spot() ? "" : first(places.value, prefs.value.hints || [])));

export function close(code) {
  read.value = spot();
  prefer("hints", [...new Set([...(prefs.value.hints || []), code])]);
}
