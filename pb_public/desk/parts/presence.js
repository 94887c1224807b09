import { html, useEffect, useRef } from "../../vendor/vendor.js";
import { Icon } from "./icon.js";
import { t } from "../lib/i18n.js";
import { usePresence } from "../lib/presence.js";
import { firstName } from "../lib/say.js";
import { spoken } from "../lib/state.js";

/** Who else has the case open; said aloud once for each person and thing that they do. */
export function Presence({ c }) {
  const others = usePresence(c.id, c.typed), told = useRef(new Set());
  useEffect(() => {
    for (const one of others) {
      if (told.current.has(one.id + one.state)) continue;
      told.current.add(one.id + one.state);
      spoken.value = t(`desk.presence.${one.state}`, { name: firstName(one.name) });
    }
  }, [others]);
  return others.slice(0, 3).map((one) => html`<span class="badge outline presence" key=${one.id} data-state=${one.state} title=${t("desk.presence.title", { name: one.name })}>
    <${Icon} name=${one.state === "writing" ? "note" : "eye"} />${firstName(one.name)} <span class="wide-only">${t(`desk.presence.${one.state}.short`)}</span></span>`);
}
