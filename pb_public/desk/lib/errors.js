// What a refusal of the server says, ready for the screen. Pure.

/** {"a":{"b":{code,message}}} or {"a.b":{…}} → {"a.b":{code,message}} */
export function byField(data, prefix = "") {
  // fields sent inside a transition come back under their own names
  if (!prefix && data?.fields && !data.fields.code) data = { ...data, ...data.fields, fields: undefined };
  const out = {};
  for (const [key, value] of Object.entries(data || {})) {
    if (!value || typeof value !== "object") continue;
    if (typeof value.message === "string" || typeof value.code === "string") {
      out[prefix + key] = { code: value.code || "", message: value.message || value.code || "" };
    } else Object.assign(out, byField(value, `${prefix}${key}.`));
  }
  return out;
}

/** Splits errors into those with an input on the screen and the rest, for the banner. */
export function sort(errors, shown) {
  const at = {}, rest = [];
  for (const [field, error] of Object.entries(errors)) {
    const name = shown.find((known) => known === field || known.startsWith(`${field}.`) || field.startsWith(`${known}.`));
    if (name) at[name] = error.message;
    else rest.push({ field, message: error.message });
  }
  return { at, rest };
}

/** What kind of trouble an SDK error is: aborted, offline, signed_out, stale, refused or failed. */
export function trouble(error) {
  if (error?.isAbort) return "aborted";
  const status = error?.status ?? -1;
  if (status === 0) return "offline";
  if (status === 401) return "signed_out";
  if (status === 409) return "stale";
  if (status === 404) return "gone";
  return status >= 400 && status < 500 ? "refused" : "failed";
}
