//! Phones connect to port 443 of the business domain, and to the request domain's own port, at whichever of its addresses they
//! are given. A closed port answers at once, a firewall mostly swallows the attempt, and one dead address among several makes
//! the mini-program fail for some people only. Silence is put down to the site only as long as nothing says that this machine
//! itself has no way out.
//!
//! Source: WeChat, business domains (port 443 only) and server domains (exactly the port entered).

use super::{exists, ipv4, public};
use super::{label, sites};
use crate::check::Check;
use crate::seen::{AddressSeen, Connection, TcpSeen};
use crate::{
    Answers, Fact, Obstacle, Outcome, Probe, Problem, Sighting, Site, Text, Unknown, Verdict,
};

/// Whether the port is open.
pub static CHECK: Check = Check {
    id: "tcp.open",
    question: Text::new(
        "服务器的端口能连上吗？",
        "Can the server's port be connected to?",
    ),
    looks_at: &[
        Probe::Tcp(Site::Request),
        Probe::Tcp(Site::Business),
        Probe::Dns(Site::Request),
        Probe::Dns(Site::Business),
        Probe::WeChat,
    ],
    judge,
    blocks: false,
    codes: &["tcp.refused", "tcp.filtered", "tcp.some-addresses-dead"],
    page: include_str!("open.rs"),
};

fn judge(answers: &Answers, sighting: &Sighting) -> Outcome {
    sites::each(answers, sighting, look)
}

pub(super) fn look(sighting: &Sighting, site: Site) -> Outcome {
    let seen = sighting.tcp(site)?;
    // A machine without IPv6 has no route to any such address; that says nothing about the server.
    let (untried, tried): (Vec<&AddressSeen>, Vec<&AddressSeen>) = seen
        .addresses
        .iter()
        .partition(|seen| seen.address.is_ipv6() && seen.connection == Connection::Unreachable);
    let dead: Vec<&AddressSeen> = tried
        .iter()
        .copied()
        .filter(|seen| !matches!(seen.connection, Connection::Made(_)))
        .collect();
    if dead.is_empty() && !tried.is_empty() {
        let mut facts = listed(seen, &tried);
        if !untried.is_empty() {
            facts.push(Fact::new(
                Text::new(
                    "本机没有 IPv6，未能试",
                    "Not tried, this machine has no IPv6",
                ),
                joined(&untried),
            ));
        }
        return Ok(Verdict::Holds(facts));
    }
    sites::stands_on(
        sighting,
        site,
        Probe::Tcp(site),
        &[exists::look, public::look, ipv4::look],
    )?;
    if tried.is_empty() {
        return below(site, "no address could be tried");
    }
    if dead.len() < tried.len() {
        return Ok(Verdict::Broken(some_dead(seen, &tried)));
    }
    if dead
        .iter()
        .any(|seen| seen.connection == Connection::Refused)
    {
        return Ok(Verdict::Broken(refused(seen, &dead)));
    }
    let silent = dead
        .iter()
        .any(|seen| seen.connection == Connection::TimedOut);
    match way_out(sighting) {
        Some(true) => Ok(Verdict::Broken(filtered(seen, &dead))),
        None if silent => Ok(Verdict::Broken(filtered(seen, &dead))),
        _ => below(site, "this machine may have no direct way out"),
    }
}

fn below(site: Site, why: &str) -> Outcome {
    Err(Unknown::CouldNotLook(
        Probe::Tcp(site),
        Obstacle::NotReached(why.to_owned()),
    ))
}

/// Whether this machine reaches the internet directly; `None` when nothing tells.
fn way_out(sighting: &Sighting) -> Option<bool> {
    let wechat = sighting.wechat().ok()?;
    match (&wechat.reply, &wechat.proxy) {
        // Where everything goes out through a proxy, a direct connection may well be swallowed at the company's own firewall.
        (_, Some(_)) | (Err(_), None) => Some(false),
        (Ok(_), None) => Some(true),
    }
}

fn refused(seen: &TcpSeen, dead: &[&AddressSeen]) -> Problem {
    let mut problem = Problem::new(
        "tcp.refused",
        Text::new(
            "服务器拒绝连接：这个端口上没有程序在监听。",
            "The server refuses the connection: nothing listens on this port.",
        ),
    );
    problem.facts = listed(seen, dead);
    problem.advise(
        "请确认网站服务（如 nginx）已启动并监听该端口，端口映射指向正确的主机。",
        "Make sure that the web server (such as nginx) runs and listens on this port, and that port forwarding leads to the right host.",
    )
}

