import { html, useEffect, useState } from "../../vendor/vendor.js";
import { Icon } from "./icon.js";
import { t } from "../lib/i18n.js";
import { useKeys } from "../lib/keys.js";
import { clock } from "../lib/say.js";
import { atOnce, dismiss, offline, spoken, toasts } from "../lib/state.js";

export const Banner = ({ tone, icon = "info", children, action, onAction, role }) => html`
  <div class="banner" data-tone=${tone} role=${role}><${Icon} name=${icon} /><span>${children}</span>
    ${action && html`<button type="button" class="button" onClick=${onAction}>${action}</button>`}</div>`;

/** Says what is safe while the server cannot be reached. */
export const Offline = () => offline.value && html`<${Banner} tone="soon" icon="offline" role="status">${t("desk.offline")}<//>`;

const places = { server: "check", here: "download", big: "alert", none: "alert" };

/** Where the words are: "Guardado 10:41", on this computer only, or nowhere yet. */
export const Saved = ({ saved }) => html`
  <span class="saved" role="status" data-where=${saved?.where}>${saved && html`<${Icon} name=${places[saved.where]} />
    ${t(`desk.saved.${saved.where}`, { time: clock(saved.at) })}`}</span>`;

/** What can be taken back for a while: the time that is left, and the way. */
function Held({ one }) {
  const count = () => Math.max(0, Math.ceil((one.until - atOnce()) / 1000));
  const [left, setLeft] = useState(count), all = useState(left)[0];
  useKeys({ z: one.run });
  useEffect(() => {
    const timer = setInterval(() => (count() ? setLeft(count()) : dismiss(one.id)), 250);
    return () => clearInterval(timer);
  }, []);
  return html`<progress class="meter" max=${all} value=${left} aria-label=${t("desk.undo.left", { n: left })} /><span class="num small" aria-hidden="true">${left} s</span>
    <button type="button" class="button" onClick=${one.run}><${Icon} name="undo" />${t("desk.undo")} <kbd>Z</kbd></button>`;
}

export const Toasts = () => html`
  <section class="toasts no-print" aria-label=${t("desk.toasts")}>${toasts.value.map((one) => html`<div class="toast" key=${one.id}><span>${one.text}</span>
    ${one.until && html`<${Held} one=${one} />`}
    <button type="button" class="button only" aria-label=${t("desk.dismiss")} onClick=${() => dismiss(one.id)}><${Icon} name="x" /></button></div>`)}
  </section>
  <p class="hidden" role="status" aria-live="polite">${spoken.value}</p>`;

/** Nothing to show: why, and what to do about it. */
export const Empty = ({ title, text, children, icon = "check" }) => html`
  <div class="empty"><${Icon} name=${icon} /><h2>${title}</h2>${text && html`<p>${text}</p>`}${children}</div>`;

/** Reading failed: what happened in plain words, and the way out. */
export const Trouble = ({ kind, onRetry }) => html`
  <${Empty} icon=${kind === "offline" ? "offline" : "alert"} title=${t(`desk.trouble.${kind}.title`)} text=${t(`desk.trouble.${kind}.text`)}>
    ${kind === "gone" || kind === "hidden" ? html`<a class="button" href="#/cola">${t("desk.case.back")}</a>`
      : html`<button type="button" class="button" onClick=${onRetry}>${t("desk.retry")}</button>`}
  <//>`;

/** Grey rows as tall as the real ones, shown only when waiting is felt. */
export const Skeleton = ({ rows = 6 }) => html`
  <div class="list" aria-busy="true"><span class="hidden" role="status">${t("desk.loading")}</span>
    ${Array.from({ length: rows }, (_, i) => html`<div class="row" key=${i}><span /><span class="skeleton" /></div>`)}</div>`;
