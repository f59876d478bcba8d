//! The journey: every step in its order.

use crate::errand::{domains, home, login, release, upload, verification, wecom};
use crate::{Act, Action, Answers, Check, Field, Step, StepId, Text, check};

/// The journey.
pub static JOURNEY: &[&Step] = &[
    &NETWORK,
    &CREDENTIALS,
    &LOGIN,
    &HOME,
    &PACKAGE,
    &CONFIGURE,
    &DOMAINS,
    &VERIFICATION,
    &UPLOAD,
    &RELEASE,
    &WECOM,
    &ACCEPTANCE,
];

/// The step of this name.
pub fn step_named(id: StepId) -> Option<&'static Step> {
    JOURNEY.iter().copied().find(|step| step.id == id)
}

/// The check of this id.
pub fn check_named(id: &str) -> Option<&'static Check> {
    JOURNEY
        .iter()
        .flat_map(|step| step.verify)
        .copied()
        .find(|check| check.id == id)
}

fn always(_: &Answers) -> Result<(), Text> {
    Ok(())
}

static NETWORK: Step = Step {
    id: StepId::Network,
    title: Text::new("网络", "Network"),
    why: Text::new(
        "确认本机能连上微信的各个服务器，并弄清平台看到的是哪个 IP。",
        "Makes sure that WeChat's servers can be reached from here, and finds out which address they see.",
    ),
    ask: &[Field::Place, Field::ServiceAddress, Field::Proxy],
    act: &[],
    verify: check::network::ALL,
    applies: always,
};

static CREDENTIALS: Step = Step {
    id: StepId::Credentials,
    title: Text::new("凭证", "Credentials"),
    why: Text::new(
        "核对小程序的 AppID 和 AppSecret；核对时不会影响正在使用的系统。",
        "Checks the mini-program's AppID and AppSecret, without disturbing systems in use.",
    ),
    ask: &[Field::Name, Field::AppId, Field::AppSecret],
    act: &[],
    verify: check::credentials::ALL,
    applies: always,
};

static LOGIN: Step = Step {
    id: StepId::Login,
    title: Text::new("登录", "Login"),
    why: Text::new(
        "让后端认识这个小程序，员工用微信就能登录。",
        "Makes the backend know the mini-program, so that people log in with WeChat.",
    ),
    ask: &[Field::LoginBackend],
    act: &[Act::Theirs(&login::ADDRESS), Act::Theirs(&login::REGISTER)],
    verify: check::login::ALL,
    applies: always,
};

static HOME: Step = Step {
    id: StepId::Home,
    title: Text::new("主页", "Home page"),
    why: Text::new(
        "确定小程序打开后显示哪个页面。",
        "Settles which page the mini-program shows.",
    ),
    ask: &[Field::HomeUrl],
    act: &[Act::Theirs(&home::LINK)],
    verify: check::home::ALL,
    applies: always,
};

static PACKAGE: Step = Step {
    id: StepId::Package,
    title: Text::new("资源包", "Package"),
    why: Text::new(
        "取得厂商的小程序代码，解压到一个英文路径的文件夹。",
        "Gets the mini-program's code from the vendor and unpacks it into a folder with an English path.",
    ),
    ask: &[
        Field::PackageSource,
        Field::PackageUrl,
        Field::PackageZip,
        Field::PackageFolder,
    ],
    act: &[Act::Ours(Action::FetchPackage)],
    verify: check::package::ALL,
    applies: always,
};

static CONFIGURE: Step = Step {
    id: StepId::Configure,
    title: Text::new("配置", "Configure"),
    why: Text::new(
        "把服务地址、主页地址和 AppID 写进资源包；改动先给您看，可以撤销。",
        "Writes service address, home page and AppID into the package; shown first, and can be taken back.",
    ),
    ask: &[Field::ServiceSetting, Field::HomeSetting],
    act: &[Act::Ours(Action::Configure)],
    verify: check::configure::ALL,
    applies: always,
};

static DOMAINS: Step = Step {
    id: StepId::Domains,
    title: Text::new("域名", "Domains"),
    why: Text::new(
        "小程序只能访问登记过的域名；域名、证书有毛病，手机上就打不开。",
        "A mini-program reaches only registered domains, and phones refuse faulty names and certificates.",
    ),
    ask: &[Field::RequestDomain, Field::BusinessDomain],
    act: &[
        Act::Theirs(&domains::REQUEST),
        Act::Theirs(&domains::BUSINESS),
    ],
    verify: check::domains::ALL,
    applies: always,
};

static VERIFICATION: Step = Step {
    id: StepId::Verification,
    title: Text::new("校验文件", "Verification file"),
    why: Text::new(
        "微信通过网站根目录下的一个文件，确认业务域名是您的。",
        "By a file at the web root WeChat makes sure that the business domain is yours.",
    ),
    ask: &[Field::VerificationFile, Field::Placement, Field::WebRoot],
    act: &[
        Act::Theirs(&verification::DOWNLOAD),
        Act::Ours(Action::Place),
        Act::Theirs(&verification::SEND),
        Act::Theirs(&verification::SAVE),
    ],
    verify: check::verification::ALL,
    applies: always,
};

