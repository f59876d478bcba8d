import { flushPromises } from "@vue/test-utils";
import { afterEach, describe, expect, test } from "vitest";
import { CONTROLS } from "../src/control/controls";
import type { ControlView } from "../src/wire/ControlView";
import type { FieldView } from "../src/wire/FieldView";
import { show, type Shown } from "./shown";
import { at, field, step } from "./views";

let shown: Shown | null = null;
afterEach(() => shown?.page.unmount());

async function ask(asked: FieldView): Promise<Shown> {
  shown = await show(at(step("one", { ask: [asked] })));
  return shown;
}

const EVERY: ControlView[] = [
  { kind: "line" },
  { kind: "secret" },
  { kind: "choice", options: [{ id: "a", label: "A", detail: null }] },
  { kind: "folder" },
  { kind: "file" },
  { kind: "switch" },
];

test("every kind of control has a component that takes the focus", async () => {
  expect(EVERY.map((control) => control.kind).sort()).toEqual(Object.keys(CONTROLS).sort());
  for (const control of EVERY) {
    const { find, page } = await ask(field("f", { control }));
    const focused = find("field-f").find("#input-f");
    expect(focused.exists(), control.kind).toBe(true);
    expect(find("field-f").find("label[for=input-f]").exists(), control.kind).toBe(true);
    page.unmount();
  }
});

describe("a line", () => {
  test("is not sent while typing, and once with Enter", async () => {
    const { find, host } = await ask(field("app-id"));
    const input = find("field-app-id").find("input");
    await input.setValue("wx1");
    expect(host.sent).toEqual([]);
    await input.trigger("keydown", { key: "Enter" });
    expect(host.sent).toEqual([{ kind: "answer", field: "app-id", text: "wx1" }]);
  });

  test("is sent when it is left", async () => {
    const { find, host } = await ask(field("app-id"));
    const input = find("field-app-id").find("input");
    await input.setValue("wx1");
    await input.trigger("blur");
    expect(host.sent).toEqual([{ kind: "answer", field: "app-id", text: "wx1" }]);
  });

  test("left by pressing a button is sent when the button is up again", async () => {
    const { find, host } = await ask(field("app-id"));
    const input = find("field-app-id").find("input");
    await input.setValue("wx1");
    window.dispatchEvent(new Event("pointerdown"));
    await input.trigger("blur");
    expect(host.sent).toEqual([]);
    window.dispatchEvent(new Event("pointerup"));
    expect(host.sent).toEqual([{ kind: "answer", field: "app-id", text: "wx1" }]);
  });

  test("left unchanged is not sent", async () => {
    const { find, host } = await ask(field("app-id", { text: "wx1", answered: true }));
    await find("field-app-id").find("input").trigger("blur");
    expect(host.sent).toEqual([]);
  });

  test("emptied withdraws its answer", async () => {
    const { find, host } = await ask(field("app-id", { text: "wx1", answered: true }));
    const input = find("field-app-id").find("input");
    await input.setValue("");
    await input.trigger("keydown", { key: "Enter" });
    expect(host.sent).toEqual([{ kind: "answer", field: "app-id", text: "" }]);
  });

  test("keeps what is being typed when something else changes", async () => {
    const { find, host, page } = await ask(field("app-id"));
    const input = find("field-app-id").find<HTMLInputElement>("input");
    await input.setValue("wx1");
    host.show(at(step("one", { ask: [field("app-id")] }), { work: { title: "", done: 1, total: 2, bytes: false, stopping: false } }));
    await page.vm.$nextTick();
    expect(input.element.value).toBe("wx1");
  });

  test("says what holds while nothing is answered", async () => {
    const { find } = await ask(field("domain", { usual: "oa.example.com" }));
    expect(find("field-domain").find("input").attributes("placeholder")).toBe("默认：oa.example.com");
  });
});

describe("a refusal", () => {
  const refused = field("app-id", { text: "ｗｘ１", refusal: "全角字符", suggestion: "wx1" });

  test("stands at its field and is tied to it", async () => {
    const { find } = await ask(refused);
    expect(find("refusal-app-id").text()).toContain("全角字符");
    const input = find("field-app-id").find("input");
    expect(input.attributes("aria-invalid")).toBe("true");
    expect(input.attributes("aria-describedby")).toContain("refusal-app-id");
    expect((input.element as HTMLInputElement).value).toBe("ｗｘ１");
  });

  test("offers what was probably meant", async () => {
    const { find, host } = await ask(refused);
    await find("use-app-id").trigger("click");
    expect(host.sent).toEqual([{ kind: "answer", field: "app-id", text: "wx1" }]);
  });
});

