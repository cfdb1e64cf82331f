import { toast } from "sonner";

/** Copies a text and says so; `what` names it: "Link". */
export async function copyText(what: string, text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast.success(`${what} copied.`);
  } catch {
    // Browsers keep the clipboard from pages without https, and from people who said no.
    toast.error(`The browser did not let us copy. Here is the ${what.toLowerCase()}:`, { description: text });
  }
}
