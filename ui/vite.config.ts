import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [vue()],
  base: "./",
  clearScreen: false,
  build: {
    // What the oldest supported system webviews understand: WebKit 16.4 (macOS 13, Debian 12 has 2.50),
    // WebView2 follows Chromium.
    target: ["chrome111", "safari16.4"],
    // The content security policy forbids inline scripts, and the webviews preload modules themselves.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  test: {
    environment: "happy-dom",
    // Vitest leaves stylesheets to Node when a package outside the source brings them; Node cannot read them.
    server: { deps: { inline: [/tdesign/] } },
  },
});
