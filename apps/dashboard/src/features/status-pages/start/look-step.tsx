import { useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { StartFrame } from "../../../components/start-frame.tsx";
import { useOrganization } from "../../../lib/use-organization.ts";
import { EditorProvider } from "../editor.tsx";
import { AccentSetting } from "../look/accent-setting.tsx";
import { ImageSetting } from "../look/image-setting.tsx";
import { NameSetting } from "../name-setting.tsx";
import { Preview } from "../preview.tsx";
import { statusPageQuery } from "../queries.ts";
import { useSavePage } from "../writes.ts";

const nothing = () => {};

/** Name, logo and colour of the first page, beside the page itself. Everything is saved as it is chosen. */
export function LookStep({ pageId }: { pageId: string }) {
  const { slug: organization } = useOrganization();
  const navigate = useNavigate();
  const { data: page } = useSuspenseQuery(statusPageQuery(organization, pageId));
  const { save } = useSavePage(organization, pageId, nothing);
  return (
    <EditorProvider value={{ organization, page, canUpdate: true, save, onSaved: nothing }}>
      <StartFrame
        step="look"
        title="Give it a look"
        text="All of it can stay as it is. More is in the page’s editor, whenever you want."
        act="Continue"
        onAct={() => void navigate({ to: ".", search: { step: "live" } })}
        aside={<Preview page={page} isShown />}
      >
        <NameSetting />
        <AccentSetting />
        <ImageSetting
          kind="logo_light"
          label="Logo"
          help="PNG, JPEG, WebP, GIF or SVG, 1 MB at most. Without one, the name stands there."
        />
      </StartFrame>
    </EditorProvider>
  );
}
