//! What we can do ourselves. Each action becomes a plan that is shown before it is applied and can be taken back.

use crate::Text;

/// Something we change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Action {
    /// Bring the package (download it, or take the local zip) and unpack it into the package folder.
    FetchPackage,
    /// Write service address, home page and AppID into the package.
    Configure,
    /// Put the verification file into the web root.
    Place,
}

impl Action {
    /// Every action.
    pub const ALL: [Action; 3] = [Action::FetchPackage, Action::Configure, Action::Place];

    /// Stable name, as in requests and journals.
    pub const fn id(self) -> &'static str {
        match self {
            Action::FetchPackage => "fetch-package",
            Action::Configure => "configure",
            Action::Place => "place",
        }
    }

    /// The action with this name.
    pub fn named(id: &str) -> Option<Action> {
        Action::ALL.into_iter().find(|action| action.id() == id)
    }

    /// What the button says.
    pub const fn title(self) -> Text {
        match self {
            Action::FetchPackage => Text::new("获取并解压资源包", "Get and unpack the package"),
            Action::Configure => Text::new("写入配置", "Write the settings"),
            Action::Place => Text::new("放置校验文件", "Place the verification file"),
        }
    }
}
