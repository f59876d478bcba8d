//! Naming what one server sent in place of the file, in the order in which the causes exclude each other.

use url::Url;

use super::{content, marks};
use crate::seen::{Fetched, Hop};
use crate::{Fact, Problem, Text, Verdict};

/// What was asked for, and what came for names beside it.
pub(super) struct Asked<'a> {
    /// The file's name.
    pub(super) name: &'a str,
    /// Its value.
    pub(super) value: &'a str,
    /// The answer for a name that cannot exist.
    pub(super) random: &'a Fetched,
    /// The answers for the name in another case and with a doubled ending.
    pub(super) variants: &'a [Fetched],
}

/// Judges one answer.
pub(super) fn judge(url: &str, hop: &Hop, asked: &Asked<'_>) -> Verdict {
    if hop.status == 200 && hop.body == asked.value.as_bytes() && !hop.cut {
        return exact(hop, asked);
    }
    let body = String::from_utf8_lossy(&hop.body);
    let problem = if let Some(target) = redirect(url, hop) {
        redirected(&target, asked)
    } else if marks::is_not_filed(&body) {
        not_filed()
    } else if marks::is_challenge(hop, &body) {
        challenge()
    } else {
        match hop.status {
            401 | 403 | 451 => refused(asked),
            404 | 410 => missing(asked),
            200..=299 => other_than_the_file(hop, &body, asked),
            _ => error_status(),
        }
    };
    Verdict::Broken(
        problem
            .fact(ADDRESS, url)
            .fact(STATUS, hop.status.to_string()),
    )
}

const ADDRESS: Text = Text::new("地址", "Address");
const STATUS: Text = Text::new("HTTP 状态", "HTTP status");
const CAME: Text = Text::new("返回的内容", "What came back");

/// The right bytes; their wrapping may still be odd.
fn exact(hop: &Hop, asked: &Asked<'_>) -> Verdict {
    let kind = hop.header("content-type").unwrap_or_default();
    if !kind.to_ascii_lowercase().contains("html") {
        return Verdict::Holds(vec![Fact::new(ADDRESS, asked.name)]);
    }
    Verdict::Worrying(
        with_snippet(
            Problem::new(
                "file.content-type",
                Text::new(
                    "内容正确，但服务器把它标成了网页（text/html），微信可能不认。",
                    "The content is right, but the server calls it a web page (text/html), which WeChat may not accept.",
                ),
            )
            .fact(Text::new("内容类型", "Content type"), kind),
            asked,
        )
        .advise(
            "请让服务器以 text/plain 返回 .txt 文件。",
            "Have the server send .txt files as text/plain.",
        ),
    )
}

fn redirect(url: &str, hop: &Hop) -> Option<Url> {
    if !(300..400).contains(&hop.status) {
        return None;
    }
    Url::parse(url).ok()?.join(hop.header("location")?).ok()
}

fn redirected(target: &Url, asked: &Asked<'_>) -> Problem {
    if marks::is_not_filed(target.as_str()) {
        return not_filed();
    }
    let mut shown = target.clone();
    shown.set_query(None);
    let location = Fact::new(Text::new("跳转到", "Redirects to"), String::from(shown));
    let mut problem = if marks::is_login(target) {
        login_page(asked)
    } else {
        with_snippet(
            Problem::new(
                "file.redirected",
                Text::new(
                    "校验文件的地址被重定向到别处，微信不会跟随。",
                    "The file's address redirects elsewhere, and WeChat does not follow.",
                ),
            ),
            asked,
        )
        .advise(
            "请在重定向规则之前单独放行这个文件名，直接返回文件内容。",
            "Let this file name through before the redirect rule, so that the file itself is sent.",
        )
    };
    problem.facts.insert(0, location);
    problem
}

fn login_page(asked: &Asked<'_>) -> Problem {
    with_snippet(
        Problem::new(
            "file.login-page",
            Text::new(
                "校验文件被登录页拦住了；微信没有账号，取不到文件。",
                "A login page stands in front of the file; WeChat has no account and cannot get it.",
            ),
        ),
        asked,
    )
    .advise(
        "请在登录过滤（单点登录、Shiro、网关）中放行这个文件名，或由 nginx 直接返回。",
        "Exempt this file name in the login filter (single sign-on, Shiro, gateway), or have nginx answer it.",
    )
}

fn not_filed() -> Problem {
    Problem::new(
        "file.not-filed",
        Text::new(
            "云服务商拦截了这个域名：未备案，或没有在这家云服务商接入备案。",
            "The cloud provider blocks this domain: it is not filed (ICP), or not filed with this provider.",
        ),
    )
    .advise(
        "请完成备案，或在当前云服务商处办理接入备案；通过后约 24 小时才能填入公众平台。",
        "File the domain, or add the present provider to the filing; it can be entered in WeChat's console some 24 hours later.",
    )
}

fn challenge() -> Problem {
    Problem::new(
        "file.challenge",
        Text::new(
            "防火墙或 CDN 先要求运行脚本验证；浏览器能通过，微信不能。",
            "A firewall or CDN wants a script run first; browsers pass, WeChat does not.",
        ),
    )
    .advise(
        "请在防火墙或 CDN 上把这个文件的路径加入白名单，关闭人机验证。",
        "Exempt the file's path in the firewall or CDN and switch the challenge off for it.",
    )
}

fn refused(asked: &Asked<'_>) -> Problem {
    with_snippet(
        Problem::new(
            "file.refused",
            Text::new(
                "服务器拒绝返回校验文件。",
                "The server refuses to send the verification file.",
            ),
        ),
        asked,
    )
    .advise(
        "请检查文件的读取权限，以及登录过滤、防火墙或禁止 .txt 的规则，并放行这个文件名。",
        "Check the file's permissions and any login filter, firewall or rule against .txt, and let this file name through.",
    )
}

