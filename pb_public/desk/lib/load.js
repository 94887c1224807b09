// Reading for a screen: the last good answer stays while a newer one comes.
import { useEffect, useRef, useState } from "../../vendor/vendor.js";
import { trouble } from "./errors.js";
import { changes } from "./state.js";

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** useLoad(() => read("today"), []) → {data, error, slow, reload}. */
export function useLoad(get, deps) {
  const [state, setState] = useState({ data: null, error: "", slow: false });
  const alive = useRef(true), fetcher = useRef(get);
  fetcher.current = get;

  async function reload() {
    // rows of grey only when waiting is felt
    const wait = setTimeout(() => alive.current && setState((old) => ({ ...old, slow: !old.data })), 200);
    try {
      const data = await fetcher.current();
      // what did not change is not drawn again: others change things all day
      if (alive.current) setState((old) => (same(old.data, data) ? (old.error || old.slow ? { ...old, error: "", slow: false } : old) : { data, error: "", slow: false }));
    } catch (error) {
      const kind = trouble(error);
      if (alive.current && kind !== "aborted") setState((old) => ({ ...old, error: kind, slow: false }));
    } finally {
      clearTimeout(wait);
    }
  }

  useEffect(() => { alive.current = true; return () => { alive.current = false; }; }, []);
  const version = changes.value;
  useEffect(() => { reload(); }, [...deps, version]);
  return { ...state, reload };
}
