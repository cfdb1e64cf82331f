import { useEditor } from "../editor.tsx";
import { AudienceForm } from "./audience-form.tsx";
import { FeedLinks } from "./feed-links.tsx";

export function AudienceSection() {
  const { page, canUpdate } = useEditor();
  return (
    <>
      <AudienceForm />
      {page.visibility !== "public" && canUpdate && <FeedLinks />}
    </>
  );
}
