import { html } from "../../vendor/vendor.js";

/** An article as it reads. The server makes its HTML out of signs that know no tags. */
export const ArticleText = ({ text, language }) => html`<div class="prose stack" lang=${language} dangerouslySetInnerHTML=${{ __html: text }} />`;
