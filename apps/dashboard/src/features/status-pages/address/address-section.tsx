import { SlugForm } from "./slug-form.tsx";
import { OwnHosts } from "./own-hosts.tsx";

export function AddressSection() {
  return (
    <>
      <SlugForm />
      <OwnHosts />
    </>
  );
}
