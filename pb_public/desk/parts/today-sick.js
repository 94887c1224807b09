import { html } from "../../vendor/vendor.js";
import { Banner } from "./notice.js";
import { read } from "../lib/api.js";
import { ailment } from "../lib/health.js";
import { t, words } from "../lib/i18n.js";
import { useLoad } from "../lib/load.js";
import { href } from "../lib/routes.js";

/** What does not work, for who leads: quiet, over the day, with the way to the details. */
export default function Sick() {
  const { data } = useLoad(() => Promise.all([read("health"), words("health")]).then(([one]) => one), []);
  const found = data?.problems || [];
  if (!found.length) return null;
  return html`<${Banner} icon="alert" role="status">
    ${found.slice(0, 2).map(ailment).join(" ")} <a href=${href("settings", { id: "estado" })}>${t("health.more")}</a><//>`;
}
