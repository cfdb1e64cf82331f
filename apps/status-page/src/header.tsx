import type { Snapshot, SnapshotImage } from "@fanal/contract/snapshot";
import type { PageImageKind } from "@fanal/domain";
import { useWords } from "./words.tsx";

interface HeaderProps {
  snapshot: Snapshot;
  base: string;
  /** On the main page its name is the first heading. */
  isMain: boolean;
  /** Where subscribing is what the document is for. */
  isSubscribing?: boolean;
}

export function Header({ snapshot, base, isMain, isSubscribing }: HeaderProps) {
  const { text } = useWords();
  const { look } = snapshot.page;
  const brand = <Brand snapshot={snapshot} />;
  return (
    <header>
      {isMain ? (
        <h1 className="brand">{brand}</h1>
      ) : (
        <a className="brand" href={base || "/"}>
          {brand}
        </a>
      )}
      {look.headerLinks.length > 0 && (
        <nav aria-label={text("header.links")}>
          {look.headerLinks.map(({ label, url }) => (
            <a key={`${label} ${url}`} href={url} rel="noopener" dir="auto">
              {label}
            </a>
          ))}
        </nav>
      )}
      {!isSubscribing && (
        <a className="button" href="subscribe">
          {text("updates.get")}
        </a>
      )}
    </header>
  );
}

/** The logo, for light and for dark, or the name. */
function Brand({ snapshot: { page } }: { snapshot: Snapshot }) {
  const image = (kind: PageImageKind) => page.images.find((one) => one.kind === kind);
  const light = image("logo_light") ?? image("logo_dark");
  const dark = image("logo_dark") ?? light;
  if (!light || !dark) return <bdi>{page.name}</bdi>;
  if (light === dark) return <Logo image={light} name={page.name} />;
  return (
    <>
      <Logo image={light} name={page.name} theme="light" />
      <Logo image={dark} name={page.name} theme="dark" />
    </>
  );
}

const logoHeight = 32;

function Logo({ image, name, theme }: { image: SnapshotImage; name: string; theme?: "light" | "dark" }) {
  const height = Math.min(logoHeight, image.height);
  return (
    <img
      className={theme && `on-${theme}`}
      src={image.path}
      alt={name}
      height={height}
      width={Math.round((image.width * height) / image.height)}
    />
  );
}
