import { html, useState } from "../../vendor/vendor.js";
import { Dialog } from "./dialog.js";
import { Input } from "./input.js";
import { create, pb, update } from "../lib/api.js";
import { byField, trouble } from "../lib/errors.js";
import { t } from "../lib/i18n.js";
import { href } from "../lib/routes.js";
import { me, toast } from "../lib/state.js";
import { readTabs, tabs } from "../lib/views.js";

/** Keeps the filters under a name, or changes or removes a view that was kept. */
export default function ViewDialog({ query, view, onClose }) {
  const { share } = tabs();
  const [name, setName] = useState(view?.name || ""), [shared, setShared] = useState(Boolean(view?.shared));
  const [errors, setErrors] = useState({}), [busy, setBusy] = useState(false);

  async function attempt(work, said) {
    setBusy(true);
    try {
      await work();
      readTabs(true);
      toast(said);
      onClose();
    } catch (error) {
      const fields = byField(error.response?.data), known = trouble(error) === "offline" ? "desk.error.offline" : "desk.error.failed";
      setErrors(Object.keys(fields).length ? fields : { name: { message: error.response?.message || t(known) } });
      setBusy(false);
    }
  }
  const body = { agent: me.value.id, name: name.trim(), shared, query: href("queue", { query }).split("?")[1] || "" };
  const save = () => attempt(() => (view ? update("views", view.id, { name: body.name, shared }) : create("views", body)), t("desk.view.saved", { name: body.name }));
  const remove = () => attempt(() => pb.collection("views").delete(view.id, { requestKey: null }), t("desk.view.removed", { name: view.name }));

  return html`<${Dialog} title=${t(view ? "desk.view.change" : "desk.view.keep")} onClose=${onClose} onSubmit=${() => !busy && save()}
    footer=${html`${view && html`<button type="button" class="button quiet" aria-disabled=${busy} onClick=${() => !busy && remove()}>${t("desk.view.remove")}</button>`}
      <button type="submit" class="button primary" aria-busy=${busy}>${t("desk.view.done")}</button>`}>
    <${Input} name="name" label=${t("desk.view.name")} hint=${t("desk.view.hint")} max=${60} focus value=${name} onValue=${setName}
      error=${(errors.name || errors.query)?.message} />
    ${share && html`<${Input} type="check" name="shared" label=${t("desk.view.shared")} value=${shared} onValue=${setShared} error=${errors.shared?.message} />`}
  <//>`;
}
