/** What an organiser changes of a member: the role, suspended or not, a new link by mail. */
import type { TargetedSubmitEvent } from "preact";
import type { Role } from "../../../shared/contracts/common.ts";
import type { MemberView } from "../../../shared/contracts/members.ts";
import { Button, PlainForm } from "../../elements/button.tsx";
import { SelectField, TextField } from "../../elements/form.tsx";
import { Row } from "../../elements/layout.tsx";
import { useFormId } from "../../form-id.ts";
import { useLanguage } from "../../language/language.ts";
import { useRole } from "../../shell.tsx";
import { FormProblems, useFieldProblems } from "../field-problems.tsx";
import { useSending } from "../use-sending.ts";

interface MemberFormProps {
  member: MemberView;
  here: string;
  onChanged: (member: MemberView) => void;
  /** What was done, said in the row. */
  say: (said: string) => void;
}
type Submitted = TargetedSubmitEvent<HTMLFormElement>;

export function RoleForm({ member, here, onChanged, say }: MemberFormProps) {
  const { t } = useLanguage();
  const has = useRole();
  const [changeId, renew] = useFormId();
  const { refused, busy, send } = useSending("members.changeRole", (typed) => typed["memberId"] === member.id);
  const roles: readonly Role[] = has("admin") ? ["member", "moderator", "organiser", "admin"] : ["member", "moderator"];
  const id = `role-${member.id}`;

  async function change(event: Submitted): Promise<void> {
    event.preventDefault();
    const role = String(new FormData(event.currentTarget).get("role")) as Role;
    const changed = await send({ memberId: member.id, changeId, role });
    renew();
    if (!changed) return;
    onChanged(changed);
    say(t("members.roleChanged", { name: member.name }));
  }

  return (
    <PlainForm
      operation="members.changeRole"
      class="form"
      fields={{ memberId: member.id, changeId, _to: here, _from: here }}
      onSubmit={change}
    >
      <FormProblems refused={refused} fields={[]} />
      <SelectField
        id={id}
        name="role"
        label={t("members.role")}
        value={member.role}
        options={roles.map((value) => ({ value, label: t(`role.${value}`) }))}
      />
      <Row>
        <Button small type="submit" busy={busy}>
          {t("members.changeRole")}
        </Button>
      </Row>
    </PlainForm>
  );
}

export function StateForm({ member, here, onChanged, say }: MemberFormProps) {
  const { t } = useLanguage();
  const [changeId, renew] = useFormId();
  const sending = useSending("members.changeState", (typed) => typed["memberId"] === member.id);
  const { refused, typed, busy, send } = sending;
  const problems = useFieldProblems(refused);
  const active = member.state === "active";
  const id = `reason-${member.id}`;

  async function change(event: Submitted): Promise<void> {
    event.preventDefault();
    const filled = new FormData(event.currentTarget, event.submitter);
    const state = String(filled.get("state")) as "active" | "suspended" | "banned";
    const changed = await send({ memberId: member.id, changeId, state, reason: String(filled.get("reason") ?? "") });
    renew();
    if (!changed) return;
    onChanged({ ...member, state: changed.state, version: changed.version });
    const { name } = member;
    if (state === "active") say(t("members.restored", { name }));
    else say(t(state === "banned" ? "members.banned" : "members.suspended", { name }));
  }

  return (
    <PlainForm
      operation="members.changeState"
      class="form"
      fields={{ memberId: member.id, changeId, _to: here, _from: here }}
      onSubmit={change}
    >
      <FormProblems refused={refused} fields={[{ name: "reason", label: t("members.reason"), id }]} />
      <TextField
        key={member.state}
        id={id}
        name="reason"
        label={t("members.reason")}
        seenBy={t("members.reasonSeenBy")}
        help={active ? undefined : t("common.optional")}
        problem={problems["reason"]}
        defaultValue={typed["reason"]}
        required={active}
        maxLength={400}
        dir="auto"
      />
      <Row>
        {active && (
          <Button small type="submit" kind="danger" name="state" value="suspended" busy={busy}>
            {t("members.suspend")}
          </Button>
        )}
        {member.state !== "banned" && (
          <Button small type="submit" kind="danger" name="state" value="banned" busy={busy}>
            {t("members.ban")}
          </Button>
        )}
        {!active && (
          <Button small type="submit" name="state" value="active" busy={busy}>
            {t("members.restore")}
          </Button>
        )}
      </Row>
      {active && (
        <p class="meta">{`${t("members.suspend")}: ${t("members.suspendNote")} · ${t("members.ban")}: ${t("members.banNote")}`}</p>
      )}
    </PlainForm>
  );
}

export function LinkForm({ member, here, say }: MemberFormProps) {
  const { t } = useLanguage();
  const { refused, busy, send } = useSending("members.sendSignInLink", (typed) => typed["memberId"] === member.id);

  async function mail(event: Submitted): Promise<void> {
    event.preventDefault();
    if (await send({ memberId: member.id })) say(t("members.linkSent", { name: member.name }));
  }

  return (
    <PlainForm
      operation="members.sendSignInLink"
      fields={{ memberId: member.id, _to: here, _from: here }}
      onSubmit={mail}
    >
      <FormProblems refused={refused} fields={[]} />
      <Button small type="submit" icon="mail" busy={busy}>
        {t("members.sendLink")}
      </Button>
    </PlainForm>
  );
}
