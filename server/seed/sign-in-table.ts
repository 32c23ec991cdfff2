/** Who signs in with what, as it is printed at the start. */
import type { SignIn } from "./index.ts";

export function signInTable(signIns: SignIn[]): string {
  const wide = (key: "role" | "email" | "password") => Math.max(...signIns.map((one) => one[key].length));
  const rows = signIns.map(
    ({ role, email, password, name }) =>
      `  ${role.padEnd(wide("role"))}  ${email.padEnd(wide("email"))}  ${password.padEnd(wide("password"))}  ${name}`,
  );
  return ["Sign in as", ...rows].join("\n");
}
