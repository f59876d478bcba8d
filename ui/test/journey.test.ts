import { flushPromises } from "@vue/test-utils";
import { afterEach, describe, expect, test } from "vitest";
import { underTheirCauses } from "../src/page/causes";
import { FINDING_TONES } from "../src/page/standing";
import type { FindingState } from "../src/wire/FindingState";
import { show, type Shown } from "./shown";
import { action, at, field, finding, problem, step } from "./views";

let shown: Shown | null = null;
afterEach(() => shown?.page.unmount());

test("a step is drawn in its three parts and in this order", async () => {
  const whole = step("one", { ask: [field("f")], act: [{ kind: "ours", action: action("a") }], verify: [finding("c")] });
  shown = await show(at(whole));
  const parts = shown.page.findAll("[data-testid=ask], [data-testid=act], [data-testid=verify]");
  expect(parts.map((part) => part.find("h2").text())).toEqual(["填写", "操作", "核对"]);
});

test("a part that is empty is not drawn", async () => {
  shown = await show(at(step("one", { verify: [finding("c")] })));
  expect(shown.find("ask").exists()).toBe(false);
  expect(shown.find("act").exists()).toBe(false);
});

describe("findings", () => {
  test("say how they stand in words", async () => {
    const words: Record<FindingState, string> = { holds: "正常", worrying: "需留意", broken: "有问题", unknown: "无法判断", looking: "检查中" };
    const states = Object.keys(FINDING_TONES) as FindingState[];
    shown = await show(at(step("one", { verify: states.map((state) => finding(state, { state, words: words[state] })) })));
    for (const state of states) {
      expect(shown.find(`finding-${state}`).text()).toContain(words[state]);
    }
  });

  test("that follow from another are folded under it", async () => {
    const verify = [
      finding("late", { because: "tls.expired", problem: problem("file.unreachable") }),
      finding("root", { state: "broken", problem: problem("tls.expired") }),
      finding("fine"),
    ];
    shown = await show(at(step("one", { verify })));
    const root = shown.find("finding-root");
    expect(root.find("details[data-testid=consequences]").find("[data-testid=finding-late]").exists()).toBe(true);
    expect(root.find("details[data-testid=consequences]").attributes("open")).toBeUndefined();
    expect(shown.find("verify").findAll(":scope > ul > li").map((one) => one.attributes("data-testid"))).toEqual(["finding-root", "finding-fine"]);
  });

  test("whose cause is elsewhere stand for themselves", () => {
    const alone = finding("late", { because: "dns.none" });
    expect(underTheirCauses([alone])).toEqual([{ finding: alone, consequences: [] }]);
  });

  test("that cause each other are both shown", () => {
    const one = finding("one", { because: "b", problem: problem("a") });
    const two = finding("two", { because: "a", problem: problem("b") });
    expect(underTheirCauses([one, two]).map((caused) => caused.finding.check)).toEqual(["one", "two"]);
  });
});

describe("a remedy", () => {
  const broken = (kind: object): ReturnType<typeof at> =>
    at(step("here", { ask: [field("f")], verify: [finding("c", { state: "broken", problem: problem("p", { remedies: [kind as never] }) })] }));

  test("goes back to the field and puts the focus there", async () => {
    const there = at(step("there", { ask: [field("domain")] }));
    shown = await show(broken({ kind: "revisit", words: "看一看", step: "there", field: "domain" }), (request) =>
      request.kind === "go" ? there : undefined,
    );
    await shown.find("remedy-revisit").trigger("click");
    await flushPromises();
    expect(shown.host.sent).toEqual([{ kind: "go", step: "there" }]);
    expect(document.activeElement?.id).toBe("input-domain");
  });

  test("in the same step does not leave it", async () => {
    shown = await show(broken({ kind: "revisit", words: "看一看", step: "here", field: "f" }));
    await shown.find("remedy-revisit").trigger("click");
    await flushPromises();
    expect(shown.host.sent).toEqual([]);
    expect(document.activeElement?.id).toBe("input-f");
  });

  test("goes to the action that is offered", async () => {
    const there = at(step("there", { act: [{ kind: "ours", action: action("configure") }] }));
    shown = await show(broken({ kind: "offer", words: "改", step: "there", action: "configure" }), (request) =>
      request.kind === "go" ? there : undefined,
    );
    await shown.find("remedy-offer").trigger("click");
    await flushPromises();
    expect((document.activeElement as HTMLElement).dataset["testid"]).toBe("preview-configure");
  });

  test("opens its page outside", async () => {
    shown = await show(broken({ kind: "open", words: "公众平台", url: "https://mp.weixin.qq.com" }));
    await shown.find("remedy-open").trigger("click");
    expect(shown.host.sent).toEqual([{ kind: "open-link", url: "https://mp.weixin.qq.com" }]);
  });

  test("is explained by its handbook page", async () => {
    shown = await show(broken({ kind: "do", words: "续期" }));
    await shown.find("explain").trigger("click");
    expect(shown.host.sent).toEqual([{ kind: "explain", code: "p" }]);
  });
});

