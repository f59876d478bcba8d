//! One page of the journey: ask, act, verify, in this order.

use crate::{Action, Answers, Check, Errand, Field, Finding, Text, Verdict};

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

/// Whether `field` is worth asking beside the other answers: not both an address and a zip of the package, for one.
pub fn asks(field: Field, answers: &Answers) -> bool {
    let is = |field: Field, choice: &str| answers.effective(field).as_deref() == Some(choice);
    match field {
        Field::PackageUrl => is(Field::PackageSource, "vendor"),
        Field::PackageZip => is(Field::PackageSource, "zip"),
        Field::WebRoot => is(Field::Placement, "folder"),
        Field::CorpId | Field::CorpSecret | Field::AgentId => answers.wants_wecom(),
        _ => true,
    }
}

/// The answers an action is made from, as far as they are asked.
pub const fn needed(action: Action) -> &'static [Field] {
    match action {
        Action::FetchPackage => &[
            Field::PackageSource,
            Field::PackageUrl,
            Field::PackageZip,
            Field::PackageFolder,
        ],
        Action::Configure => &[
            Field::PackageFolder,
            Field::ServiceAddress,
            Field::HomeUrl,
            Field::AppId,
        ],
        Action::Place => &[Field::VerificationFile, Field::WebRoot],
    }
}

fn broken(finding: &Finding) -> bool {
    matches!(finding.outcome, Ok(Verdict::Broken(_)))
}

/// Whether something in this step is broken in a way that would make going on harmful.
pub fn blocks(step: &Step, answers: &Answers, findings: &[Finding]) -> bool {
    (step.applies)(answers).is_ok()
        && step.verify.iter().any(|check| {
            check.blocks
                && findings
                    .iter()
                    .any(|finding| finding.check == check.id && broken(finding))
        })
}

/// Where a step stands; `earlier_blocks` when [`blocks`] holds for one before it.
///
/// Acceptance has no checks of its own: it stands by all of them.
pub fn standing(
    step: &Step,
    answers: &Answers,
    findings: &[Finding],
    earlier_blocks: bool,
) -> Standing {
    if (step.applies)(answers).is_err() {
        return Standing::Folded;
    }
    if earlier_blocks {
        return Standing::Blocked;
    }
    let whole = step.id == StepId::Acceptance;
    let own: Vec<&Finding> = findings
        .iter()
        .filter(|finding| whole || step.verify.iter().any(|check| check.id == finding.check))
        .collect();
    if own.iter().any(|finding| broken(finding)) {
        return Standing::Broken;
    }
    let answered = step.ask.iter().all(|field| {
        field.is_optional()
            || !asks(*field, answers)
            || answers.has_secret(*field)
            || answers.effective(*field).is_some()
    });
    let looked = own.iter().all(|finding| finding.outcome.is_ok())
        && own.len() >= step.verify.len()
        && !(whole && own.is_empty());
    if answered && looked {
        Standing::Done
    } else {
        Standing::Open
    }
}

#[cfg(test)]
mod tests;
