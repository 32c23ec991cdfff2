/** The plan of a webinar is edited while others change it: refused, kept, and saved by the next press with what came meanwhile. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { newId } from "../../../shared/ids.ts";
import type { Windows } from "../forum/windows.ts";
import { type Company, hour, openCompany, roomOf } from "./hour.windows.ts";

let windows: Windows;
let company: Company;
beforeAll(async () => {
  ({ windows, company } = await openCompany());
});
afterAll(() => windows?.close());

for (const javaScriptEnabled of [true, false])
  test(`a guest who is invited meanwhile stays on the panel (${javaScriptEnabled ? "with" : "without"} script)`, async () => {
    const { organiser, ingrid, salma } = company;
    const { webinarId } = await hour(company, { open: false, description: "Before" });
    const page = await windows.open(organiser, roomOf(webinarId, "/edit"), { javaScriptEnabled });
    const save = page.locator("button[type=submit]", { hasText: "Save" });
    const panel = page.locator("fieldset", { hasText: "The panel" });
    await page.fill("#title", "Typed for long");
    if (javaScriptEnabled) await panel.locator("li", { hasText: "Salma" }).locator("button").click();
    const guestId = newId();
    await organiser.call("webinars.inviteGuest", { id: guestId, webinarId, name: "Gita Guest", panellist: true });

    await save.click();
    await page.locator("main [role=alert]", { hasText: "Somebody was faster" }).waitFor();
    await panel.locator("li", { hasText: "Gita Guest" }).waitFor();
    expect(await page.inputValue("#title")).toBe("Typed for long");
    expect(await panel.locator("li", { hasText: "Salma" }).count()).toBe(javaScriptEnabled ? 0 : 1);

    await save.click();
    await page.locator("h1", { hasText: "Typed for long" }).waitFor();
    const { webinar } = await organiser.call("webinars.readWebinar", { webinarId });
    expect(webinar).toMatchObject({ title: "Typed for long", description: "Before" });
    expect(webinar.panellists.map(({ id }) => id)).toEqual([
      ingrid.id,
      ...(javaScriptEnabled ? [] : [salma.id]),
      guestId,
    ]);
    await page.context().close();
  });
