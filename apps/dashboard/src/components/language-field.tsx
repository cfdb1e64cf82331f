import { type Language, languageNames, languages } from "@fanal/domain";
import { Field, FieldLabel } from "@fanal/ui/components/field";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@fanal/ui/components/select";
import { useId } from "react";
import { pick } from "../lib/pick.ts";

interface LanguageFieldProps {
  value: Language;
  onChange: (language: Language) => void;
}

/** In which language somebody is told. */
export function LanguageField({ value, onChange }: LanguageFieldProps) {
  const id = useId();
  return (
    <Field>
      <FieldLabel htmlFor={id}>Language</FieldLabel>
      <Select value={value} onValueChange={(chosen) => onChange(pick(languages, chosen))}>
        <SelectTrigger id={id}>
          <SelectValue />
        </SelectTrigger>
        <SelectContent>
          {languages.map((one) => (
            <SelectItem key={one} value={one}>
              {languageNames[one]}
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
    </Field>
  );
}
