import { html, useEffect, useId, useRef } from "../../vendor/vendor.js";
import { Icon } from "./icon.js";
import { t } from "../lib/i18n.js";

/** A native dialog: focus stays inside, Escape closes, focus goes back. */
export function Dialog({ title, onClose, children, footer, onSubmit }) {
  const ref = useRef(), id = useId();
  useEffect(() => {
    const before = document.activeElement;
    ref.current.showModal();
    return () => before?.focus?.();
  }, []);
  const submit = (event) => { event.preventDefault(); onSubmit?.(); };
  return html`<dialog ref=${ref} aria-labelledby=${id} onClose=${onClose} onClick=${(e) => e.target === ref.current && ref.current.close()}>
    <form class="dialog" onSubmit=${submit} novalidate>
      <header class="cluster between"><h2 id=${id}>${title}</h2>
        <button type="button" class="button quiet only" aria-label=${t("desk.close")} onClick=${() => ref.current.close()}><${Icon} name="x" /></button></header>
      ${children}
      ${footer && html`<footer>${footer}</footer>`}
    </form></dialog>`;
}

/** A menu is a details; it closes when something is chosen, on Escape and on a click elsewhere. */
export function Menu({ summary, label, kind = "", children, button = "button" }) {
  const ref = useRef();
  useEffect(() => {
    const away = (event) => { if (!ref.current?.contains(event.target)) ref.current?.removeAttribute("open"); };
    document.addEventListener("pointerdown", away);
    return () => document.removeEventListener("pointerdown", away);
  }, []);
  const shut = () => { ref.current.removeAttribute("open"); ref.current.firstElementChild.focus(); };
  const key = (event) => {
    if (event.key !== "Escape" || !ref.current.open) return;
    event.preventDefault();
    event.stopPropagation();
    shut();
  };
  return html`<details ref=${ref} class=${`menu ${kind}`} onKeyDown=${key}>
    <summary class=${button} aria-label=${label}>${summary}</summary>
    <div class="sheet" onClick=${(e) => e.target.closest(".item") && shut()}>${children}</div></details>`;
}
