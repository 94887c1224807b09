// A document of ours handed to the browser's downloads.
import { download } from "./blob.js";
import { t } from "./i18n.js";
import { toast } from "./state.js";

/** url: below /api/crm/; name: of the file. Says so when it cannot be had. */
export const hand = (url, name) => download({ url: `/api/crm/${url}`, name, signed: true }).catch(() => toast(t("desk.file.unread", { name }), "late"));
