/** One member in the list, with what may be changed: role, state, a new link. */
import { useState } from "preact/hooks";
import type { MemberView } from "../../../shared/contracts/members.ts";
import { Two } from "../../elements/layout.tsx";
import { StatusLine } from "../../elements/notice.tsx";
import { Avatar } from "../../elements/person.tsx";
import { RoleBadge, Time } from "../../elements/text.tsx";
import { useHouse } from "../../house.ts";
import { useLanguage } from "../../language/language.ts";
import { useRole } from "../../shell.tsx";
import { Joined } from "../joined.tsx";
import { LinkForm, RoleForm, StateForm } from "./member-forms.tsx";
import { CountryName } from "./place-field.tsx";

interface MemberRowProps {
  member: MemberView;
  /** The list as it stands, to come back to. */
  here: string;
}

export function MemberRow({ member: first, here }: MemberRowProps) {
  const { t } = useLanguage();
  const { me, typed } = useHouse();
  const has = useRole();
  const [member, setMember] = useState(first);
  const [said, say] = useState<string | null>(null);
  const own = me.person?.id === member.id;
  // As the server will decide: organisers name members and moderators, admins everybody but themselves.
  const may =
    !own && member.state !== "left" && (has("admin") || member.role === "member" || member.role === "moderator");
  const { id, name, email, organisation, country, role, state, createdAt, lastSeenAt } = member;
  return (
    <article class="log thread-row" id={`member-${id}`}>
      <div class="log-margin num">
        <Time at={createdAt} kind="dateYear" />
      </div>
      <div class="log-text">
        <h2>
          <bdi>{name}</bdi>
        </h2>
        <span class="row">
          {state !== "active" && <RoleBadge>{t(`members.state.${state}`)}</RoleBadge>}
          {role !== "member" && <RoleBadge>{t(`role.${role}`)}</RoleBadge>}
        </span>
        <span class="count">
          <Avatar person={{ ...member, kind: "member" }} small />
        </span>
        <div class="meta">
          <p>
            <Joined
              facts={[
                <bdi dir="ltr">{email}</bdi>,
                organisation && <bdi>{organisation}</bdi>,
                country && <CountryName code={country} />,
                lastSeenAt ? <LastHere at={lastSeenAt} /> : t("members.neverHere"),
                own && t("members.you"),
              ]}
            />
          </p>
          <p role="status">{said && <StatusLine>{said}</StatusLine>}</p>
        </div>
        {may && (
          <details class="folded" open={typed["memberId"] === id}>
            <summary class="text-link">
              <span aria-hidden="true">{t("members.change")}</span>
              <span class="visually-hidden">{t("members.changeOf", { name })}</span>
            </summary>
            <div class="space">
              <Two>
                <StateForm member={member} here={here} onChanged={setMember} say={say} />
                <div class="stack-wide">
                  <RoleForm member={member} here={here} onChanged={setMember} say={say} />
                  {state === "active" && <LinkForm member={member} here={here} onChanged={setMember} say={say} />}
                </div>
              </Two>
            </div>
          </details>
        )}
      </div>
    </article>
  );
}

function LastHere({ at }: { at: string }) {
  const { rich } = useLanguage();
  return <>{rich("members.lastHere", { time: <Time at={at} kind="short" /> })}</>;
}
