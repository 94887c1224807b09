// The keyboard. Screens say what their keys do; one listener asks the newest first.
import { useLayoutEffect, useRef } from "../../vendor/vendor.js";
import { prefs } from "./prefs.js";

/** Every key of the desk, by where it works. The list that people read is made of it,
    and a test holds it against what is bound. */
export const table = {
  anywhere: ["ctrl+k", "/", "c", "h", "q", "p", "?", "escape"],
  list: ["j", "k", "enter", "x", "t"],
  case: ["r", "n", "l", "g", "ctrl+enter", "z"],
};

/** Keys that need no binding: links, forms and dialogs know them. */
export const inborn = ["enter", "ctrl+enter", "escape"];

// other names of a key, which the list does not tell twice
const also = { arrowdown: "j", arrowup: "k" };

/** "j", "?", "ctrl+enter", "escape": what a key event is called here; the letter that
    was meant, wherever the layout of the keyboard has it. Pure. */
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

/** Whether an event is no command: half a letter of an input method, a letter that was
    switched off (WCAG 2.1.4), or a key held down that would act again and again. Pure. */
export function idle(event, name, off) {
  if (event.isComposing || event.keyCode === 229) return true;
  if (off && name.length === 1) return true;
  return Boolean(event.repeat) && !["j", "k", "arrowdown", "arrowup"].includes(name);
}

const layers = [];
const find = (name) => [...layers].reverse().find((layer) => layer.current[name])?.current[name];

// a letter that was a command is not written into the field that the command leads to
let taken = false;
const swallow = (event) => { if (taken) event.preventDefault(); taken = false; };

function listen(event) {
  const name = keyName(event);
  taken = false;
  if (event.defaultPrevented || idle(event, name, prefs.value.keys === "off")) return;
  // an open dialog has the keyboard for itself
  if (document.querySelector("dialog[open]")) return;
  if (writing(event.target) && !name.startsWith("ctrl+") && name !== "escape") return;
  const action = find(name);
  if (!action) return;
  event.preventDefault();
  taken = true;
  action(event);
}

export function startKeys() {
  document.addEventListener("keydown", listen);
  document.addEventListener("keypress", swallow, true);
}

/** Names of the keys that do something at this moment. */
export const bound = () => [...new Set(layers.flatMap((layer) =>
  Object.keys(layer.current).filter((name) => layer.current[name]).map((name) => also[name] || name)))];

/** Does what a key would do here. */
export const run = (name) => find(name)?.();

/** Binds keys while a component is on the screen: useKeys({ j: down, k: up }). */
export function useKeys(keys) {
  const layer = useRef(keys);
  layer.current = keys;
  // together with what is shown: whoever sees the screen can already use its keys
  useLayoutEffect(() => {
    layers.push(layer);
    return () => { layers.splice(layers.indexOf(layer), 1); };
  }, []);
}
