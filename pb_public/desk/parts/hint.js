import { html, useEffect } from "../../vendor/vendor.js";
import { Icon } from "./icon.js";
import { t } from "../lib/i18n.js";
import { close, places, shown } from "../lib/hints.js";

/** A hint at the place that it speaks of; it takes its own room and covers nothing. */
export function Hint({ code }) {
  useEffect(() => {
    places.value = [...places.value, code];
    return () => { const at = places.value.indexOf(code); places.value = places.value.filter((_, i) => i !== at); };
  }, [code]);
  if (shown.value !== code) return null;
  const shut = (event) => { const next = event.currentTarget.closest(".tip").nextElementSibling; close(code); setTimeout(() => (next?.querySelector("a[href], button, input, summary, textarea") || document.querySelector("main h1"))?.focus()); };
  return html`<div class="tip no-print" role="note" data-hint=${code}><${Icon} name="bulb" /><p>${t(`desk.hint.${code}`)}</p>
    <button type="button" class="button" onClick=${shut}>${t("desk.hint.close")}</button></div>`;
}
