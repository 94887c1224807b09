// The tabs of the queue with their counts, and what the server lets this person do with it.
import { signal } from "../../vendor/vendor.js";
import { read } from "./api.js";
import { me } from "./state.js";

const none = { views: [], sorts: [], share: false };
const answer = signal({ agent: "", ...none });
let waiting = 0, last = 0;

/** {views, sorts, share} of whoever is signed in. */
export const tabs = () => (answer.value.agent === me.value.id ? answer.value : none);

/** Reads the counts again; in a busy hour once in two seconds is often enough. */
export function readTabs(atOnce) {
  clearTimeout(waiting);
  const wait = atOnce ? 0 : Math.max(0, last + 2000 - Date.now());
  waiting = setTimeout(async () => {
    last = Date.now();
    const agent = me.value.id;
    try {
      answer.value = { agent, ...(await read("views")) };
    } catch { /* the counts stay as they were; the list itself says what is wrong */ }
  }, wait);
}

/** Two queries that ask for the same, whatever the order of their parts. Pure. */
export function same(a, b) {
  const parts = (query) => [...new URLSearchParams(query)].filter(([, value]) => value).sort().join("&");
  return parts(a) === parts(b);
}
