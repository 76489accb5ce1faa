// At the desk: an address is proposed anew while nobody has typed one, also after a form came back with a fault.
document.addEventListener("DOMContentLoaded", () => {
  "use strict";
  const told = document.getElementById("django-admin-prepopulated-fields-constants");
  for (const { id, dependency_ids, maxLength, allowUnicode } of JSON.parse(told?.dataset.prepopulatedFields ?? "[]")) {
    const field = document.querySelector(id);
    const from = dependency_ids.map((one) => document.querySelector(one)?.value).filter(Boolean).join(" ");
    const proposed = field?.value;
    if (!proposed || proposed !== window.URLify(from, maxLength, allowUnicode)) continue;
    field.value = ""; // Django proposes for an empty field alone
    window.django.jQuery(field).prepopulate(dependency_ids, maxLength, allowUnicode);
    field.value = proposed;
  }
});
