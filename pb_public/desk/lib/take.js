// Taking the next case of the queue: the server says which one.
import { post } from "./api.js";
import { trouble } from "./errors.js";
import { t } from "./i18n.js";
import { href } from "./routes.js";
import { toast } from "./state.js";
import { shortNumber } from "./say.js";

export async function takeNext() {
  try {
    const { complaint, advice } = await post("take-next");
    if (!complaint) return toast(t("desk.take.none"));
    toast(`${t("desk.take.done", { number: shortNumber(complaint.number) })} ${advice}`.trim(), advice && "late");
    location.hash = href("case", { id: complaint.id });
  } catch (error) {
    toast(trouble(error) === "offline" ? t("desk.error.offline") : error.response?.message || t("desk.error.failed"), "late");
  }
}
