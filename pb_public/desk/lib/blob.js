// Protected files as addresses of this page: fetched with a short-lived token, shown by blob.
import { pb } from "./api.js";

let token, until = 0;

/** A token that opens files; one is shared for a minute, it lives for a little longer. */
function fileToken() {
  if (!token || Date.now() > until) {
    until = Date.now() + 60000;
    token = pb.files.getToken({ requestKey: null }).catch((error) => { token = null; throw error; });
  }
  return token;
}

/** Reads a file, or a small picture of it, and gives it an address; whoever asked lets go of it. */
export async function address(url, small, signed) {
  const query = signed ? "" : `?${new URLSearchParams({ token: await fileToken(), ...(small ? { thumb: "100x100" } : {}) })}`;
  const answer = await fetch(url + query, signed ? { headers: { Authorization: pb.authStore.token } } : {});
  if (!answer.ok) throw new Error(`file: ${answer.status}`);
  return URL.createObjectURL(await answer.blob());
}

const small = new Map();

/** The address of a file's small picture, read once. */
export function thumbnail(url) {
  if (!small.has(url)) small.set(url, address(url, true).catch(() => { small.delete(url); return ""; }));
  return small.get(url);
}

/** Hands a file to the browser's own downloads; signed: an answer of ours, which takes the session itself. */
export async function download({ url, name, signed }) {
  const href = await address(url, false, signed);
  Object.assign(document.createElement("a"), { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60000);
}
