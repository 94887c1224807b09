// Where the files of this version are. The server writes it on <html>; a page
// that it did not write has them at the root.
export const files = document.documentElement.dataset.files || "/";
