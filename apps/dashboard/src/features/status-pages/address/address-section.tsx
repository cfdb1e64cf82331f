import { EmbedHint } from "./embed-hint.tsx";
import { OwnHosts } from "./own-hosts.tsx";
import { SlugForm } from "./slug-form.tsx";

export function AddressSection() {
  return (
    <>
      <SlugForm />
      <OwnHosts />
      <EmbedHint />
    </>
  );
}
