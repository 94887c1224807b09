// A dialog that is fetched when it is first wanted.
import { html, useState } from "../../vendor/vendor.js";
import { t } from "./i18n.js";
import { toast } from "./state.js";

/** const [dialog, open] = useLater(() => import("…")); open(props) shows its default export, which closes itself with onClose. */
export function useLater(bring) {
  const [shown, setShown] = useState(null);
  const open = async (props) => {
    try {
      const module = await bring();
      setShown({ Part: module.default, props });
    } catch {
      toast(t("desk.error.offline"), "late");
    }
  };
  return [shown && html`<${shown.Part} ...${shown.props} onClose=${() => setShown(null)} />`, open];
}
