//! The handbook: one page a problem code, made from what the checks and the tables of refusals say about themselves.

mod source;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::refused::{self, Refused, WECHAT, WECOM};
use crate::{Check, JOURNEY, Lang, Remedy, Text};

/// What the handbook says about one problem code.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The code.
    pub code: &'static str,
    /// The checks that may report it, in the order of the journey; none when only a platform's refusal does.
    pub checks: Vec<&'static Check>,
    /// The platforms' numbers that mean it, with platform.
    pub refusals: Vec<(Text, &'static Refused)>,
    /// What is wrong, as the check says it.
    pub sentences: Vec<Text>,
    /// What to do, as the check says it.
    pub remedies: Vec<Text>,
}

/// Every page, by code.
pub fn pages() -> &'static [Page] {
    static PAGES: OnceLock<Vec<Page>> = OnceLock::new();
    PAGES.get_or_init(written)
}

/// The page of this code.
pub fn page(code: &str) -> Option<&'static Page> {
    pages().iter().find(|page| page.code == code)
}

/// The page of a check as Markdown: its question as title, why the rule exists, and the codes it may report.
pub fn markdown(check: &Check, lang: Lang) -> String {
    let mut lines = vec![format!("# {}", check.question.to(lang)), String::new()];
    lines.push(format!("`{}`", check.id));
    lines.push(String::new());
    lines.extend(source::doc_comment(check.page).map(str::to_owned));
    for code in check.codes {
        lines.push(String::new());
        lines.push(format!("## {code}"));
        lines.push(String::new());
        if let Some(page) = page(code) {
            lines.extend(page.said(lang));
        }
    }
    lines.push(String::new());
    lines.join("\n")
}

fn written() -> Vec<Page> {
    let mut pages: BTreeMap<&'static str, Page> = BTreeMap::new();
    for check in JOURNEY.iter().flat_map(|step| step.verify) {
        for code in check.codes {
            let page = pages.entry(code).or_default();
            page.checks.push(check);
            for said in source::problems(check.page).filter(|said| said.code == *code) {
                add(&mut page.sentences, said.what);
                for remedy in said.advice {
                    add(&mut page.remedies, remedy);
                }
            }
        }
    }
    for (platform, table) in [
        (Text::new("微信", "WeChat"), WECHAT),
        (Text::new("企业微信", "WeCom"), WECOM),
    ] {
        for refused in table {
            let page = pages.entry(refused.code).or_default();
            page.refusals.push((platform, refused));
        }
    }
    for (code, what) in refused::UNLISTED {
        let page = pages.entry(code).or_default();
        page.sentences.push(what);
        for remedy in refused::READ_THE_WORDS {
            if let Remedy::Do(text) = remedy {
                page.remedies.push(*text);
            }
        }
    }
    for (code, page) in &mut pages {
        page.code = code;
    }
    pages.into_values().collect()
}

/// A remedy in one line.
fn words(remedy: &Remedy, lang: Lang) -> String {
    let after = |begin: Text, label: Text| format!("{}{}", begin.to(lang), label.to(lang));
    match remedy {
        Remedy::Do(text) => text.to(lang).to_owned(),
        Remedy::Open(link) => format!("{} ({})", link.label.to(lang), link.url),
        Remedy::Revisit(field) => {
            after(Text::new("核对填写的", "Check the answer: "), field.label())
        }
        Remedy::Offer(action) => after(
            Text::new("由助手来做：", "Let the assistant do it: "),
            action.title(),
        ),
    }
}

fn add(texts: &mut Vec<Text>, text: Text) {
    if !texts.contains(&text) {
        texts.push(text);
    }
}

impl Page {
    /// What the problem is, in one line: its sentence, or the question it answers.
    pub fn title(&self) -> Text {
        let refused = self.refusals.first().map(|(_, refused)| refused.what);
        let asked = self.checks.first().map(|check| check.question);
        let said = self.sentences.first().copied();
        said.or(refused).or(asked).unwrap_or(Text::new("", ""))
    }

