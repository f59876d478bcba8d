//! What people type, what is said about it, and what is offered in its place.

mod secrecy;
mod slips;

use guide::Field;
use guide::value::{BusinessDomain, HomeUrl, Refusal, RequestDomain, ServiceAddress};

use Field::{
    AgentId, AppId, AppSecret as Secret, BusinessDomain as Business, CorpId, HomeUrl as Home,
    PackageFolder as Folder, PackageUrl as Package, Proxy, RequestDomain as Request,
    ServiceAddress as Service, UploadVersion as Version,
};

const APP_ID: &str = "wx7c2a91e4b05d38f6";
const APP_SECRET: &str = "5d0c7be91f3a48265ce0b7d94a1f8e36";
const CORP_SECRET: &str = "Rq7-vXk2LmT9_sPz4BdYw8HnCe3JgUa6FoVi1DrKtN0";

fn refusal(field: Field, typed: &str) -> Refusal {
    match field.refuses(typed) {
        Err(refusal) => refusal,
        Ok(()) => panic!("{field:?} accepts {typed:?}"),
    }
}

#[test]
fn each_slip_is_named_and_what_is_offered_is_accepted() {
    for (field, typed, part, offered) in slips::all() {
        let refusal = refusal(field, typed);
        assert_eq!(refusal.part, part, "{field:?} {typed:?}");
        let suggestion = refusal.suggestion.unwrap_or_default();
        assert_eq!(suggestion, offered, "{field:?} {typed:?}");
        if !offered.is_empty() {
            assert_eq!(
                field.refuses(offered),
                Ok(()),
                "{field:?} offers {offered:?}"
            );
        }
    }
}

#[test]
fn sound_values_are_accepted() {
    let table = [
        (AppId, APP_ID),
        (Secret, APP_SECRET),
        (Field::CorpSecret, CORP_SECRET),
        (CorpId, "ww4f8d2b6a90c1e375"),
        (CorpId, "wx4f8d2b6a90c1e375"),
        (AgentId, "1000017"),
        (Version, "1.0"),
        (Version, "2026.11.21"),
        (Service, "https://oa.example.com"),
        (Service, "https://oa.example.com/"),
        (Service, "https://oa.example.com:8443/eb"),
        (Service, "HTTPS://OA.example.com"),
        (Service, "https://http.example.com/https"),
        (Service, "https://xn--fsqu00a.xn--fiqs8s"),
        (
            Home,
            "https://oa.example.com/wui/index.html?a=1&b=%E4%B8%AD#/main",
        ),
        (
            Home,
            "https://oa.example.com/go?to=https://oa.example.com/@x",
        ),
        (Request, "oa.example.com"),
        (Request, "OA.example.com:8443"),
        (Business, "Example.com"),
        (Package, "http://10.0.0.1/weapp.zip"),
        (Package, "https://oa.example.com/a.zip"),
        (Proxy, "http://10.0.0.1:3128"),
        (Proxy, "proxy:3128"),
        (Folder, "/srv/weapp"),
        (Folder, "C:\\weapp\\mini"),
        (Folder, "C:/weapp"),
    ];
    for (field, typed) in table {
        assert_eq!(field.refuses(typed), Ok(()), "{field:?} {typed:?}");
    }
}

#[test]
fn an_empty_text_is_named_as_such() {
    for typed in ["", " ", "\n", "　"] {
        for field in [AppId, Service, Business, Proxy, Folder, Secret, Version] {
            let refusal = refusal(field, typed);
            let said = (refusal.part.as_str(), refusal.suggestion);
            assert_eq!(said, ("", None), "{field:?}");
        }
    }
}

#[test]
fn hosts_are_written_in_lower_case_and_nothing_else_is() {
    let service = ServiceAddress::parse("https://OA.Example.com/Eb/").expect("sound");
    assert_eq!(service.as_str(), "https://oa.example.com/Eb");
    let home = HomeUrl::parse("HTTPS://OA.Example.com:8443/Wui?A=B#/C").expect("sound");
    assert_eq!(home.as_str(), "https://oa.example.com:8443/Wui?A=B#/C");
    assert_eq!((home.host(), home.port()), ("oa.example.com", 8443));
    let request = RequestDomain::parse("OA.example.com:8443").expect("sound");
    assert_eq!(request.entry(), "https://oa.example.com:8443");
    let business = BusinessDomain::parse("OA.Example.com").expect("sound");
    assert_eq!(business.as_str(), "oa.example.com");
}

#[test]
fn a_business_domain_covers_itself_and_what_is_below() {
    let domain = BusinessDomain::parse("example.com").expect("sound");
    let table = [
        ("example.com", true),
        ("OA.example.com", true),
        ("a.b.example.com", true),
        ("badexample.com", false),
        ("example.com.cn", false),
        ("", false),
    ];
    for (host, expected) in table {
        assert_eq!(domain.covers(host), expected, "{host}");
    }
}
