import { html, useEffect, useState } from "../../vendor/vendor.js";
import { Dialog } from "./dialog.js";
import { Input } from "./input.js";
import { pb } from "../lib/api.js";
import { trouble } from "../lib/errors.js";
import { t } from "../lib/i18n.js";
import { monday, parts } from "../lib/meeting.js";
import { href } from "../lib/routes.js";
import { beginning, fullDay } from "../lib/say.js";

const most = 60; // more than a year of weeks

/** Other meetings: newest first, found by a word of their minutes or by the week. */
export default function MeetingList({ onClose }) {
  const [typed, setTyped] = useState(""), [found, setFound] = useState(null), [failed, setFailed] = useState("");
  useEffect(() => {
    const q = typed.trim(), filter = q ? pb.filter("minutes ~ {:q} || week ~ {:q}", { q }) : "";
    const timer = setTimeout(() => pb.collection("reviews").getList(1, most, { filter, sort: "-week", fields: "id,week,status,minutes", requestKey: "reviews", skipTotal: true })
      .then(({ items }) => { setFound(items); setFailed(""); }, (error) => trouble(error) !== "aborted" && setFailed(trouble(error))), q ? 200 : 0);
    return () => clearTimeout(timer);
  }, [typed]);
  return html`<${Dialog} title=${t("reviews.others")} onClose=${onClose}><${Input} type="search" name="q" label=${t("reviews.others.search")} value=${typed} onValue=${setTyped} autocomplete="off" />
    ${failed && html`<p class="small" role="alert">${t(failed === "offline" ? "desk.error.offline" : "desk.error.failed")}</p>`}
    <div role="status">${found && !found.length && html`<p class="small soft">${t("reviews.others.none")}</p>`}</div>
    <ul class="list meetings">${(found || []).map((one) => html`<li key=${one.id}><a class="item" href=${href("meeting", { id: one.week })} onClick=${onClose}><span class="grow">${t("reviews.head", parts(one.week))}
      <small class="faint">${fullDay(monday(one.week))}${one.status === "open" && ` · ${t("reviews.others.open")}`}</small>${one.minutes && html`<small class="block">${beginning(one.minutes, 90)}</small>`}</span></a></li>`)}</ul><//>`;
}
