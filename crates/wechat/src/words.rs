//! What the platforms' error messages tell besides their sentence.

use std::net::IpAddr;

/// The `rid` of a WeChat message: three groups of eight hexadecimal digits. What stands before it varies (`, rid: `, ` rid:`).
pub fn rid(message: &str) -> Option<&str> {
    let (_, behind) = message.rsplit_once("rid:")?;
    let rid = behind.trim_start().get(..26)?;
    let shaped = rid.split('-').count() == 3
        && rid
            .split('-')
            .all(|group| group.len() == 8 && group.bytes().all(|byte| byte.is_ascii_hexdigit()));
    shaped.then_some(rid)
}

/// The caller's address as WeCom tells it with every error: `…, from ip: 222.65.121.207, more info at …`.
pub fn from_ip(message: &str) -> Option<IpAddr> {
    address_behind(message, "from ip:")
}

/// The caller's address as WeChat tells it when it is not listed (40164): `invalid ip 8.149.0.108 ipv6 ::ffff:8.149.0.108, …`.
pub fn invalid_ip(message: &str) -> Option<IpAddr> {
    address_behind(message, "invalid ip")
}

fn address_behind(message: &str, mark: &str) -> Option<IpAddr> {
    let (_, behind) = message.split_once(mark)?;
    let behind = behind.trim_start();
    let end = behind
        .find(|letter: char| !(letter.is_ascii_hexdigit() || matches!(letter, '.' | ':')))
        .unwrap_or(behind.len());
    let address: IpAddr = behind[..end].parse().ok()?;
    Some(address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rid_is_found_whatever_stands_before_it() {
        for message in [
            "appid missing rid: 6a689250-00c0ffee-1badcafe",
            "invalid code, rid: 6a689250-00c0ffee-1badcafe",
            "invalid code rid:6a689250-00c0ffee-1badcafe",
        ] {
            assert_eq!(rid(message), Some("6a689250-00c0ffee-1badcafe"));
        }
        assert_eq!(rid("system error hint: [3yfuHA]"), None);
        assert_eq!(rid("rid: 6a689250-00c0ffee"), None);
        assert_eq!(rid("rid: 密密密密密密密密密密"), None);
    }

    #[test]
    fn the_callers_address_is_read_from_either_platform() {
        let wecom = "not allow to access from your ip, hint: [1690282230612130918224239], from ip: 222.65.121.207, more info at https://open.work.weixin.qq.com/devtool/query?e=60020";
        assert_eq!(from_ip(wecom), "222.65.121.207".parse().ok());
        let wechat = "invalid ip 8.149.0.108 ipv6 ::ffff:8.149.0.108, not in whitelist rid: 65d7e94d-59b8e5d7-0dc0ad08";
        assert_eq!(invalid_ip(wechat), "8.149.0.108".parse().ok());
        assert_eq!(
            invalid_ip("invalid ip 2408:4001::7, not in whitelist"),
            "2408:4001::7".parse().ok()
        );
        assert_eq!(from_ip("system error"), None);
    }
}