    /// The whole page as lines to read: sentence, remedies, who reports it, and why the rule exists.
    pub fn lines(&self, lang: Lang) -> Vec<String> {
        let mut lines = self.said(lang);
        for check in &self.checks {
            lines.push(String::new());
            lines.push(format!("{}  {}", check.id, check.question.to(lang)));
            lines.extend(source::doc_comment(check.page).map(str::to_owned));
        }
        lines
    }

    fn said(&self, lang: Lang) -> Vec<String> {
        let sentences = self.sentences.iter().map(|text| text.to(lang).to_owned());
        let remedies = self
            .remedies
            .iter()
            .map(|text| format!("- {}", text.to(lang)));
        let mut lines: Vec<String> = sentences.chain(remedies).collect();
        for (platform, refused) in &self.refusals {
            let number = format!("{} {}", platform.to(lang), refused.number);
            lines.push(format!("{number}: {}", refused.what.to(lang)));
            let remedies = refused.remedies.iter();
            lines.extend(remedies.map(|remedy| format!("- {}", words(remedy, lang))));
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_of_every_check_and_table_has_a_page_with_words() {
        let codes = JOURNEY
            .iter()
            .flat_map(|step| step.verify)
            .flat_map(|check| check.codes)
            .copied();
        let refused = WECHAT.iter().chain(WECOM).map(|refused| refused.code);
        for code in codes.chain(refused) {
            let page = page(code).expect("listed codes have pages");
            assert!(!page.title().zh.is_empty(), "{code}");
            for lang in [Lang::Zh, Lang::En] {
                assert!(!page.lines(lang).is_empty(), "{code}");
            }
        }
        assert!(page("no.such-code").is_none());
    }

    #[test]
    fn the_platforms_checks_say_every_code_in_words() {
        let ours = [
            "network.",
            "credentials.",
            "login.",
            "upload.",
            "release.",
            "wecom.",
        ];
        let checks = JOURNEY.iter().flat_map(|step| step.verify);
        for check in checks.filter(|check| ours.iter().any(|step| check.id.starts_with(step))) {
            for code in check.codes {
                let page = page(code).expect("listed codes have pages");
                let said = !page.sentences.is_empty() && !page.remedies.is_empty();
                assert!(said || !page.refusals.is_empty(), "{code}");
            }
        }
    }

    #[test]
    fn a_page_tells_what_is_wrong_what_to_do_and_why() {
        let page = page("network.captive-portal").expect("a page");
        let zh = page.lines(Lang::Zh).join("\n");
        assert_eq!(zh.lines().next(), Some(page.title().zh));
        assert!(zh.contains("- 用浏览器打开任意网页"), "{zh}");
        assert!(zh.contains("Source: WeChat server API"), "{zh}");
    }

    #[test]
    fn a_refusal_is_explained_under_every_number_that_means_it() {
        let page = page("credentials.confirmation-refused").expect("a page");
        let en = page.lines(Lang::En).join("\n");
        assert!(en.contains("WeChat 89506: ") && en.contains("WeChat 89507: "));
        assert!(en.contains("credentials.accepted"));
    }

    #[test]
    fn every_check_begins_with_why_its_rule_exists_and_ends_with_the_source() {
        for check in JOURNEY.iter().flat_map(|step| step.verify) {
            let comment: Vec<&str> = source::doc_comment(check.page).collect();
            assert!(comment.len() > 2, "{}", check.id);
            assert!(
                comment.iter().any(|line| line.starts_with("Source:")),
                "{}",
                check.id
            );
        }
    }

    #[test]
    fn a_checks_markdown_names_its_codes() {
        let check = JOURNEY[0].verify[0];
        let text = markdown(check, Lang::En);
        assert!(text.starts_with("# Can WeChat's server be reached?\n"));
        for code in check.codes {
            assert!(text.contains(&format!("\n## {code}\n")));
        }
    }
}
