// The owner's help on the administration page. The platform runs this file as
// the body of a function, before its router starts: what wraps something of the
// page is done at once, texts arrive later.
const language = navigator.language.toLowerCase().startsWith("en") ? "en" : "es";
app.pb.lang = navigator.language;

const escucha = store({ texts: {}, fields: {} });

// text is that of a key, or the other thing while the texts are on their way.
const text = (key, other = "") => escucha.texts[key] || other;

document.head.append(t.link({ rel: "stylesheet", href: "./extensions/escucha/admin.css" }));

async function loadTexts() {
  const answer = await fetch(`/i18n/${language}.json`);
  if (answer.ok) escucha.texts = await answer.json();
  app.store.headerLinks.unshift({ href: "/desk/", icon: "ri-chat-heart-line", label: text("admin.desk", "Escucha") });
}
loadTexts().catch((err) => console.warn("escucha: texts", err));

// The list of the fields that nobody may write is the server's; it is asked for
// when the first form opens, because only then somebody has signed in.
let asked = false;
function askFields() {
  if (asked) return;
  asked = true;
  app.pb.send("/api/crm/fields", { requestKey: "escucha_fields" })
    .then((fields) => { escucha.fields = fields; })
    .catch((err) => { asked = false; console.warn("escucha: fields", err); });
}

// locked says whether a field of this form is one that nobody may write.
function locked(props) {
  const lists = escucha.fields[props.collection?.name];
  if (!lists) return false;
  const name = props.field.name;
  return lists.server.includes(name) || (!!props.originalRecord?.id && lists.fixed.includes(name));
}

// label writes the name of a field in the owner's language; the name that
// integrators use stays as a tooltip.
function label(el, name) {
  const words = text(`field.${name}`);
  if (!words) return;
  for (const holder of el.querySelectorAll("label .txt, label")) {
    for (const node of holder.childNodes) {
      if (node.nodeType !== Node.TEXT_NODE || node.nodeValue !== name) continue;
      node.nodeValue = words;
      holder.title = name;
      return;
    }
  }
}

// lock makes a field look as what it is. The server refuses a change anyway.
// Texts can still be marked and copied; a date would round its value when it is
// left, so it cannot be entered at all.
function lock(el, type) {
  el.classList.add("escucha-locked");
  if (type === "text") {
    for (const input of el.querySelectorAll("textarea, input")) input.readOnly = true;
    return;
  }
  const inner = el.querySelector(".fields, .field");
  if (inner) inner.inert = true;
}

// dressed is an input of the page with our label and, where it applies, locked.
function dressed(input, props) {
  let watching;
  const dress = (el) => {
    label(el, props.field.name);
    if (locked(props)) lock(el, props.field.type);
  };
  return t.div(
    {
      className: "escucha-field",
      onmount: (el) => { watching = watch(() => [escucha.texts, escucha.fields, props.originalRecord?.id], () => dress(el)); },
      onunmount: () => watching?.unwatch(),
    },
    input(props),
  );
}

for (const type of Object.values(app.fieldTypes)) {
  const input = type.input;
  if (!input) continue;
  type.input = (props) => {
    if (props.collection?.name?.startsWith("_")) return input(props);
    askFields();
    const filed = props.collection?.name === "complaints" && props.field.primaryKey && props.originalRecord?.id;
    return filed ? t.div(null, guide(props), dressed(input, props)) : dressed(input, props);
  };
}

// The lists of the forms offer codes: show their names, as far as we have them.
const select = app.components.select;
app.components.select = (props) => {
  if (typeof props.options !== "function" || typeof props.name !== "function") return select(props);
  const name = (option) => text(`${props.name().replace(/_kind$/, "")}.${option.value}`, option.label || option.value);
  return select({ ...props, options: () => props.options().map((option) => ({ ...option, label: name(option) })) });
};

// guide is the panel above a case: what comes next, and what is missing for it,
// as the server tells it.
function guide(props) {
  const data = store({ next: null, failed: false });
  const id = props.originalRecord.id;
  const load = () => app.pb.send(`/api/crm/complaints/${id}/next`, { requestKey: `escucha_guide_${id}` })
    .then((next) => { data.next = next; data.failed = false; })
    .catch((err) => { if (!err.isAbort) data.failed = true; });
  const saved = (e) => { if (e.detail?.id === id) load(); };
  const heading = () => data.next
    ? `${text("field.stage")}: ${text(`stage.${data.next.stage}`, data.next.stage)}`
    : text("admin.guide");
  return t.section(
    {
      className: "escucha-guide",
      ariaLabel: () => text("admin.guide"),
      onmount: () => { document.addEventListener("record:save", saved); load(); },
      onunmount: () => document.removeEventListener("record:save", saved),
    },
    t.header(
      null,
      t.strong(null, heading),
      t.a({ className: "btn sm outline", href: `/desk/#/caso/${id}`, target: "_blank", rel: "noopener" }, () => text("admin.open")),
    ),
    () => data.failed ? t.p({ className: "escucha-failed" }, text("admin.failed")) : null,
    () => (data.next?.allowed || []).map((way, i) => wayOf(way, i === 0)),
  );
}

// wayOf is one stage that can be reached; the first is the one that is advised.
function wayOf(way, first) {
  const state = !way.may ? text("admin.not_you") : way.ready ? text("admin.ready") : text("admin.missing");
  return t.details(
    { className: "escucha-way", open: first, "html-data-to": way.to },
    t.summary(null, t.span(null, way.label), t.span({ className: `label ${way.ready && way.may ? "success" : "warning"}` }, state)),
    t.ul(
      null,
      ...way.missing.map((item) => t.li(
        { className: `escucha-${item.level}`, title: item.why },
        t.strong(null, item.label), " ", t.span(null, item.message),
        item.level === "advised" ? t.em(null, ` (${text("admin.advised")})`) : null,
      )),
    ),
  );
}
