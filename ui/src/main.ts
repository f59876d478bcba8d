import { createApp } from "vue";
import "tdesign-vue-next/es/style/index.css";
import "./style/tokens.css";
import "./style/page.css";
import App from "./App.vue";
import { desktop } from "./host/desktop";

if (import.meta.env.MODE === "staged") {
  // Only in a browser of a developer: `npm run staged -w ui`, then `?scene=NAME`. The product holds none of it.
  void import("../test/scenes").then(({ scene }) => createApp(App, { host: scene(location.search) }).mount("#app"));
} else {
  createApp(App, { host: desktop() }).mount("#app");
}
