import { html, useEffect, useId, useRef } from "../../vendor/vendor.js";
import { Icon } from "./icon.js";
import { t } from "../lib/i18n.js";

/** Opens a native dialog over the page; when it goes, the focus goes back to where it
    was, or to the title of what is there now. */
export function useModal(ref) {
  useEffect(() => {
    const before = document.activeElement, dialog = ref.current;
    dialog.showModal();
    return () => {
      // one that gives way to another dialog was not closed by anybody
      dialog.addEventListener("close", (event) => event.stopImmediatePropagation(), { capture: true, once: true });
      dialog.close(); // what lies behind an open one cannot have the focus
      (before?.isConnected && before !== document.body ? before : document.querySelector("main h1"))?.focus({ preventScroll: true });
    };
  }, []);
}

/** A native dialog: focus stays inside, Escape closes, focus goes back. reads: it is there to be
    read and begins at its title; a key that is still held then presses nothing. */
export function Dialog({ title, onClose, children, footer, onSubmit, reads }) {
  const ref = useRef(), id = useId();
  useModal(ref);
  const submit = (event) => { event.preventDefault(); onSubmit?.(); };
  return html`<dialog ref=${ref} aria-labelledby=${id} onClose=${onClose} onClick=${(e) => e.target === ref.current && ref.current.close()}>
    <form class="dialog" onSubmit=${submit} novalidate>
      <header class="cluster between"><h2 id=${id} tabindex=${reads && "-1"} autofocus=${reads}>${title}</h2>
        <button type="button" class="button quiet only" aria-label=${t("desk.close")} onClick=${() => ref.current.close()}><${Icon} name="x" /></button></header>
      ${children}
      ${footer && html`<footer>${footer}</footer>`}
    </form></dialog>`;
}

const steps = { ArrowDown: (at) => at + 1, ArrowUp: (at) => at - 1, Home: () => 0, End: () => -1 };

/** Walks the items of an open menu with the arrows, round and round. */
function walk(event, menu) {
  const all = [...menu.querySelectorAll(".item")], at = all.indexOf(document.activeElement);
  if (!steps[event.key] || !all.length || (at < 0 && document.activeElement !== menu.firstElementChild)) return false;
  all.at(steps[event.key](at < 0 && event.key === "ArrowUp" ? 0 : at) % all.length).focus();
  return true;
}

/** A menu is a details; it closes when something is chosen, on Escape and when one goes elsewhere. */
export function Menu({ summary, label, kind = "", children, button = "button" }) {
  const ref = useRef();
  const away = (event) => { if (!ref.current?.contains(event.target)) ref.current?.removeAttribute("open"); };
  useEffect(() => {
    document.addEventListener("pointerdown", away);
    document.addEventListener("focusin", away);
    return () => { document.removeEventListener("pointerdown", away); document.removeEventListener("focusin", away); };
  }, []);
  const shut = () => { ref.current.removeAttribute("open"); ref.current.firstElementChild.focus(); };
  function key(event) {
    const menu = ref.current, onButton = document.activeElement === menu.firstElementChild;
    if (!menu.open && onButton && ["ArrowDown", "ArrowUp"].includes(event.key)) menu.open = true;
    if (!menu.open) return;
    if (event.key === "Escape") shut();
    else if (!walk(event, menu)) return;
    event.preventDefault();
    event.stopPropagation();
  }
  return html`<details ref=${ref} class=${`menu ${kind}`} onKeyDown=${key}>
    <summary class=${button} aria-label=${label}>${summary}</summary>
    <div class="sheet" onClick=${(e) => e.target.closest(".item") && shut()}>${children}</div></details>`;
}
