// A button that copies a link, where the browser can. Without script the field is there to be marked and copied.
for (const field of document.querySelectorAll('[data-copy]')) {
  if (!navigator.clipboard) continue
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'btn main'
  button.textContent = field.dataset.copy
  const said = document.createElement('span')
  said.setAttribute('role', 'status')
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(field.value)
    said.textContent = field.dataset.copied
  })
  field.after(button, said)
}
