// The keyboard. Screens say what their keys do; one listener asks the newest first.
import { useEffect, useRef } from "../../vendor/vendor.js";

/** "j", "?", "ctrl+enter", "escape": what a key event is called here. Pure. */
export function keyName(event) {
  const command = event.ctrlKey || event.metaKey ? "ctrl+" : "";
  return command + (event.altKey ? "alt+" : "") + event.key.toLowerCase();
}

/** Whether the person is writing, when letters are letters. Pure. */
export function writing(target) {
  if (!target?.matches) return false;
  if (target.matches("textarea, select, [contenteditable]")) return true;
  return target.matches("input:not([type=radio], [type=checkbox], [type=button])");
}

const layers = [];

function listen(event) {
  if (event.defaultPrevented || event.isComposing) return;
  const name = keyName(event);
  // an open dialog has the keyboard for itself
  if (document.querySelector("dialog[open]")) return;
  if (writing(event.target) && !name.startsWith("ctrl+") && name !== "escape") return;
  for (const layer of [...layers].reverse()) {
    const action = layer.current[name];
    if (action) {
      event.preventDefault();
      action(event);
      return;
    }
  }
}

export const startKeys = () => document.addEventListener("keydown", listen);

/** Binds keys while a component is on the screen: useKeys({ j: down, k: up }). */
export function useKeys(keys) {
  const layer = useRef(keys);
  layer.current = keys;
  useEffect(() => {
    layers.push(layer);
    return () => { layers.splice(layers.indexOf(layer), 1); };
  }, []);
}
