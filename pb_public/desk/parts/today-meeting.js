import { html, useEffect, useState } from "../../vendor/vendor.js";
import { Banner } from "./notice.js";
import { t, tn, words } from "../lib/i18n.js";
import { href } from "../lib/routes.js";

/** It is time for the weekly meeting: quiet, over the day of who leads. is: {state, days}. */
export default function Meeting({ is }) {
  const [ready, setReady] = useState(false);
  useEffect(() => { words("reviews").then(() => setReady(true), () => { /* offline: the rail leads there, too */ }); }, []);
  return ready && html`<${Banner} icon="meeting">${tn(`reviews.due.${is.state}`, is.days)} <a class="tap" href=${href("meeting")}>${t("reviews.due.go")}</a><//>`;
}
