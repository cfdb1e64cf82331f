import { statusPageInput } from "@fanal/contract";
import { required } from "../../lib/forms.ts";
import { useEditor } from "./editor.tsx";
import { TextSetting } from "./settings.tsx";

const nameField = required(
  "Write a name. Until then the page keeps its old one.",
  statusPageInput.shape.name,
);

export function NameSetting() {
  const { page, save } = useEditor();
  return <TextSetting label="Name" value={page.name} schema={nameField} onSave={(name) => save({ name })} />;
}