fn filtered(seen: &TcpSeen, dead: &[&AddressSeen]) -> Problem {
    let mut problem = Problem::new(
        "tcp.filtered",
        Text::new(
            "连接没有任何回应：端口多半被防火墙或安全组挡住了。",
            "The connection is not answered at all: a firewall or security group most likely blocks the port.",
        ),
    );
    problem.facts = listed(seen, dead);
    problem.advise(
        "请在云服务器安全组、主机防火墙和出口设备上放行该端口；若只在内网连不上公网地址，请从外网再检查一次。",
        "Open the port in the security group, the host's firewall and the gateway; if only the inside cannot reach the public address, check again from outside.",
    )
}

fn some_dead(seen: &TcpSeen, tried: &[&AddressSeen]) -> Problem {
    let mut problem = Problem::new(
        "tcp.some-addresses-dead",
        Text::new(
            "域名有多个地址，其中有的连不上；一部分用户会打不开。",
            "The domain has several addresses and some do not answer; part of the users cannot open it.",
        ),
    );
    problem.facts = listed(seen, tried);
    problem.advise(
        "请修复连不上的那台服务器，或从解析记录（A 或 AAAA）中删掉它的地址。",
        "Repair the server that does not answer, or take its address out of the A or AAAA records.",
    )
}

fn joined(addresses: &[&AddressSeen]) -> String {
    let texts: Vec<String> = addresses
        .iter()
        .map(|seen| seen.address.to_string())
        .collect();
    texts.join(", ")
}

/// Port and addresses, sorted by what came of connecting.
fn listed(seen: &TcpSeen, addresses: &[&AddressSeen]) -> Vec<Fact> {
    let of = |kind: fn(Connection) -> bool| {
        let these: Vec<&AddressSeen> = addresses
            .iter()
            .copied()
            .filter(|seen| kind(seen.connection))
            .collect();
        joined(&these)
    };
    let mut facts = vec![Fact::new(label::PORT, seen.port.to_string())];
    let groups = [
        (
            Text::new("连上了", "Connected"),
            of(|c| matches!(c, Connection::Made(_))),
        ),
        (
            Text::new("拒绝连接", "Refused"),
            of(|c| c == Connection::Refused),
        ),
        (
            Text::new("没有回应", "No answer"),
            of(|c| c == Connection::TimedOut),
        ),
        (
            Text::new("没有路由", "No route"),
            of(|c| c == Connection::Unreachable),
        ),
    ];
    facts.extend(
        groups
            .into_iter()
            .filter(|(_, texts)| !texts.is_empty())
            .map(|(label, texts)| Fact::new(label, texts)),
    );
    facts
}

#[cfg(test)]
mod tests {
    use super::super::scene::{Scene, addresses};
    use super::*;
    use crate::seen::{Reply, Trouble};
    use Connection::{Made, Refused, TimedOut, Unreachable};

    const V4: &str = "8.130.1.2";
    const OTHER: &str = "8.130.1.3";
    const V6: &str = "240e:1::2";

    #[test]
    fn every_address_has_to_answer() {
        let table: &[(&[(&str, Connection)], &str)] = &[
            (&[(V4, Made(12))], "holds"),
            (&[(V4, Made(12)), (V6, Made(20))], "holds"),
            (&[(V4, Made(12)), (V6, Unreachable)], "holds"),
            (
                &[(V4, Made(12)), (V6, TimedOut)],
                "broken tcp.some-addresses-dead",
            ),
            (
                &[(V4, Made(12)), (OTHER, Refused)],
                "broken tcp.some-addresses-dead",
            ),
            (&[(V4, Refused)], "broken tcp.refused"),
            (&[(V4, Refused), (OTHER, TimedOut)], "broken tcp.refused"),
            (&[(V4, TimedOut)], "broken tcp.filtered"),
            (&[(V4, Unreachable)], "broken tcp.filtered"),
            (&[(V6, Unreachable)], "unknown not-reached"),
            (&[], "unknown not-reached"),
        ];
        for (connections, expected) in table {
            let scene = Scene::healthy().tcp(connections);
            assert_eq!(scene.judge(&CHECK), *expected, "{connections:?}");
        }
    }

    #[test]
    fn silence_is_not_the_sites_fault_when_this_machine_has_no_way_out() {
        let offline = Scene::healthy()
            .tcp(&[(V4, TimedOut)])
            .edit_wechat(|seen| seen.reply = Err(Trouble::TimedOut));
        assert_eq!(offline.judge(&CHECK), "unknown not-reached");
        let proxied = Scene::healthy().tcp(&[(V4, TimedOut)]).edit_wechat(|seen| {
            seen.reply = Ok(Reply::Success);
            seen.proxy = Some("http://10.0.0.1:3128".to_owned());
        });
        assert_eq!(proxied.judge(&CHECK), "unknown not-reached");
    }

    #[test]
    fn a_private_address_that_does_not_answer_is_named_once() {
        let scene = Scene::healthy()
            .dns(addresses(&["10.0.0.8"]), None)
            .tcp(&[("10.0.0.8", TimedOut)]);
        assert_eq!(scene.judge(&CHECK), "unknown not-reached");
    }
}
