/** Whole pages for a plain browser: `npm run staged -w ui`, then `?scene=NAME&theme=dark&language=en`. */
import type { Host } from "../src/host/host";
import { staged } from "../src/host/staged";
import type { StepRow } from "../src/wire/StepRow";
import type { View } from "../src/wire/View";
import { action, field, finding, problem, rehearsal, row, step, view } from "./views";

const STEPS: StepRow[] = [
  { id: "network", title: "网络", standing: "done", standingWords: "完成" },
  { id: "credentials", title: "凭证", standing: "done", standingWords: "完成" },
  { id: "login", title: "登录", standing: "folded", standingWords: "不适用" },
  { id: "home", title: "主页", standing: "done", standingWords: "完成" },
  { id: "package", title: "资源包", standing: "done", standingWords: "完成" },
  { id: "configure", title: "配置", standing: "broken", standingWords: "有问题" },
  { id: "domains", title: "域名", standing: "blocked", standingWords: "未开放" },
  { id: "verification", title: "校验文件", standing: "open", standingWords: "待完成" },
  { id: "upload", title: "上传", standing: "open", standingWords: "待完成" },
  { id: "release", title: "体验与发布", standing: "open", standingWords: "待完成" },
  { id: "wecom", title: "企业微信", standing: "folded", standingWords: "不适用" },
  { id: "acceptance", title: "验收", standing: "open", standingWords: "待完成" },
];

const open = {
  deployments: [row(1, "某某集团股份有限公司", "wx1234567890abcdef")],
  open: row(1, "某某集团股份有限公司", "wx1234567890abcdef"),
  steps: STEPS,
  summary: { holds: 14, worrying: 1, broken: 1, unknown: 4, words: "14 项正常，1 项需留意，1 项有问题，4 项无法判断" },
};

