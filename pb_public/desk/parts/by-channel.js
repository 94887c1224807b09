import { html, useEffect, useState } from "../../vendor/vendor.js";
import { speaks } from "../lib/channels.js";

/** What a case has of its channels, fetched for those that have something. */
export function ByChannel({ c }) {
  const [Part, setPart] = useState(null), wanted = speaks(c.file.value);
  useEffect(() => { if (wanted && !Part) import("./channel-cards.js").then((module) => setPart(() => module.default), () => {}); }, [wanted]);
  return wanted && Part ? html`<${Part} c=${c} />` : null;
}
