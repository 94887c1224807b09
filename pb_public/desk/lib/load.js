// Reading for a screen: the last good answer stays while a newer one comes.
import { useEffect, useRef, useState } from "../../vendor/vendor.js";
import { trouble } from "./errors.js";
import { changes } from "./state.js";

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
      if (alive.current) setState({ data, error: "", slow: false });
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
