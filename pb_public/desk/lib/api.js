// The one way to the server. Every request has its own key: what a screen reads
// again cancels its older self, and nothing else cancels anything.
import { PocketBase } from "../../vendor/vendor.js";
import { trouble } from "./errors.js";
import { offline, session, setClock } from "./state.js";

export const pb = new PocketBase("/");
pb.afterSend = (response, data) => {
  setClock(response.headers.get("Date"));
  return data;
};

const seen = (error) => {
  const kind = trouble(error);
  if (kind === "offline") offline.value = true;
  if (kind === "signed_out") signOut();
  throw error;
};

const done = (value) => {
  offline.value = false;
  return value;
};

/** Reads; key names what is read, so that a newer reading replaces an older one. */
export const read = (path, query, key = path) =>
  pb.send(`/api/crm/${path}`, { method: "GET", query, requestKey: key }).then(done, seen);

/** Writes to a route of ours; leaving says that the page may be gone before the answer. */
export const post = (path, body, leaving = false) =>
  pb.send(`/api/crm/${path}`, { method: "POST", body, requestKey: null, keepalive: leaving }).then(done, seen);

const quiet = { requestKey: null };

export const create = (collection, body, more) => pb.collection(collection).create(body, { ...quiet, ...more }).then(done, seen);
export const update = (collection, id, body, more) => pb.collection(collection).update(id, body, { ...quiet, ...more }).then(done, seen);

export async function signIn(email, password) {
  await pb.collection("agents").authWithPassword(email, password, quiet).then(done, (error) => {
    if (trouble(error) === "offline") offline.value = true;
    throw error;
  });
}

export function signOut() {
  pb.authStore.clear();
  session.value = null;
}

/** Renews the token of a browser that was here before; false when it is no longer good. */
export async function resume() {
  if (!pb.authStore.isValid) return false;
  try {
    await pb.collection("agents").authRefresh(quiet);
    offline.value = false;
    return true;
  } catch (error) {
    if (trouble(error) === "offline") throw error;
    signOut();
    return false;
  }
}

/** Opens a protected file in a tab of its own; the token lives for minutes only. */
export async function openFile(url) {
  const tab = open("about:blank", "_blank");
  try {
    const token = await pb.files.getToken(quiet);
    const address = `${url}${url.includes("?") ? "&" : "?"}token=${encodeURIComponent(token)}`;
    if (tab) tab.location = address;
    else location.assign(address);
  } catch (error) {
    tab?.close();
    seen(error);
  }
}
