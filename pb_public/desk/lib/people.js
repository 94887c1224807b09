// The list of customers as this person has it open. The last one outlives the screen, so
// that coming back from a customer shows the same rows at once.
import { signal } from "../../vendor/vendor.js";
import { read } from "./api.js";
import { trouble } from "./errors.js";
import { me } from "./state.js";

const page = 50, most = 100;
let kept = null;

/** Only what the list is asked for, without what is empty. Pure. */
export const asked = ({ q = "", type = "", profile = "" }) =>
  Object.fromEntries(Object.entries({ q: q.trim(), type, profile }).filter(([, value]) => value));

/** "volume.high,activity.active" → {volume: "high", activity: "active"}. Pure. */
export const types = (text) => Object.fromEntries(String(text || "").split(",").filter(Boolean).map((one) => one.split(".")));

/** The same with a criterion set to a value, or taken off with "". Pure. */
export const narrowed = (text, criterion, value) =>
  Object.entries({ ...types(text), [criterion]: value }).filter(([, one]) => one).map((one) => one.join(".")).join();

/** The list that this query asks for: the one that was open, read again, or a new one. */
export function peopleOf(query) {
  const name = me.value.id + JSON.stringify(query);
  if (kept?.name === name) kept.renew();
  else kept = make(name, query);
  return kept;
}

function make(name, query) {
  const list = signal({ rows: [], end: null, codes: null }), problem = signal("");
  let loading = null;

  async function attempt(work) {
    try {
      await work();
      problem.value = "";
    } catch (error) {
      const kind = trouble(error);
      if (kind !== "aborted") problem.value = kind;
    }
  }
  const ask = (rest) => read("customers", { ...query, ...rest }, null);

  /** Reads the next page, if there is one; whoever asks meanwhile waits for the same one. */
  function load() {
    const { rows, end, codes } = list.value;
    if (end === "") return Promise.resolve();
    loading ||= attempt(async () => {
      const answer = await ask({ limit: page, cursor: end || "" });
      list.value = { rows: rows.concat(answer.items), end: answer.next, codes: answer.codes || codes };
    }).finally(() => { loading = null; });
    return loading;
  }

  /** Reads the beginning again; what is further down is read anew when one gets there. */
  function renew() {
    if (list.value.end === null) return;
    attempt(async () => {
      const answer = await ask({ limit: Math.min(Math.max(list.value.rows.length, page), most) });
      list.value = { rows: answer.items, end: answer.next, codes: answer.codes };
    });
  }
  return { name, list, problem, load, renew };
}
