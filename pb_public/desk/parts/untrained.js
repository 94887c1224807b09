import { html, useEffect, useState } from "../../vendor/vendor.js";
import { Icon } from "./icon.js";
import { read } from "../lib/api.js";

/** What the server says of giving these cases to somebody, before they have them. It holds nothing back. */
export function Untrained({ cases, agent }) {
  const [items, setItems] = useState([]), asked = cases.join();
  useEffect(() => { read("untrained", { cases: asked }, "untrained").then((answer) => setItems(answer.items), () => {}); }, [asked]);
  const found = items.find((one) => one.agent === agent);
  return html`<div role="status">${found && html`<p class="banner small"><${Icon} name="info" /><span>${found.message}</span></p>`}</div>`;
}
