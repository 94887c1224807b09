// Minutes that somebody spent, as this desk's language says them.
import { t } from "./i18n.js";

/** 90 → "1 h 30 min" */
export function lasting(minutes) {
  const h = Math.floor(minutes / 60), min = minutes % 60;
  return [h > 0 && t("time.h", { n: h }), (min > 0 || !h) && t("time.min", { n: min })].filter(Boolean).join(" ");
}