const SCENES: Record<string, View> = {
  empty: view(),
  list: view({
    deployments: [
      row(3, "某某集团股份有限公司", "wx1234567890abcdef"),
      row(2, "华东分公司"),
      row(1, "测试环境（请勿删除）", "wxabcdef1234567890"),
    ],
  }),
  fields: view({
    ...open,
    step: step("credentials", {
      title: "凭证",
      why: "小程序的身份：填错一个字符，后面的每一步都会失败。",
      ask: [
        field("place", {
          label: "业务系统在哪里",
          hint: "决定后面由谁配置域名和放置文件。",
          optional: true,
          usual: "intranet",
          control: {
            kind: "choice",
            options: [
              { id: "intranet", label: "在公司内网，经反向代理对外", detail: null },
              { id: "cloud", label: "在云服务器上", detail: null },
            ],
          },
        }),
        field("app-id", {
          label: "AppID（小程序 ID）",
          hint: "公众平台“开发管理 → 开发设置 → 开发者 ID”，wx 开头 18 位。",
          text: "wx1234567890abcdeO",
          refusal: "AppID 是 wx 后面 16 位数字或小写字母 a 到 f（O）",
          suggestion: "wx1234567890abcde0",
        }),
        field("app-secret", {
          label: "AppSecret（小程序密钥）",
          hint: "同一页面生成；重置后旧的立即失效，云桥里也要同步修改。",
          control: { kind: "secret" },
          answered: true,
        }),
        field("proxy", { label: "上网代理", hint: "本机直接上网时留空；写作 http://主机:端口。", optional: true, usual: "直接连接" }),
        field("web-root", {
          label: "网站根目录",
          hint: "E10 一般是 e10-front/nginx/build/layout。",
          control: { kind: "folder" },
          found: ["/opt/weaver/e10-front/nginx/build/layout"],
        }),
        field("service-setting", {
          label: "哪一项是服务地址",
          hint: "资源包里无法确定时才需要选。",
          control: {
            kind: "choice",
            options: [
              { id: "a", label: "globalData.serverUrl = https://old.example.com", detail: '第 12 行：serverUrl: "https://old.example.com",' },
              { id: "b", label: "globalData.homePage = https://old.example.com/home", detail: '第 13 行：homePage: "https://old.example.com/home",' },
            ],
          },
        }),
        field("wecom", { label: "同时接入企业微信", hint: "不用企业微信就关掉。", optional: true, control: { kind: "switch" }, text: "yes" }),
      ],
      verify: [
        finding("credentials.accepted", { question: "微信接受这组 AppID 和 AppSecret 吗？", facts: [{ label: "有效期", value: "7200 秒", copy: false }] }),
        finding("credentials.ip", { question: "本机的出口地址在 IP 白名单里吗？", state: "unknown", words: "无法判断", unknown: "还没有检查。", when: null }),
        finding("credentials.state", { question: "账号状态正常吗？", state: "looking", words: "检查中" }),
      ],
      previous: "network",
      next: "login",
    }),
    work: { title: "正在检查", done: 3, total: 7, bytes: false, stopping: false },
  }),
  broken: view({
    ...open,
    rehearsal: rehearsal({ fault: { id: "tls-expired", label: "证书已过期", detail: null } }),
    step: step("domains", {
      title: "域名",
      why: "小程序只能访问在公众平台登记过的域名，域名的证书、备案和端口都有要求。",
      ask: [field("domain", { label: "业务域名", hint: "默认取主页地址的域名；不带端口。", usual: "oa.example.com" })],
      act: [
        {
          kind: "theirs",
          errand: {
            id: "register",
            title: "在公众平台登记域名",
            lines: ["登录公众平台，打开“开发管理 → 开发设置 → 服务器域名”。", "把下面的值填入“request 合法域名”。", "保存，通常几分钟内生效。"],
            values: [
              { label: "request 合法域名", value: "https://oa.example.com", copy: true },
              { label: "业务域名", value: "oa.example.com", copy: true },
            ],
            link: { id: "https://mp.weixin.qq.com", label: "打开公众平台", detail: null },
          },
        },
      ],
      verify: [
        finding("tls.time", {
          question: "证书在有效期内吗？",
          state: "broken",
          words: "有问题",
          problem: problem("tls.expired", {
            what: "服务器的证书已经过期，微信会拒绝所有连接。",
            facts: [
              { label: "域名", value: "oa.example.com", copy: true },
              { label: "过期时间", value: "2026-02-27 08:00:00", copy: false },
              { label: "颁发者", value: "CN=Rehearsal Intermediate CA, O=Weapp Bridge", copy: false },
            ],
            remedies: [
              { kind: "do", words: "续期证书，并在服务器或反向代理上重新加载。" },
              { kind: "revisit", words: "检查“业务域名”填得对不对", step: "domains", field: "domain" },
              { kind: "open", words: "微信对证书的要求", url: "https://developers.weixin.qq.com" },
            ],
          }),
        }),
        finding("file.served", { question: "校验文件能从外部读到吗？", state: "broken", words: "有问题", because: "tls.expired", problem: problem("file.unreachable", { what: "校验文件读不到。" }) }),
        finding("home.opens", { question: "主页能打开吗？", state: "unknown", words: "无法判断", because: "tls.expired", unknown: "连接没有建立。" }),
        finding("tls.days", {
          question: "证书还有 30 天以上吗？",
          state: "worrying",
          words: "需留意",
          problem: problem("tls.soon", { what: "证书还有 12 天到期。", remedies: [{ kind: "do", words: "现在就安排续期。" }] }),
        }),
        finding("dns", { question: "域名解析到公网地址吗？", facts: [{ label: "地址", value: "203.0.113.7", copy: false }] }),
      ],
      previous: "configure",
      next: "verification",
      nextClosed: "请先解决上面的问题：带着它继续会造成损害。",
    }),
  }),
  diff: view({
    ...open,
    rehearsal: rehearsal(),
    notice: { words: "已完成：修改配置。可以随时撤销。", lines: [] },
    step: step("configure", {
      title: "配置",
      why: "把地址和 AppID 写进资源包，只改该改的几处。",
      act: [
        {
          kind: "ours",
          action: action("configure", {
            title: "修改配置",
            plan: {
              summary: "将只改下面这些行，其余字节不变。",
              empty: false,
              files: [
                {
                  path: "/home/admin/weapp/app.js",
                  kind: "change",
                  words: "修改",
                  lines: [
                    { sign: " ", old: 10, new: 10, text: "  globalData: {" },
                    { sign: "-", old: 11, new: null, text: '    serverUrl: "https://old.example.com",' },
                    { sign: "+", old: null, new: 11, text: '    serverUrl: "https://oa.example.com/mobile/plugin/very/long/path/that/does/not/fit?with=many&parameters=inside",' },
                    { sign: " ", old: 12, new: 12, text: "    userInfo: null," },
                  ],
                },
                { path: "/home/admin/weapp/project.private.config.json", kind: "create", words: "新文件", lines: [{ sign: "+", old: null, new: 1, text: '{ "appid": "wx1234567890abcdef" }' }] },
              ],
            },
            applied: [{ id: "p1", words: "修改配置，2026-03-02 16:30", canUndo: true, interrupted: false }],
          }),
        },
      ],
      verify: [finding("configure.service", { question: "app.js 里的服务地址是填写的那个吗？" })],
      previous: "package",
      next: "domains",
    }),
    failure: {
      code: "undone",
      what: "没能写入 /home/admin/weapp/app.js。",
      hint: "请检查磁盘空间和写入权限，然后再试。",
      cause: ["No space left on device (os error 28)"],
      problem: null,
    },
  }),
};

/** Whatever was recorded of the real conversation, by the name of its file. */
const RECORDED = import.meta.glob<View>("../../tests/views/*.json", { eager: true, import: "default" });

export function scene(search: string): Host {
  const asked = new URLSearchParams(search);
  localStorage.setItem("theme", asked.get("theme") ?? "system");
  const name = asked.get("scene") ?? "empty";
  const shown = SCENES[name] ?? RECORDED[`../../tests/views/${name}.json`] ?? view();
  const language = asked.get("language") === "en" ? "en" : "zh";
  return staged({ ...shown, language }, (request, now) => (request.kind === "speak" ? { ...now, language: request.language } : undefined));
}
