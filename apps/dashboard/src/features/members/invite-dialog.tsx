import { type InvitationWithLink, invitationInput, limits, type Member } from "@fanal/contract";
import { type Role, refuseInvitation, roles } from "@fanal/domain";
import { Field, FieldDescription, FieldError, FieldGroup, FieldLabel } from "@fanal/ui/components/field";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@fanal/ui/components/select";
import { Textarea } from "@fanal/ui/components/textarea";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { FormDialog } from "../../components/form-dialog.tsx";
import { FormFailure } from "../../components/form-failure.tsx";
import { TeamChecks } from "../../components/team-checks.tsx";
import { sentenceOf } from "../../lib/errors.ts";
import { focusFirstProblem } from "../../lib/forms.ts";
import { pick } from "../../lib/pick.ts";
import { roleWords } from "../../lib/roles.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { addressesIn, oddPartsIn } from "./addresses.ts";
import { teamsQuery } from "./queries.ts";
import { useInvite } from "./writes.ts";

interface InviteDialogProps {
  organization: string;
  members: readonly Member[];
  onInvited: (made: InvitationWithLink[]) => void;
  onClose: () => void;
}

/** Many addresses, pasted as they come; one role and the same teams for all of them. */
export function InviteDialog({ organization, members, onInvited, onClose }: InviteDialogProps) {
  const { role: own } = useOrganization();
  const { data: teams = [] } = useQuery(teamsQuery(organization));
  const [text, setText] = useState("");
  const [role, setRole] = useState<Role>("responder");
  const [teamIds, setTeamIds] = useState<string[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const invite = useInvite(
    (error) => setFailure(sentenceOf(error)),
    (made) => {
      onClose();
      onInvited(made);
    },
  );
  const emails = addressesIn(text);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const found = problemOf(text, members);
    setProblem(found);
    setFailure(null);
    if (found !== null) focusFirstProblem(event.currentTarget);
    else invite.submit({ organization, emails, role, teamIds });
  }

  return (
    <FormDialog
      title="Invite people"
      description={`Each gets a link of their own. It works once, for ${limits.invitationDays} days.`}
      act={emails.length > 1 ? `Send ${emails.length} invitations` : "Send invitation"}
      isBusy={invite.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <FieldGroup>
        <FormFailure message={failure} />
        <Field data-invalid={problem !== null}>
          <FieldLabel htmlFor="invite-emails">E-mail addresses</FieldLabel>
          <Textarea
            id="invite-emails"
            rows={4}
            placeholder="mara@acme.example, nils@acme.example"
            value={text}
            aria-invalid={problem !== null}
            aria-describedby="invite-emails-help"
            onChange={(event) => setText(event.target.value)}
          />
          <FieldDescription id="invite-emails-help">
            {emails.length > 1
              ? `${emails.length} addresses.`
              : "Paste as many as you like: a list, a column, the recipients of a mail."}
          </FieldDescription>
          <FieldError>{problem}</FieldError>
        </Field>
        <Field>
          <FieldLabel htmlFor="invite-role">Role</FieldLabel>
          <Select value={role} onValueChange={(value) => setRole(pick<Role>(roles, value))}>
            <SelectTrigger id="invite-role" aria-describedby="invite-role-help">
              <SelectValue />
            </SelectTrigger>
            <SelectContent>
              {roles
                .filter((one) => refuseInvitation(own, one) === null)
                .map((one) => (
                  <SelectItem key={one} value={one}>
                    {roleWords[one].label}
                  </SelectItem>
                ))}
            </SelectContent>
          </Select>
          <FieldDescription id="invite-role-help">{roleWords[role].does}.</FieldDescription>
        </Field>
        {teams.length > 0 && (
          <fieldset className="flex min-w-0 flex-col gap-2">
            <legend className="mb-1 text-sm font-medium">Teams</legend>
            <TeamChecks teams={teams} chosen={teamIds} onChange={setTeamIds} />
          </fieldset>
        )}
      </FieldGroup>
    </FormDialog>
  );
}

function problemOf(text: string, members: readonly Member[]): string | null {
  const [odd] = oddPartsIn(text);
  if (odd !== undefined) return `“${odd}” is no e-mail address.`;
  const emails = addressesIn(text);
  for (const email of emails) {
    if (!invitationInput.shape.emails.element.safeParse(email).success)
      return `“${email}” is no e-mail address.`;
    const member = members.find((one) => one.email.toLowerCase() === email);
    if (member !== undefined) return `${member.name} (${email}) is a member already.`;
  }
  const whole = invitationInput.shape.emails.safeParse(emails);
  return whole.error?.issues[0]?.message ?? null;
}
