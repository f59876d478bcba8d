import { mount } from "@vue/test-utils";
import { expect, test } from "vitest";
import App from "../src/App.vue";

test("the window shows the name of the product in both languages", () => {
  const text = mount(App).text();
  expect(text).toContain("小程序接入助手");
  expect(text).toContain("Weapp Bridge");
});