describe("a secret", () => {
  const secret = (over: Partial<FieldView> = {}): FieldView => field("app-secret", { control: { kind: "secret" }, ...over });

  test("that is stored is never on the page", async () => {
    const { find, page } = await ask(secret({ answered: true }));
    expect(find("field-app-secret").find<HTMLInputElement>("input").element.value).toBe("");
    expect(page.find(".eye").exists()).toBe(false);
  });

  test("is hidden while typed, and gone once it is taken", async () => {
    shown = await show(at(step("one", { ask: [secret()] })), (request) =>
      request.kind === "answer" ? at(step("one", { ask: [secret({ answered: true })] })) : undefined,
    );
    const input = shown.find("field-app-secret").find<HTMLInputElement>("input");
    expect(input.element.type).toBe("password");
    await input.setValue("0123456789abcdef");
    await input.trigger("keydown", { key: "Enter" });
    await flushPromises();
    expect(shown.host.sent).toEqual([{ kind: "answer", field: "app-secret", text: "0123456789abcdef" }]);
    expect(input.element.value).toBe("");
    expect(shown.page.html()).not.toContain("0123456789abcdef");
  });

  test("that is refused stays, so that it can be corrected", async () => {
    shown = await show(at(step("one", { ask: [secret()] })), (request) =>
      request.kind === "answer" ? at(step("one", { ask: [secret({ refusal: "太短" })] })) : undefined,
    );
    const input = shown.find("field-app-secret").find<HTMLInputElement>("input");
    await input.setValue("0123");
    await input.trigger("keydown", { key: "Enter" });
    await flushPromises();
    expect(input.element.value).toBe("0123");
  });

  test("offered by the stage is taken over without being shown", async () => {
    const { find, host } = await ask(secret({ suggestion: "canary-secret" }));
    expect(find("use-app-secret").text()).not.toContain("canary");
    await find("use-app-secret").trigger("click");
    expect(host.sent).toEqual([{ kind: "answer", field: "app-secret", text: "canary-secret" }]);
  });

  test("can be forgotten", async () => {
    const { find, host } = await ask(secret({ answered: true }));
    await find("forget").trigger("click");
    expect(host.sent).toEqual([{ kind: "answer", field: "app-secret", text: "" }]);
  });
});

describe("a choice", () => {
  const options = (count: number): ControlView => ({
    kind: "choice",
    options: Array.from({ length: count }, (_, at) => ({ id: `o${at}`, label: `Option ${at}`, detail: `line ${at}` })),
  });

  test("is sent when it is made", async () => {
    const { find, host } = await ask(field("place", { control: options(2) }));
    await find("field-place").find("input[value=o1]").trigger("change");
    expect(host.sent).toEqual([{ kind: "answer", field: "place", text: "o1" }]);
  });

  test("shows what holds while nothing is chosen, and says so", async () => {
    const { find } = await ask(field("place", { control: options(2), usual: "o0" }));
    const chosen = find("field-place").find("[data-option=o0]");
    expect(chosen.find<HTMLInputElement>("input").element.checked).toBe(true);
    expect(chosen.text()).toContain("默认");
  });

  test("among many can be narrowed", async () => {
    const { find } = await ask(field("literal", { control: options(9) }));
    await find("field-literal").find("input[type=search]").setValue("line 7");
    expect(find("field-literal").findAll("input[type=radio]").map((radio) => radio.attributes("value"))).toEqual(["o7"]);
  });
});

test("a switch says yes and no", async () => {
  const { find, host, page } = await ask(field("wecom", { control: { kind: "switch" }, usual: "no" }));
  const toggle = find("field-wecom").find("[role=switch]");
  expect(toggle.attributes("aria-checked")).toBe("false");
  await toggle.trigger("click");
  host.show(at(step("one", { ask: [field("wecom", { control: { kind: "switch" }, text: "yes" })] })));
  await page.vm.$nextTick();
  await toggle.trigger("click");
  expect(host.sent).toEqual([
    { kind: "answer", field: "wecom", text: "yes" },
    { kind: "answer", field: "wecom", text: "no" },
  ]);
});

test.each(["folder", "file"] as const)("a %s can be picked by the host", async (kind) => {
  const { find, host } = await ask(field("where", { control: { kind } }));
  await find("field-where").find("[data-testid=pick]").trigger("click");
  expect(host.sent).toEqual([{ kind: "pick", field: "where" }]);
});

test("a folder found on this machine is taken over by a click", async () => {
  const { find, host } = await ask(field("web-root", { control: { kind: "folder" }, found: ["/srv/layout"] }));
  await find("found").trigger("click");
  expect(host.sent).toEqual([{ kind: "answer", field: "web-root", text: "/srv/layout" }]);
});
