import { html } from "../../vendor/vendor.js";
import { files } from "../lib/files.js";

/** A drawing of the sheet; it never stands for a word on its own. */
export const Icon = ({ name, class: kind = "icon" }) =>
  html`<svg class=${kind} aria-hidden="true"><use href=${`${files}img/icons.svg#${name}`} /></svg>`;

export const Glyph = ({ name }) => html`<${Icon} name=${`s-${name}`} class="glyph" />`;
