import { flushPromises } from "@vue/test-utils";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { show, type Shown } from "./shown";
import { view } from "./views";

let shown: Shown | null = null;
let tell: (change: { matches: boolean }) => void = () => undefined;

beforeEach(() => {
  localStorage.clear();
  const system = { matches: true, addEventListener: (_: string, listener: typeof tell) => (tell = listener) };
  vi.stubGlobal("matchMedia", () => system);
});
afterEach(() => {
  shown?.page.unmount();
  vi.unstubAllGlobals();
});

const mode = (): string | null => document.documentElement.getAttribute("theme-mode");

test("the page is as dark as the system, also when that changes", async () => {
  shown = await show(view());
  expect(mode()).toBe("dark");
  tell({ matches: false });
  await flushPromises();
  expect(mode()).toBe("light");
});

test("a chosen appearance stays, whatever the system does", async () => {
  shown = await show(view());
  await shown.find("theme").trigger("click");
  expect(mode()).toBe("light");
  tell({ matches: true });
  await flushPromises();
  expect(mode()).toBe("light");
  shown.page.unmount();
  shown = await show(view());
  expect(mode()).toBe("light");
});
