import { html } from "../../vendor/vendor.js";

/** A drawing of the sheet; it never stands for a word on its own. */
export const Icon = ({ name, class: kind = "icon" }) =>
  html`<svg class=${kind} aria-hidden="true"><use href=${`/img/icons.svg#${name}`} /></svg>`;

export const Glyph = ({ name }) => html`<${Icon} name=${`s-${name}`} class="glyph" />`;
