import { beforeEach, expect, test, vi } from "vitest";
import { desktop } from "../src/host/desktop";
import type { View } from "../src/wire/View";
import { view } from "./views";

type Numbered = { number: number; view: View };
type Call = { command: string; take: (numbered: Numbered) => void; refuse: (failure: unknown) => void };

const bridge = vi.hoisted(() => ({ calls: [] as Call[], tell: null as null | ((numbered: Numbered) => void) }));

vi.mock("@tauri-apps/api/core", () => ({
  invoke: (command: string) => new Promise((take, refuse) => bridge.calls.push({ command, take, refuse })),
  Channel: class {
    constructor(tell: (numbered: Numbered) => void) {
      bridge.tell = tell;
    }
  },
}));

beforeEach(() => {
  bridge.calls.length = 0;
  bridge.tell = null;
});

const named = (number: number): Numbered => ({ number, view: view({ summary: { holds: number, worrying: 0, broken: 0, unknown: 0, words: "" } }) });
const commands = (): string[] => bridge.calls.map((call) => call.command);

test("requests go one after the other, so that they arrive in order", async () => {
  const host = desktop();
  void host.send({ kind: "show" });
  void host.send({ kind: "close" });
  await vi.waitFor(() => expect(commands()).toEqual(["send"]));
  bridge.calls[0]?.take(named(1));
  await vi.waitFor(() => expect(commands()).toEqual(["send", "send"]));
});

test("a request that is refused does not hold up the next", async () => {
  const host = desktop();
  const refused = host.send({ kind: "show" });
  void host.send({ kind: "show" });
  await vi.waitFor(() => expect(commands()).toEqual(["send"]));
  bridge.calls[0]?.refuse({ code: "not-now" });
  await expect(refused).rejects.toEqual({ code: "not-now" });
  await vi.waitFor(() => expect(commands()).toEqual(["send", "send"]));
});

test("watching begins with the first view", async () => {
  const host = desktop();
  host.watch(() => undefined);
  void host.send({ kind: "show" });
  await vi.waitFor(() => expect(commands()).toEqual(["send"]));
  expect(bridge.tell).toBeNull();
  bridge.calls[0]?.take(named(1));
  await vi.waitFor(() => expect(commands()).toEqual(["send", "watch"]));
});

test("an old view that arrives late is not shown, whichever way it comes", async () => {
  const seen: number[] = [];
  const host = desktop();
  host.watch((shown) => seen.push(shown.summary.holds));
  const first = host.send({ kind: "show" });
  await vi.waitFor(() => expect(commands()).toEqual(["send"]));
  bridge.calls[0]?.take(named(1));
  await first;
  await vi.waitFor(() => expect(bridge.tell).not.toBeNull());

  const second = host.send({ kind: "look", step: null });
  await vi.waitFor(() => expect(bridge.calls.length).toBe(3));
  bridge.tell?.(named(3));
  bridge.calls[2]?.take(named(2));
  expect((await second).summary.holds).toBe(3);
  bridge.tell?.(named(2));
  expect(seen).toEqual([3, 3]);
});
