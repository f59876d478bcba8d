//! One page of the journey: ask, act, verify, in this order.

use crate::{Action, Answers, Check, Errand, Field, Text};

/// The name of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StepId {
    /// 网络
    Network,
    /// 凭证
    Credentials,
    /// 登录
    Login,
    /// 主页
    Home,
    /// 资源包
    Package,
    /// 配置
    Configure,
    /// 域名
    Domains,
    /// 校验文件
    Verification,
    /// 上传
    Upload,
    /// 体验与发布
    Release,
    /// 企业微信
    WeCom,
    /// 验收
    Acceptance,
}

impl StepId {
    /// Stable name, as in requests and reports.
    pub const fn id(self) -> &'static str {
        match self {
            StepId::Network => "network",
            StepId::Credentials => "credentials",
            StepId::Login => "login",
            StepId::Home => "home",
            StepId::Package => "package",
            StepId::Configure => "configure",
            StepId::Domains => "domains",
            StepId::Verification => "verification",
            StepId::Upload => "upload",
            StepId::Release => "release",
            StepId::WeCom => "wecom",
            StepId::Acceptance => "acceptance",
        }
    }
}

/// One page of the journey.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// Its name.
    pub id: StepId,
    /// What it is called.
    pub title: Text,
    /// One sentence on what it is for.
    pub why: Text,
    /// What it asks.
    pub ask: &'static [Field],
    /// What is done, by us or by others.
    pub act: &'static [Act],
    /// What is looked at afterwards.
    pub verify: &'static [&'static Check],
    /// Whether it applies to this deployment; if not, the sentence saying why.
    pub applies: fn(&Answers) -> Result<(), Text>,
}

/// Something done in a step.
#[derive(Clone, Copy, Debug)]
pub enum Act {
    /// We do it.
    Ours(Action),
    /// Somebody does it elsewhere.
    Theirs(&'static Errand),
}

/// Where a step stands. Derived from answers and findings, never stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It does not apply to this deployment.
    Folded,
    /// A broken check before it would make going on harmful.
    Blocked,
    /// Something is missing or unknown.
    Open,
    /// A check in it is broken.
    Broken,
    /// Every check holds or is merely worrying.
    Done,
}
