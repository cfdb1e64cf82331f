import { limits, pageLook } from "@fanal/contract";
import { cornerRadii, pageWidths } from "@fanal/domain";
import { FieldGroup } from "@fanal/ui/components/field";
import { useEditor } from "../editor.tsx";
import { TextSetting, ToggleSetting } from "../settings.tsx";
import { AccentSetting } from "./accent-setting.tsx";
import { CustomCss } from "./custom-css.tsx";
import { HeaderLinks } from "./header-links.tsx";
import { ImageSetting } from "./image-setting.tsx";

const radiusLabels: Record<(typeof cornerRadii)[number], string> = {
  none: "None",
  small: "Small",
  medium: "Medium",
  large: "Large",
};
const widthLabels: Record<(typeof pageWidths)[number], string> = { narrow: "Narrow", wide: "Wide" };

const radii = cornerRadii.map((value) => ({ value, label: radiusLabels[value] }));
const widths = pageWidths.map((value) => ({ value, label: widthLabels[value] }));

export function LookSection() {
  const { page, save } = useEditor();
  return (
    <>
      <FieldGroup>
        <ImageSetting
          kind="logo_light"
          label="Logo"
          help="Also for dark pages, without a logo of their own."
        />
        <ImageSetting
          kind="logo_dark"
          label="Logo in the dark"
          help="For visitors who read in dark colours."
        />
        <ImageSetting
          kind="favicon"
          label="Icon"
          help="In the browser’s tab, in the place of the status’s sign."
        />
        <p className="text-xs font-normal text-muted-foreground">
          PNG, JPEG, WebP, GIF or SVG, 1 MB at most. A file can also be dropped on its place.
        </p>
      </FieldGroup>
      <AccentSetting />
      <FieldGroup>
        <ToggleSetting
          label="Corners"
          value={page.look.radius}
          choices={radii}
          onSave={(radius) => save({ look: { radius } })}
        />
        <ToggleSetting
          label="Width"
          value={page.look.width}
          choices={widths}
          onSave={(width) => save({ look: { width } })}
        />
      </FieldGroup>
      <HeaderLinks />
      <TextSetting
        label="Footer"
        value={page.look.footerText}
        schema={pageLook.shape.footerText}
        limit={limits.footer}
        placeholder="Lumen GmbH, Hamburg. Support answers from 8 to 20 h."
        help="Plain text under everything else."
        onSave={(footerText) => save({ look: { footerText } })}
      />
      <CustomCss />
    </>
  );
}
