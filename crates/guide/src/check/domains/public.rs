//! Phones and WeChat's own servers come from the internet, so a domain has to lead to a public address. A private or reserved
//! address works inside the company and nowhere else. Addresses from 198.18.0.0/15 belong to nobody: a proxy program on this
//! machine hands them out in place of the real ones, and everything measured through them says nothing about the server.
//!
//! Source: the IANA special-purpose address registries (RFC 6890, RFC 2544 for 198.18.0.0/15).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::{resolved, sites};
use crate::check::Check;
use crate::seen::DnsAnswer;
use crate::{Answers, Outcome, Probe, Problem, Sighting, Site, Text, Verdict};

/// Whether the addresses are public.
pub static CHECK: Check = Check {
    id: "dns.public",
    question: Text::new(
        "域名指向公网地址吗？",
        "Does the domain lead to a public address?",
    ),
    looks_at: &[Probe::Dns(Site::Request), Probe::Dns(Site::Business)],
    judge,
    blocks: false,
    codes: &["dns.private-address", "dns.fake-address"],
    page: include_str!("public.rs"),
};

const ADDRESS: Text = Text::new("地址", "Address");

fn judge(answers: &Answers, sighting: &Sighting) -> Outcome {
    sites::each(answers, sighting, look)
}

pub(super) fn look(sighting: &Sighting, site: Site) -> Outcome {
    let seen = sighting.dns(site)?;
    if let Some(holds) = resolved::overridden(seen) {
        return Ok(holds);
    }
    let both = [
        Some(&seen.system),
        seen.named.as_ref().map(|(_, answer)| answer),
    ];
    let fake = both.into_iter().flatten().find_map(|answer| match answer {
        DnsAnswer::Addresses(addresses) => addresses.iter().find(|address| is_fake(**address)),
        _ => None,
    });
    if let Some(fake) = fake {
        return Ok(Verdict::Broken(
            Problem::new(
                "dns.fake-address",
                Text::new(
                    "本机的代理软件用假地址代替了真实地址，后面的检查看到的不是服务器。",
                    "A proxy program on this machine hands out made-up addresses, so later checks do not see the server.",
                ),
            )
            .fact(ADDRESS, format!("{fake} (198.18.0.0/15)"))
            .advise(
                "请退出本机的代理软件（或关闭其 fake-ip 模式）后重新检查；服务器本身不用改。",
                "Quit the proxy program on this machine (or switch off its fake-ip mode) and check again; the server needs no change.",
            ),
        ));
    }
    let addresses = resolved::addresses(sighting, site)?;
    match addresses
        .iter()
        .find_map(|address| Some((address, reserved(*address)?)))
    {
        None => Ok(Verdict::Holds(vec![resolved::listed(addresses)])),
        Some((address, range)) => Ok(Verdict::Broken(
            Problem::new(
                "dns.private-address",
                Text::new(
                    "域名指向内网或保留地址，手机在外面打不开。",
                    "The domain leads to a private or reserved address that phones cannot reach.",
                ),
            )
            .fact(ADDRESS, format!("{address} ({range})"))
            .advise(
                "请把域名的 A 记录改为服务器的公网地址；服务器在内网时，指向出口地址并做端口映射。",
                "Point the domain's A record to the server's public address; for a server inside, to the gateway's address with port forwarding.",
            ),
        )),
    }
}

/// Whether no real server can have this address: benchmarking range, used by proxy programs for stand-in addresses.
pub(super) fn is_fake(address: IpAddr) -> bool {
    matches!(address, IpAddr::V4(v4) if v4.octets()[0] == 198 && matches!(v4.octets()[1], 18 | 19))
}

/// The special-purpose range an address lies in.
fn reserved(address: IpAddr) -> Option<&'static str> {
    match address {
        IpAddr::V4(v4) => reserved_v4(v4),
        IpAddr::V6(v6) => match v6.to_ipv4_mapped() {
            Some(v4) => reserved_v4(v4),
            None => reserved_v6(v6),
        },
    }
}

fn reserved_v4(address: Ipv4Addr) -> Option<&'static str> {
    Some(match address.octets() {
        [0, ..] => "0.0.0.0/8",
        [10, ..] => "10.0.0.0/8",
        [100, 64..=127, ..] => "100.64.0.0/10",
        [127, ..] => "127.0.0.0/8",
        [169, 254, ..] => "169.254.0.0/16",
        [172, 16..=31, ..] => "172.16.0.0/12",
        [192, 0, 0, _] => "192.0.0.0/24",
        [192, 0, 2, _] => "192.0.2.0/24",
        [192, 168, ..] => "192.168.0.0/16",
        [198, 51, 100, _] => "198.51.100.0/24",
        [203, 0, 113, _] => "203.0.113.0/24",
        [224..=239, ..] => "224.0.0.0/4",
        [240..=255, ..] => "240.0.0.0/4",
        _ => return None,
    })
}

fn reserved_v6(address: Ipv6Addr) -> Option<&'static str> {
    let [first, second, ..] = address.segments();
    Some(match (first, second) {
        _ if address.is_loopback() => "::1",
        _ if address.is_unspecified() => "::",
        (0xfc00..=0xfdff, _) => "fc00::/7",
        (0xfe80..=0xfebf, _) => "fe80::/10",
        (0xfec0..=0xfeff, _) => "fec0::/10",
        (0xff00..=0xffff, _) => "ff00::/8",
        (0x2001, 0x0db8) => "2001:db8::/32",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::scene::{Scene, addresses};
    use super::*;
    use crate::Obstacle;

    #[test]
    fn only_public_addresses_hold() {
        let table = [
            ("8.130.1.2", "holds"),
            ("240e:1::2", "holds"),
            ("172.32.0.1", "holds"),
            ("100.128.0.1", "holds"),
            ("10.1.2.3", "broken dns.private-address"),
            ("172.16.0.1", "broken dns.private-address"),
            ("192.168.1.9", "broken dns.private-address"),
            ("127.0.0.1", "broken dns.private-address"),
            ("100.100.1.1", "broken dns.private-address"),
            ("169.254.1.1", "broken dns.private-address"),
            ("203.0.113.7", "broken dns.private-address"),
            ("0.0.0.0", "broken dns.private-address"),
            ("255.255.255.255", "broken dns.private-address"),
            ("fd00::1", "broken dns.private-address"),
            ("fe80::1", "broken dns.private-address"),
            ("::ffff:10.0.0.1", "broken dns.private-address"),
            ("198.18.0.7", "broken dns.fake-address"),
            ("198.19.255.1", "broken dns.fake-address"),
        ];
        for (address, expected) in table {
            let scene = Scene::healthy().dns(addresses(&[address]), None);
            assert_eq!(scene.judge(&CHECK), expected, "{address}");
        }
    }

    #[test]
    fn an_inner_address_does_not_matter_when_the_outside_sees_a_public_one() {
        let scene = Scene::healthy().dns(addresses(&["10.0.0.8"]), Some(addresses(&["8.130.1.2"])));
        assert_eq!(scene.judge(&CHECK), "holds");
    }

    #[test]
    fn a_missing_name_has_no_address_to_judge() {
        let scene = Scene::healthy().dns(DnsAnswer::NoSuchName, None);
        assert_eq!(scene.judge(&CHECK), "unknown not-reached");
        let scene = Scene::healthy().obstacle(Probe::Dns, Obstacle::Cancelled);
        assert_eq!(scene.judge(&CHECK), "unknown cancelled");
    }
}
