/*
 * Asks the browser for its subscription when its button is pressed, and sends it with the form around it. All that it may say
 * stands in the document, in its language; without it there is a sentence instead of the form.
 */
const form = document.querySelector<HTMLFormElement>("#push");
if (form) offer(form);

type State = "unsupported" | "denied" | "dismissed" | "failed" | "told" | null;

function offer(form: HTMLFormElement): void {
  const field = (name: string) => form.elements.namedItem(name) as HTMLInputElement;

  /** Shows one sentence of those that are there, and the form with it where it is of any use. */
  function say(state: State): void {
    for (const sentence of document.querySelectorAll<HTMLElement>("[data-push]"))
      sentence.hidden = sentence.dataset.push !== state;
    form.hidden = state === "unsupported" || state === "denied";
  }

  async function subscription(): Promise<PushSubscription | null> {
    const registration = await navigator.serviceWorker.getRegistration(document.baseURI);
    return (await registration?.pushManager.getSubscription()) ?? null;
  }

  async function subscribe(): Promise<PushSubscription> {
    const scope = document.baseURI;
    await navigator.serviceWorker.register("service-worker.js", { scope });
    const { pushManager } = await navigator.serviceWorker.ready;
    const options = { userVisibleOnly: true, applicationServerKey: form.dataset.key ?? "" };
    try {
      return await pushManager.subscribe(options);
    } catch {
      // It may be subscribed with a key that the installation has no longer.
      await (await pushManager.getSubscription())?.unsubscribe();
      return pushManager.subscribe(options);
    }
  }

  async function send(action: string): Promise<void> {
    const permission = await Notification.requestPermission();
    if (permission !== "granted") {
      say(permission === "denied" ? "denied" : "dismissed");
      return;
    }
    try {
      field("subscription").value = JSON.stringify(await subscribe());
      field("action").value = action;
      form.submit();
    } catch {
      say("failed");
    }
  }

  form.onsubmit = (event) => {
    event.preventDefault();
    const button = event.submitter as HTMLButtonElement;
    button.disabled = true;
    void send(button.value).finally(() => {
      button.disabled = false;
    });
  };

  if (!("serviceWorker" in navigator && "PushManager" in window && "Notification" in window))
    say("unsupported");
  else if (Notification.permission === "denied") say("denied");
  else say(null);
  // Whoever was just told why it was not taken is not told that it was.
  if (!form.hidden && !document.querySelector("#problem"))
    void subscription().then(
      (found) => found && say("told"),
      () => undefined,
    );
}
