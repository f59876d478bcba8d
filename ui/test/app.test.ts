import { flushPromises } from "@vue/test-utils";
import { afterEach, describe, expect, test } from "vitest";
import { asFailure } from "../src/host/host";
import { FAILURES } from "../src/page/standing";
import { WORDS } from "../src/words";
import type { Failure } from "../src/wire/Failure";
import type { FailureCode } from "../src/wire/FailureCode";
import type { View } from "../src/wire/View";
import { show, type Shown } from "./shown";
import { at, rehearsal, row, step, view } from "./views";

let shown: Shown | null = null;
afterEach(() => shown?.page.unmount());

const failure = (code: FailureCode): Failure => ({ code, what: "磁盘已满", hint: "请清理磁盘", cause: ["os error 28"], problem: null });

describe("the rehearsal", () => {
  const pages: Array<[string, View]> = [
    ["the empty list", view({ rehearsal: rehearsal() })],
    ["the list", view({ rehearsal: rehearsal(), deployments: [row(1, "演练")] })],
    ["a step", at(step("one"), { rehearsal: rehearsal() })],
    ["a step that does not apply", at(step("one", { folded: "不适用" }), { rehearsal: rehearsal() })],
  ];

  test.each(pages)("is announced on %s", async (_, page) => {
    shown = await show(page);
    expect(shown.find("rehearsal-banner").text()).toContain("这里的微信、域名和服务器都是假的");
  });

  test("is not announced outside of it", async () => {
    shown = await show(at(step("one")));
    expect(shown.find("rehearsal-banner").exists()).toBe(false);
  });

  test("makes a fault, takes it away and ends", async () => {
    shown = await show(at(step("one"), { rehearsal: rehearsal({ fault: { id: "tls-expired", label: "证书已过期", detail: null } }) }));
    const fault = shown.find("fault");
    expect((fault.element as HTMLSelectElement).value).toBe("tls-expired");
    await fault.setValue("frozen-secret");
    await fault.setValue("");
    await shown.find("end-rehearsal").trigger("click");
    expect(shown.host.sent).toEqual([
      { kind: "rehearse", fault: "frozen-secret" },
      { kind: "rehearse", fault: null },
      { kind: "end-rehearsal" },
    ]);
  });
});

describe("a failure", () => {
  const codes = Object.keys(FAILURES) as FailureCode[];

  test.each(codes)("%s says what happened and what to do", async (code) => {
    shown = await show(at(step("one"), { failure: failure(code) }));
    const bar = shown.find("failure");
    expect(bar.text()).toContain("磁盘已满");
    expect(bar.text()).toContain("请清理磁盘");
    expect(bar.attributes("role")).toBe(FAILURES[code].urgent ? "alert" : "status");
  });

  test("of a request is gone once another one is carried out", async () => {
    let full = true;
    shown = await show(at(step("one", { previous: "before" })), (request) => (request.kind === "go" && full ? { failure: failure("undone") } : undefined));
    await shown.find("previous").trigger("click");
    await flushPromises();
    expect(shown.find("failure").exists()).toBe(true);
    full = false;
    await shown.find("previous").trigger("click");
    await flushPromises();
    expect(shown.find("failure").exists()).toBe(false);
  });

  test("to start is a page of its own, and can be tried again", async () => {
    let broken = true;
    shown = await show(view(), () => (broken ? { failure: failure("data") } : undefined));
    expect(shown.find("start-failure").text()).toContain("磁盘已满");
    broken = false;
    await shown.find("try-again").trigger("click");
    await flushPromises();
    expect(shown.find("app").exists()).toBe(true);
  });

  test("of the bridge itself is worded too", () => {
    expect(asFailure(new Error("gone"))).toMatchObject({ code: "fault", cause: ["gone"] });
    expect(asFailure(failure("data"))).toEqual(failure("data"));
  });
});

test("a notice is put away", async () => {
  shown = await show(at(step("one"), { notice: { words: "已保存。", lines: ["/tmp/report.html"] } }));
  expect(shown.find("notice").text()).toContain("/tmp/report.html");
  await shown.find("dismiss").trigger("click");
  expect(shown.host.sent).toEqual([{ kind: "dismiss" }]);
});

describe("the list", () => {
  test("when empty explains itself and offers a beginning and a rehearsal", async () => {
    shown = await show(view());
    expect(shown.find("empty").text()).toContain(WORDS.zh.emptyText);
    await shown.find("rehearse-first").trigger("click");
    expect(shown.host.sent).toEqual([{ kind: "rehearse", fault: null }]);
  });

  test("opens a deployment", async () => {
    shown = await show(view({ deployments: [row(7, "某某集团")] }));
    await shown.find("open-7").trigger("click");
    expect(shown.host.sent).toEqual([{ kind: "open", deployment: 7 }]);
  });

  test("asks for a name before it makes one", async () => {
    shown = await show(view());
    await shown.find("create").trigger("click");
    await flushPromises();
    const name = document.querySelector<HTMLInputElement>("[data-testid=name]");
    expect(shown.host.sent).toEqual([]);
    name!.value = "某某集团";
    name!.dispatchEvent(new Event("input"));
    name!.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter" }));
    expect(shown.host.sent).toEqual([{ kind: "create", name: "某某集团" }]);
  });

  test("deletes only after asking", async () => {
    shown = await show(view({ deployments: [row(7, "某某集团")] }));
    await shown.find("delete-7").trigger("click");
    await flushPromises();
    expect(shown.host.sent).toEqual([]);
    document.querySelector<HTMLElement>("[data-testid=confirm-delete]")?.click();
    await flushPromises();
    expect(shown.host.sent).toEqual([{ kind: "delete", deployment: 7 }]);
  });
});

test("the language of the view is the language of the page", async () => {
  shown = await show(at(step("one", { ask: [] }), { language: "en" }));
  expect(shown.find("look-all").text()).toBe(WORDS.en.lookAll);
  expect(document.documentElement.lang).toBe("en");
  await shown.find("language").trigger("click");
  expect(shown.host.sent).toEqual([{ kind: "speak", language: "zh" }]);
});

test("no word is missing in either language", () => {
  for (const words of Object.values(WORDS)) {
    expect(Object.values(words).every((word) => word.trim() !== "")).toBe(true);
  }
});
