// “Where I am” is asked of the phone on a press and never before; it goes once, in the body of a form, and is kept nowhere.
// Two decimals are about a kilometre: enough to find a café, too little to find a door.

const form = document.querySelector("form[data-near]");
const ROUGH = { enableHighAccuracy: false, timeout: 15_000, maximumAge: 600_000 };

function says(words) {
  form.querySelector("[data-near-says]").textContent = words;
}

if (form && navigator.geolocation && isSecureContext) {
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    says(form.dataset.waits);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        form.elements.lat.value = coords.latitude.toFixed(2);
        form.elements.lon.value = coords.longitude.toFixed(2);
        form.submit();
      },
      () => says(form.dataset.fails),
      ROUGH,
    );
  });
}
