//! What may go wrong on the stage: a closed set, switched on by name.

mod places;
mod platforms;

use std::mem;
use std::str::FromStr;
use std::time::Duration;

/// One thing that is wrong on the stage. Everything else stays healthy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fault {
    /// No account has this AppID (40013).
    AppidUnknown,
    /// The AppSecret does not match (40125).
    SecretWrong,
    /// The owner froze the AppSecret (40243).
    SecretFrozen,
    /// The caller's address is not on the API IP list (40164).
    IpNotListed,
    /// The account is frozen (50007).
    AccountFrozen,
    /// The token interface is withdrawn from the account (50004).
    TokenApiBanned,
    /// The day's token calls are used up (45009).
    DailyQuotaGone,
    /// The administrator has to confirm the new address (89503).
    ConfirmNeeded,
    /// A login page answers in place of the platform.
    WechatHtml,
    /// The connection is reset once it is accepted.
    WechatReset,
    /// A proxy in the company re-signs WeChat's certificate.
    TlsIntercepted,
    /// WeChat's clock is twelve minutes ahead of ours.
    ClockSkew,
    /// The business domain does not exist.
    DnsMissing,
    /// The business domain has a private address.
    DnsPrivate,
    /// The two resolvers give different addresses.
    DnsDisagrees,
    /// The business domain has an IPv6 address only.
    DnsIpv6Only,
    /// Nothing listens on port 443 of the business domain.
    TcpRefused,
    /// Port 443 speaks HTTP without TLS.
    TlsPlainHttp,
    /// The certificate ended three days ago.
    TlsExpired,
    /// The certificate begins in two days.
    TlsNotYetValid,
    /// The certificate ends in five days.
    TlsEndsSoon,
    /// The certificate names another host.
    TlsWrongName,
    /// The certificate is signed with its own key.
    TlsSelfSigned,
    /// The chain ends at a private authority.
    TlsUnknownRoot,
    /// The intermediate certificate is not sent.
    TlsChainIncomplete,
    /// The certificate's key is RSA with 1024 bits.
    TlsWeakKey,
    /// The certificate is valid for 800 days.
    TlsLongValidity,
    /// The server knows TLS 1.1 at most.
    TlsOldVersion,
    /// The verification file answers 404.
    FileMissing,
    /// The verification file redirects to another host.
    FileRedirected,
    /// The verification file redirects to the login page.
    FileLogin,
    /// Every path answers the single-page application's index.
    FileSpa,
    /// The verification file has a BOM and a newline added.
    FileAltered,
    /// The verification file is another one's content.
    FileStale,
    /// A firewall answers with a script to be run first.
    FileChallenge,
    /// The home page answers 500.
    HomeError,
    /// The home page redirects to another domain.
    HomeLeavesDomain,
    /// The home page redirects to plain HTTP.
    HomeDowngraded,
    /// The session cookie lacks Secure and SameSite=None.
    HomeCookieLost,
    /// The package answers 404.
    PackageMissing,
    /// A web page is served under the package's name.
    PackageHtml,
    /// The transfer ends before the announced length.
    PackageTruncated,
    /// An entry of the package points outside its folder.
    PackageEscape,
    /// The package has no app.json.
    PackageIncomplete,
    /// The project file carries commands to be run.
    PackageHooks,
    /// A private project file names another AppID.
    PackagePrivateAppid,
    /// Other domains are configured than the one needed.
    DomainNotListed,
    /// The account may not query its domains (48001).
    DomainQueryDenied,
    /// The Secret does not match the CorpID (40001).
    WecomSecretWrong,
    /// The caller's address is not trusted (60020), seen after the token only.
    WecomIpNotTrusted,
    /// The visible range of the app is empty.
    WecomNobodySees,
    /// The app is switched off.
    WecomAgentClosed,
    /// The platforms answer -1 twice, then as usual.
    SystemBusy,
    /// The platforms take this long for every answer.
    Slow(Duration),
    /// WeChat answers HTTP 500 with a page.
    Http500,
}

