/** Every view that the program was recorded to give (tests/views/recorded) is drawn, with every text that is in it. */
import { flushPromises } from "@vue/test-utils";
import { afterEach, beforeEach, describe, expect, test, vi, type MockInstance } from "vitest";
import type { View } from "../src/wire/View";
import { show, type Shown } from "./shown";

const RECORDED = import.meta.glob<View>("../../tests/views/recorded/*.json", { eager: true, import: "default" });

/** Where a view keeps sentences and names for people. */
const FOR_PEOPLE = new Set(
  "banner closed detail folded hint label name nextClosed question refusal standingWords summary title unknown what why words".split(" "),
);

/** The texts for people below a part of a view. */
function texts(part: unknown): string[] {
  if (Array.isArray(part)) {
    return part.flatMap(texts);
  }
  if (typeof part !== "object" || part === null) {
    return [];
  }
  return Object.entries(part).flatMap(([key, value]) => {
    if (typeof value !== "string") {
      return texts(value);
    }
    return FOR_PEOPLE.has(key) && value !== "" ? [value] : [];
  });
}

/** The lines of an errand and of a notice are texts too; those of a diff are drawn sign by sign. */
function lines(view: View): string[] {
  const errands = (view.step?.act ?? []).flatMap((act) => (act.kind === "theirs" ? act.errand.lines : []));
  return [...errands, ...(view.notice?.lines ?? [])];
}

/** Everything that can be read or is read out. */
function readable(): string {
  const spoken = [...document.body.querySelectorAll("*")].flatMap((element) =>
    ["aria-label", "title", "placeholder", "alt"].map((name) => element.getAttribute(name) ?? ""),
  );
  return [document.body.textContent, ...spoken].join("\n").replace(/\s+/g, " ");
}

let shown: Shown | null = null;
let complaints: MockInstance[] = [];
beforeEach(() => {
  complaints = [vi.spyOn(console, "error"), vi.spyOn(console, "warn")];
});
afterEach(() => {
  shown?.page.unmount();
  vi.restoreAllMocks();
});

test("there are recorded views, each in both languages", () => {
  const names = Object.keys(RECORDED).map((path) => path.replace(/^.*\//, ""));
  expect(names.length).toBeGreaterThan(30);
  for (const name of names) {
    const other = name.endsWith(".zh.json") ? name.replace(".zh.", ".en.") : name.replace(".en.", ".zh.");
    expect(names).toContain(other);
  }
});

describe.each(Object.entries(RECORDED))("%s", (_, view) => {
  test("is drawn with every text in it, and nothing is complained of", async () => {
    shown = await show(view);
    await flushPromises();
    // The list, and where secrets are kept, are told where nothing is open.
    const { deployments, secrets, ...journey } = view;
    const drawn = view.open === null ? { ...journey, deployments, secrets } : journey;
    const page = readable();
    const missing = [...texts(drawn), ...lines(view)].filter((text) => !page.includes(text.replace(/\s+/g, " ").trim()));
    expect([...new Set(missing)]).toEqual([]);
    expect(complaints.flatMap((complaint) => complaint.mock.calls)).toEqual([]);
  });
});
