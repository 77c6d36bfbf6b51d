// Passkeys. The browser asks for finger, face or code; its answer is sent with the form that asked.
// Without script, or without passkeys, the forms stay hidden or say so, and the password is the way in.
const can = Boolean(window.PublicKeyCredential)

async function told (form) {
  if (form.dataset.told) return JSON.parse(document.getElementById(form.dataset.told).textContent)
  const answer = await fetch(form.dataset.ask, { headers: { Accept: 'application/json' } })
  if (!answer.ok) throw new Error(`asked, and got ${answer.status}`)
  return answer.json()
}

async function answer (form) {
  const options = await told(form)
  if (form.dataset.passkey === 'get') return window.webauthnJSON.get(options.request_options)
  const wanted = options.creation_options // one that opens the door by itself, and knows whose hand it is
  Object.assign(wanted.publicKey.authenticatorSelection, {
    residentKey: 'required', requireResidentKey: true, userVerification: 'required'
  })
  return window.webauthnJSON.create(wanted)
}

for (const form of document.querySelectorAll('form[data-passkey]')) {
  form.hidden = !can
  const trouble = form.querySelector('[data-trouble]')
  form.addEventListener('submit', async (event) => {
    if (form.elements.credential.value) return
    event.preventDefault()
    trouble.hidden = true
    try {
      form.elements.credential.value = JSON.stringify(await answer(form))
      form.submit()
    } catch {
      trouble.hidden = false // most often: the person changed their mind
    }
  })
}
if (can) for (const said of document.querySelectorAll('[data-no-passkey]')) said.hidden = true