static UPLOAD: Step = Step {
    id: StepId::Upload,
    title: Text::new("上传", "Upload"),
    why: Text::new(
        "把配置好的代码传到微信。",
        "Brings the configured code to WeChat.",
    ),
    ask: &[
        Field::UploadKey,
        Field::UploadVersion,
        Field::UploadDescription,
    ],
    act: &[
        Act::Theirs(&upload::TOOLS),
        Act::Theirs(&upload::IMPORT),
        Act::Theirs(&upload::UPLOAD),
    ],
    verify: check::upload::ALL,
    applies: always,
};

static RELEASE: Step = Step {
    id: StepId::Release,
    title: Text::new("体验与发布", "Trial and release"),
    why: Text::new(
        "先让少数人在手机上试用，再备案、审核、发布。",
        "First a few people try it on their phones; then come filing, review and release.",
    ),
    ask: &[],
    act: &[
        Act::Theirs(&release::TRIAL),
        Act::Theirs(&release::TESTERS),
        Act::Theirs(&release::PRIVACY),
        Act::Theirs(&release::FILING),
        Act::Theirs(&release::REVIEW),
    ],
    verify: check::release::ALL,
    applies: always,
};

static WECOM: Step = Step {
    id: StepId::WeCom,
    title: Text::new("企业微信", "WeCom"),
    why: Text::new(
        "让同一个小程序也能在企业微信里使用。",
        "Lets the same mini-program be used inside WeCom.",
    ),
    ask: &[
        Field::WeComWanted,
        Field::CorpId,
        Field::CorpSecret,
        Field::AgentId,
    ],
    act: &[
        Act::Theirs(&wecom::LINK),
        Act::Theirs(&wecom::VISIBLE_RANGE),
        Act::Theirs(&wecom::TRUSTED_DOMAIN),
        Act::Theirs(&wecom::TRUSTED_ADDRESS),
        Act::Theirs(&wecom::ONLY_WECOM),
        Act::Theirs(&wecom::SEARCH),
        Act::Theirs(&wecom::SHARING),
    ],
    verify: check::wecom::ALL,
    applies: |answers| {
        if answers.wants_wecom() {
            Ok(())
        } else {
            Err(Text::new(
                "没有选择接入企业微信，这一步不用做。",
                "WeCom is not to be linked; nothing to do here.",
            ))
        }
    },
};

static ACCEPTANCE: Step = Step {
    id: StepId::Acceptance,
    title: Text::new("验收", "Acceptance"),
    why: Text::new(
        "把前面的检查全部重做一遍，并生成报告。",
        "Does every check again and writes the report.",
    ),
    ask: &[],
    act: &[],
    verify: &[],
    applies: always,
};

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::refused::{WECHAT, WECOM};

    #[test]
    fn every_field_is_asked_once_and_in_the_journeys_order() {
        let asked: Vec<Field> = JOURNEY.iter().flat_map(|step| step.ask).copied().collect();
        assert_eq!(asked, Field::ALL);
    }

    #[test]
    fn every_action_belongs_to_one_step() {
        for action in Action::ALL {
            let steps = JOURNEY
                .iter()
                .flat_map(|step| step.act)
                .filter(|act| matches!(act, Act::Ours(ours) if *ours == action));
            assert_eq!(steps.count(), 1, "{action:?}");
        }
    }

    #[test]
    fn every_step_and_check_has_a_name_of_its_own() {
        let steps: BTreeSet<_> = JOURNEY.iter().map(|step| step.id).collect();
        assert_eq!(steps.len(), 12);
        let checks: Vec<_> = JOURNEY.iter().flat_map(|step| step.verify).collect();
        let ids: BTreeSet<_> = checks.iter().map(|check| check.id).collect();
        assert_eq!(ids.len(), checks.len());
        for check in checks {
            assert!(!check.codes.is_empty(), "{}", check.id);
            assert_eq!(check_named(check.id).map(|found| found.id), Some(check.id));
        }
    }

    #[test]
    fn a_code_is_reported_by_one_check_unless_it_is_shared_on_purpose() {
        let shared: BTreeSet<_> = WECHAT
            .iter()
            .chain(WECOM)
            .map(|refused| refused.code)
            .chain(["wechat.unlisted", "wecom.unlisted"])
            // Of the home page itself, and of where it leads.
            .chain(["home.port"])
            // Of the service address, and of the home page.
            .chain(["configure.value-may-be-overridden"])
            .collect();
        let mut listed = BTreeSet::new();
        for check in JOURNEY.iter().flat_map(|step| step.verify) {
            for code in check.codes {
                assert!(
                    listed.insert(code) || shared.contains(code),
                    "{} lists {code} a second time",
                    check.id
                );
            }
        }
    }

    #[test]
    fn wecom_is_folded_until_it_is_wanted() {
        let mut answers = Answers::default();
        let folded = |answers: &Answers| {
            JOURNEY
                .iter()
                .filter(|step| (step.applies)(answers).is_err())
                .map(|step| step.id)
                .collect::<Vec<_>>()
        };
        assert_eq!(folded(&answers), [StepId::WeCom]);
        answers.give(Field::WeComWanted, "yes").expect("a choice");
        assert_eq!(folded(&answers), []);
    }
}
