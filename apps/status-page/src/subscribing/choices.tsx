import type { Snapshot, SnapshotGroup } from "@fanal/contract/snapshot";
import { impacts, languageNames, languages } from "@fanal/domain";
import { useWords } from "../words.tsx";
import type { ChosenUpdates } from "./screens.ts";

interface ChoicesProps extends ChosenUpdates {
  snapshot: Snapshot;
}

/** What somebody is told of: of which part of the page, of how much, in which language. */
export function Choices({ snapshot, choices, stories, language }: ChoicesProps) {
  const { text } = useWords();
  return (
    <>
      <Scope snapshot={snapshot} scope={choices.scope} />
      {stories.length > 0 && (
        <fieldset>
          <legend>{text("subscribe.stories")}</legend>
          <ul className="checks">
            {stories.map(({ id, title }) => (
              <Check
                key={id}
                name="story"
                value={id}
                isChecked
                label={title}
                gone={text("subscribe.gone_story")}
              />
            ))}
          </ul>
        </fieldset>
      )}
      <Amount choices={choices} />
      <LanguageChoice language={language} />
    </>
  );
}

/** How much of it. */
export function Amount({ choices, isOneStory }: Pick<ChosenUpdates, "choices"> & { isOneStory?: boolean }) {
  const { text } = useWords();
  return (
    <>
      {!isOneStory && (
        <div className="field">
          <label htmlFor="impact">{text("subscribe.impact")}</label>
          <select id="impact" name="impact" defaultValue={choices.leastImpact}>
            {impacts.map((impact) => (
              <option key={impact} value={impact}>
                {text(`subscribe.impact_${impact}`)}
              </option>
            ))}
          </select>
        </div>
      )}
      <label className="check">
        <input type="checkbox" name="brief" value="yes" defaultChecked={choices.onlyStartAndEnd} />
        <span>{text("subscribe.only_start_and_end")}</span>
      </label>
    </>
  );
}

export function LanguageChoice({ language }: Pick<ChosenUpdates, "language">) {
  const { text } = useWords();
  return (
    <div className="field">
      <label htmlFor="language">{text("subscribe.language")}</label>
      <select id="language" name="language" defaultValue={language}>
        {languages.map((tag) => (
          <option key={tag} value={tag} lang={tag}>
            {languageNames[tag]}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Of a page with more services groups are folded, so that each can be found; what was chosen in one is seen. */
const mostOpen = 20;

/** All of the page, or a list of its groups and services, which opens by style alone. */
function Scope({ snapshot, scope }: { snapshot: Snapshot; scope: ChosenUpdates["choices"]["scope"] }) {
  const { text } = useWords();
  const groups = snapshot.groups.filter((group) => group.services.length > 0);
  const serviceIds = new Set(groups.flatMap((group) => group.services.map(({ id }) => id)));
  const groupIds = new Set(groups.map(({ id }) => id));
  const isLong = serviceIds.size > mostOpen;
  return (
    <fieldset className="scope">
      <legend>{text("subscribe.what")}</legend>
      <label className="check">
        <input type="radio" name="scope" value="all" defaultChecked={scope === null} />
        <span>{text("subscribe.everything")}</span>
      </label>
      <label className="check">
        <input type="radio" name="scope" value="chosen" defaultChecked={scope !== null} />
        <span>{text("subscribe.chosen")}</span>
      </label>
      <ul className="checks">
        {groups.map((group) => (
          <Group key={group.id ?? ""} group={group} scope={scope} isLong={isLong} />
        ))}
        {scope?.groupIds
          .filter((id) => !groupIds.has(id))
          .map((id) => (
            <Check
              key={id}
              name="group"
              value={id}
              isChecked
              label={null}
              gone={text("subscribe.gone_group")}
            />
          ))}
        {scope?.serviceIds
          .filter((id) => !serviceIds.has(id))
          .map((id) => (
            <Check
              key={id}
              name="service"
              value={id}
              isChecked
              label={null}
              gone={text("subscribe.gone_service")}
            />
          ))}
      </ul>
    </fieldset>
  );
}

interface GroupProps {
  group: SnapshotGroup;
  scope: ChosenUpdates["choices"]["scope"];
  /** Whether the page has so many services that groups are folded. */
  isLong: boolean;
}

function Group({ group, scope, isLong }: GroupProps) {
  const { rich } = useWords();
  const services = group.services.map(({ id, name }) => (
    <Check
      key={id}
      name="service"
      value={id}
      isChecked={scope?.serviceIds.includes(id) ?? false}
      label={name}
    />
  ));
  if (group.id === null) return services;
  const isChosen = scope?.groupIds.includes(group.id) ?? false;
  const whole = (
    <label className="check">
      <input type="checkbox" name="group" value={group.id} defaultChecked={isChosen} />
      <span>{rich("subscribe.group", { group: <bdi>{group.name}</bdi> })}</span>
    </label>
  );
  const parts = <ul className="checks">{services}</ul>;
  if (!isLong)
    return (
      <li>
        {whole}
        {parts}
      </li>
    );
  const isOpen = isChosen || group.services.some(({ id }) => scope?.serviceIds.includes(id));
  return (
    <li>
      <details open={isOpen}>
        <summary>
          <bdi>{group.name}</bdi>
          <span className="meta">{group.services.length}</span>
        </summary>
        {whole}
        {parts}
      </details>
    </li>
  );
}

interface CheckProps {
  name: string;
  value: string;
  isChecked: boolean;
  /** A name that somebody typed; `null` for what is gone. */
  label: string | null;
  /** What is said of it then. */
  gone?: string;
}

function Check({ name, value, isChecked, label, gone }: CheckProps) {
  return (
    <li>
      <label className="check">
        <input type="checkbox" name={name} value={value} defaultChecked={isChecked} />
        {label === null ? <span className="quiet-word">{gone}</span> : <bdi>{label}</bdi>}
      </label>
    </li>
  );
}
