// Sending a file with its progress, which fetch cannot tell.
import { pb } from "./api.js";
import { offline } from "./state.js";

/** Sends an attachment; onPart gets how much has left, from 0 to 1. Rejects with {status, data, message}. */
export function upload(values, onPart) {
  const body = new FormData();
  for (const [name, value] of Object.entries(values)) if (value) body.append(name, value);
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/api/collections/attachments/records");
    request.setRequestHeader("Authorization", pb.authStore.token);
    request.setRequestHeader("Accept-Language", pb.lang);
    request.responseType = "json";
    request.upload.onprogress = (event) => event.lengthComputable && onPart(event.loaded / event.total);
    request.onload = () => (request.status < 300 ? done(request.response) : failed({ status: request.status, ...request.response }));
    request.onerror = () => { offline.value = !navigator.onLine; failed({ status: 0 }); };
    request.send(body);
  });
}

/** What kind of file a name promises: picture and pdf can be looked at, anything else is kept. Pure. */
export function kindOf(name) {
  const ending = String(name || "").toLowerCase().split(".").at(-1);
  return ["png", "jpg", "jpeg", "webp", "gif"].includes(ending) ? "picture" : ending === "pdf" ? "pdf" : "other";
}

/** Why a file did not arrive: the server's own words, or the key of ours. Pure. */
export function why({ status, data, message }) {
  if (status === 413) return { key: "desk.file.toobig" };
  if (!status) return { key: "desk.file.offline" };
  return { text: data?.file?.message || Object.values(data || {})[0]?.message || message || "", key: "desk.file.failed" };
}