describe("an action", () => {
  const plan = { summary: "将只改下面这些行。", empty: false, files: [{ path: "/w/app.js", kind: "change" as const, words: "修改", lines: [{ sign: "-", old: 1, new: null, text: "old" }, { sign: "+", old: null, new: 1, text: "new" }] }] };

  test("is applied only after what it changes is shown", async () => {
    const before = at(step("one", { act: [{ kind: "ours", action: action("configure") }] }));
    const after = at(step("one", { act: [{ kind: "ours", action: action("configure", { plan }) }] }));
    shown = await show(before, (request) => (request.kind === "preview" ? after : undefined));
    expect(shown.find("apply-configure").exists()).toBe(false);
    await shown.find("preview-configure").trigger("click");
    await flushPromises();
    expect(shown.find("plan-configure").text()).toContain("/w/app.js");
    await shown.find("apply-configure").trigger("click");
    expect(shown.host.sent.map((request) => request.kind)).toEqual(["preview", "apply"]);
  });

  test("with nothing to change cannot be applied", async () => {
    shown = await show(at(step("one", { act: [{ kind: "ours", action: action("configure", { plan: { ...plan, empty: true, files: [] } }) }] })));
    expect(shown.find("apply-configure").exists()).toBe(false);
  });

  test("that is closed says why", async () => {
    shown = await show(at(step("one", { act: [{ kind: "ours", action: action("configure", { closed: "还没有填写主页地址" }) }] })));
    expect(shown.find("action-configure").text()).toContain("还没有填写主页地址");
    expect(shown.find("preview-configure").attributes("disabled")).toBeDefined();
  });

  test("that was applied can be taken back", async () => {
    const applied = [{ id: "p7", words: "已修改", canUndo: true, interrupted: false }];
    shown = await show(at(step("one", { act: [{ kind: "ours", action: action("configure", { applied }) }] })));
    await shown.find("undo-configure").trigger("click");
    expect(shown.host.sent).toEqual([{ kind: "undo", plan: "p7" }]);
  });
});

describe("the keyboard", () => {
  const between = at(step("one", { ask: [field("f")], previous: "before", next: "after" }));
  const press = (init: KeyboardEventInit): void => void window.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, ...init }));

  test("looks with Ctrl+Enter, after answering", async () => {
    shown = await show(between);
    const input = shown.find("field-f").find("input");
    await input.setValue("typed");
    await input.trigger("keydown", { key: "Enter", ctrlKey: true });
    expect(shown.host.sent).toEqual([
      { kind: "answer", field: "f", text: "typed" },
      { kind: "look", step: "one" },
    ]);
  });

  test("changes the step with Alt and arrows", async () => {
    shown = await show(between);
    press({ key: "ArrowRight", altKey: true });
    press({ key: "ArrowLeft", altKey: true });
    expect(shown.host.sent).toEqual([
      { kind: "go", step: "after" },
      { kind: "go", step: "before" },
    ]);
  });

  test("answers what is being typed before it changes the step", async () => {
    shown = await show(between);
    const input = shown.find("field-f").find<HTMLInputElement>("input");
    input.element.focus();
    await input.setValue("typed");
    press({ key: "ArrowRight", altKey: true });
    expect(shown.host.sent.map((request) => request.kind)).toEqual(["answer", "go"]);
  });

  test("does not pass a step that is closed", async () => {
    shown = await show(at(step("one", { next: "after", nextClosed: "请先解决上面的问题。" })));
    press({ key: "ArrowRight", altKey: true });
    expect(shown.host.sent).toEqual([]);
    expect(shown.find("next").attributes("disabled")).toBeDefined();
    expect(shown.page.text()).toContain("请先解决上面的问题。");
  });
});

test("what is running can be stopped", async () => {
  shown = await show(at(step("one"), { work: { title: "正在获取", done: 1500000, total: 3000000, bytes: true, stopping: false } }));
  expect(shown.find("work").text()).toContain("1.5 MB / 3.0 MB");
  await shown.find("stop").trigger("click");
  expect(shown.host.sent).toEqual([{ kind: "cancel" }]);
});

test("the last step offers the report in every form", async () => {
  shown = await show(at(step("acceptance")));
  for (const format of ["html", "text", "json"] as const) {
    await shown.find(`report-${format}`).trigger("click");
    expect(shown.host.sent.pop()).toEqual({ kind: "save-report", format, path: null });
  }
});