fn missing(asked: &Asked<'_>) -> Problem {
    let problem = Problem::new(
        "file.missing",
        Text::new(
            "从外面找不到校验文件。",
            "The verification file is not found from outside.",
        ),
    );
    let found = asked.variants.iter().find(|variant| {
        matches!(&variant.outcome, Ok(hop) if hop.status == 200
            && content::read(&hop.body).text.contains(asked.value))
    });
    let problem = match found {
        None => problem,
        Some(variant) => {
            let problem = problem.fact(
                Text::new("在这个地址找到了", "Found at"),
                variant.url.as_str(),
            );
            if variant.url.to_ascii_lowercase().ends_with(".txt.txt") {
                problem.advise(
                    "文件多了一个 .txt（Windows 隐藏了扩展名）；请在服务器上去掉一个。",
                    "The file has .txt twice (Windows hides endings); take one away on the server.",
                )
            } else {
                problem.advise(
                    "文件名的字母大小写不对；请在服务器上改成与下载的文件完全一致。",
                    "The letter case of the name is wrong; rename it on the server exactly as downloaded.",
                )
            }
        }
    };
    with_snippet(problem, asked).advise(
        "请把文件放进该域名实际使用的网站根目录（有多个节点时每个都放），或由 nginx 直接返回。",
        "Put the file into the web root that the domain really uses (on every node), or have nginx answer it.",
    )
}

fn error_status() -> Problem {
    Problem::new(
        "file.error-status",
        Text::new(
            "取校验文件时服务器返回错误。",
            "The server answers with an error when asked for the file.",
        ),
    )
    .advise(
        "请查看网站服务器和网关的日志，修复后再检查。",
        "Look into the logs of the web server and gateway, repair it, then check again.",
    )
}

/// A good status with something else in it.
fn other_than_the_file(hop: &Hop, body: &str, asked: &Asked<'_>) -> Problem {
    if hop.body.is_empty() {
        return with_snippet(
            Problem::new(
                "file.empty",
                Text::new(
                    "服务器返回了空内容。",
                    "The server answers with nothing in it.",
                ),
            ),
            asked,
        )
        .advise(
            "请重新放置文件，并检查磁盘空间和缓存。",
            "Place the file again, and check disk space and caches.",
        );
    }
    if let Some(encoding) = compressed(hop) {
        return with_snippet(
            Problem::new(
                "file.compressed",
                Text::new(
                    "没有要求压缩，服务器却返回了压缩内容，微信读不懂。",
                    "The server sends compressed content though nobody asked for it; WeChat cannot read it.",
                ),
            )
            .fact(Text::new("压缩方式", "Content-Encoding"), encoding),
            asked,
        )
        .advise(
            "请为这个文件关闭压缩（nginx：gzip off、gunzip on），或删除旁边的 .gz 文件。",
            "Switch compression off for this file (nginx: gzip off, gunzip on), or remove the .gz file beside it.",
        );
    }
    let html = marks::is_html(body);
    if html && marks::asks_for_password(body) {
        return login_page(asked).fact(CAME, content::start(&hop.body));
    }
    let same = matches!(&asked.random.outcome, Ok(random) if random.status == hop.status && random.body == hop.body);
    if html || same {
        return with_snippet(
            Problem::new(
                "file.spa-fallback",
                Text::new(
                    "服务器对任何文件名都返回同一个页面，没有返回校验文件。",
                    "The server answers with a page in place of the file, as it does for any name.",
                ),
            )
            .fact(CAME, content::start(&hop.body)),
            asked,
        )
        .advise(
            "请在单页应用的兜底规则（nginx：try_files … /index.html）之前，为这个文件名加一条精确匹配。",
            "Add an exact match for this file name before the single-page fallback (nginx: try_files … /index.html).",
        );
    }
    let read = content::read(&hop.body);
    match content::changes(asked.value, &read) {
        Some(changes) => {
            let mut problem = Problem::new(
                "file.altered",
                Text::new(
                    "校验文件的内容被改动了，微信要求一个字节都不差。",
                    "The file's content has been altered; WeChat wants every byte as it was.",
                ),
            );
            problem.facts = changes;
            with_snippet(problem, asked).advise(
                "请把下载的原文件直接复制到服务器，不要用编辑器打开保存。",
                "Copy the downloaded file to the server as it is, without opening it in an editor.",
            )
        }
        None => with_snippet(
            Problem::new(
                "file.other-content",
                Text::new(
                    "服务器上这个文件的内容不是现在这一份。",
                    "The server has other content under this name.",
                ),
            )
            .fact(CAME, content::start(&hop.body)),
            asked,
        )
        .advise(
            "请用刚下载的文件覆盖服务器上的旧文件，并清除 CDN 和代理的缓存。",
            "Replace the old file on the server by the one just downloaded, and purge CDN and proxy caches.",
        ),
    }
}

fn compressed(hop: &Hop) -> Option<String> {
    let named = hop
        .header("content-encoding")
        .filter(|encoding| !encoding.is_empty() && !encoding.eq_ignore_ascii_case("identity"));
    match named {
        Some(encoding) => Some(encoding.to_owned()),
        None => hop
            .body
            .starts_with(&[0x1F, 0x8B])
            .then(|| "gzip".to_owned()),
    }
}

/// Adds lines for nginx that answer the file by themselves. Name and value are letters and digits, as the local file was judged.
fn with_snippet(problem: Problem, asked: &Asked<'_>) -> Problem {
    problem.copyable(
        Text::new("可用的 nginx 配置", "Lines for nginx"),
        format!(
            "location = /{} {{\n    default_type text/plain;\n    return 200 \"{}\";\n}}",
            asked.name, asked.value
        ),
    )
}
