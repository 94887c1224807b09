// Asking the search while somebody types: a moment after the last key, one question at
// a time, and no answer to a question that is no longer asked.
import { useEffect, useRef, useState } from "../../vendor/vendor.js";
import { read } from "./api.js";
import { trouble } from "./errors.js";

const pause = 130; // ms after the last key

/** useFound("platos", { limit: 8 }) → {of: what was asked, items, counts, next, error}; null before. */
export function useFound(typed, query, key) {
  const [answer, setAnswer] = useState(null), latest = useRef("");
  const asked = JSON.stringify({ q: typed, ...query });
  latest.current = asked;
  useEffect(() => {
    if (!typed) return setAnswer(null);
    const timer = setTimeout(async () => {
      try {
        const found = await read("search", { q: typed, ...query }, key);
        if (latest.current === asked) setAnswer({ of: asked, ...found });
      } catch (error) {
        const kind = trouble(error);
        if (kind !== "aborted" && latest.current === asked) setAnswer({ of: asked, items: [], counts: {}, next: "", error: kind });
      }
    }, pause);
    return () => clearTimeout(timer);
  }, [asked]);
  return { answer, waiting: Boolean(typed) && answer?.of !== asked };
}