/// What is known about a fault.
struct Entry {
    fault: Fault,
    name: &'static str,
    problem: Option<&'static str>,
    breaks: bool,
    zh: &'static str,
    en: &'static str,
}

/// How long [`Fault::Slow`] takes unless told otherwise.
const SLOW: Duration = Duration::from_secs(3);

impl Fault {
    /// Lists every fault once, in the order a deployment would meet them.
    pub fn all() -> impl Iterator<Item = Fault> {
        entries().map(|entry| entry.fault)
    }

    /// Lists the names of all faults.
    pub fn names() -> impl Iterator<Item = &'static str> {
        entries().map(|entry| entry.name)
    }

    /// Names the fault, in kebab case.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.entry().name
    }

    /// Describes the fault in one sentence, in Chinese and in English.
    #[must_use]
    pub fn describes(self) -> (&'static str, &'static str) {
        let entry = self.entry();
        (entry.zh, entry.en)
    }

    /// Gives the code of the problem to be reported, or none where nothing is wrong with the deployment.
    #[must_use]
    pub fn expected_problem(self) -> Option<&'static str> {
        self.entry().problem
    }

    /// Tells whether the deployment is broken by it; otherwise it is at most worrying.
    #[must_use]
    pub fn breaks(self) -> bool {
        self.entry().breaks
    }

    fn entry(self) -> &'static Entry {
        entries()
            .find(|entry| mem::discriminant(&entry.fault) == mem::discriminant(&self))
            .expect("every fault has an entry, as a test of this file proves")
    }
}

fn entries() -> impl Iterator<Item = &'static Entry> {
    platforms::BEFORE
        .iter()
        .chain(places::ENTRIES)
        .chain(platforms::AFTER)
}

/// A name that no fault has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no fault is called {given}; the nearest is {nearest}")]
pub struct UnknownFault {
    /// What was given.
    pub given: String,
    /// The name that resembles it most.
    pub nearest: &'static str,
}

impl FromStr for Fault {
    type Err = UnknownFault;

    /// Reads a name; `slow=1500` makes every answer take so many milliseconds.
    fn from_str(given: &str) -> Result<Self, UnknownFault> {
        if let Some(ms) = given.strip_prefix("slow=").and_then(|ms| ms.parse().ok()) {
            return Ok(Self::Slow(Duration::from_millis(ms)));
        }
        entries()
            .find(|entry| entry.name == given)
            .map(|entry| entry.fault)
            .ok_or_else(|| UnknownFault {
                given: given.to_owned(),
                nearest: Self::names()
                    .min_by_key(|name| distance(given, name))
                    .expect("there are faults"),
            })
    }
}

/// Counts the letters to be added, removed or changed to turn one word into the other.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (above, letter) in one.chars().enumerate() {
        let mut corner = mem::replace(&mut row[0], above + 1);
        for (index, wanted) in other.iter().enumerate() {
            let change = corner + usize::from(letter != *wanted);
            corner = row[index + 1];
            row[index + 1] = change.min(corner + 1).min(row[index] + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_reads_back_as_its_fault() {
        for fault in Fault::all() {
            assert_eq!(fault.name().parse(), Ok(fault));
            assert!(!fault.describes().0.is_empty() && !fault.describes().1.is_empty());
        }
        assert_eq!(Fault::all().count(), NUMBER);
    }

    #[test]
    fn a_misspelt_name_is_answered_with_the_nearest() {
        let unknown = "tls-expird".parse::<Fault>().expect_err("misspelt");
        assert_eq!(unknown.nearest, "tls-expired");
    }

    #[test]
    fn what_breaks_a_deployment_has_a_problem_code() {
        for fault in Fault::all().filter(|fault| fault.breaks()) {
            assert!(fault.expected_problem().is_some(), "{}", fault.name());
        }
    }

    #[test]
    fn slow_takes_its_milliseconds_from_the_name() {
        assert_eq!(
            "slow=40".parse(),
            Ok(Fault::Slow(Duration::from_millis(40)))
        );
    }

    const NUMBER: usize = 55;
}
