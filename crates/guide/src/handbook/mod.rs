//! The handbook: one page a problem code, made from what the checks and the tables of refusals say about themselves.

mod made;
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
    pub remedies: Vec<Remedy>,
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
        for line in page(code).map(|page| page.said(lang)).unwrap_or_default() {
            let item = |line: &str| line.starts_with("- ");
            // Sentences are paragraphs, remedies items of one list.
            if lines
                .last()
                .is_some_and(|last| !(last.is_empty() || item(last) && item(&line)))
            {
                lines.push(String::new());
            }
            lines.push(line);
        }
    }
    lines.push(String::new());
    lines.join("\n")
}

/// Every check once, in the order of the journey.
fn checks() -> Vec<&'static Check> {
    let mut checks: Vec<&'static Check> = Vec::new();
    for check in JOURNEY.iter().flat_map(|step| step.verify) {
        if checks.iter().all(|known| known.id != check.id) {
            checks.push(check);
        }
    }
    checks
}

/// The handbook as files: a path from its folder, with `/`, and the Markdown in it. `README.md` leads to one page a check in
/// each language, `zh-CN/<check>.md` and `en/<check>.md`.
pub fn files() -> Vec<(String, String)> {
    const FOLDERS: [(&str, Lang); 2] = [("zh-CN", Lang::Zh), ("en", Lang::En)];
    let mut index = vec![
        "# 检查手册 · Handbook of the checks".to_owned(),
        String::new(),
        "每项检查一页：为什么有这条规则，会报告哪些问题，怎么办。`weapp-bridge explain` 在终端里给出同样的内容。".to_owned(),
        String::new(),
        "One page a check: why the rule exists, which problems it reports, and what to do. `weapp-bridge explain` says the same in the terminal.".to_owned(),
    ];
    let mut written = Vec::new();
    for step in JOURNEY.iter().filter(|step| !step.verify.is_empty()) {
        index.push(format!("\n## {} · {}\n", step.title.zh, step.title.en));
        index.push("| 检查 Check | 问题 | Question |".to_owned());
        index.push("| --- | --- | --- |".to_owned());
        for check in step.verify {
            let link =
                |(folder, lang)| format!("[{}]({folder}/{}.md)", check.question.to(lang), check.id);
            let [zh, en] = FOLDERS.map(link);
            index.push(format!("| `{}` | {zh} | {en} |", check.id));
        }
    }
    for check in checks() {
        for (folder, lang) in FOLDERS {
            written.push((format!("{folder}/{}.md", check.id), markdown(check, lang)));
        }
    }
    written.push(("README.md".to_owned(), index.join("\n") + "\n"));
    written
}

fn written() -> Vec<Page> {
    let mut pages: BTreeMap<&'static str, Page> = BTreeMap::new();
    for check in JOURNEY.iter().flat_map(|step| step.verify) {
        for code in check.codes {
            let page = pages.entry(code).or_default();
            page.checks.push(check);
            for said in source::problems(check.page).filter(|said| said.code == *code) {
                add(&mut page.sentences, said.what);
                for remedy in said.remedies {
                    add(&mut page.remedies, remedy);
                }
            }
        }
    }
    for problem in made::problems() {
        let page = pages.entry(problem.code).or_default();
        add(&mut page.sentences, problem.what);
        for remedy in problem.remedies {
            add(&mut page.remedies, remedy);
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
        page.remedies.extend_from_slice(refused::READ_THE_WORDS);
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

fn add<T: PartialEq>(said: &mut Vec<T>, new: T) {
    if !said.contains(&new) {
        said.push(new);
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
            .map(|remedy| format!("- {}", words(remedy, lang)));
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
    fn every_page_says_what_is_wrong_and_what_to_do() {
        let silent = |page: &&Page| {
            let refused = |(_, refused): &(Text, &Refused)| refused.remedies.is_empty();
            let said = !page.sentences.is_empty() && !page.remedies.is_empty();
            !said && (page.refusals.is_empty() || page.refusals.iter().any(refused))
        };
        let codes = pages().iter().filter(silent).map(|page| page.code);
        assert_eq!(codes.collect::<Vec<_>>(), [""; 0]);
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
    fn the_index_leads_to_every_page_in_both_languages() {
        let files = files();
        let (name, index) = files.last().expect("an index");
        assert_eq!(name, "README.md");
        assert_eq!(files.len(), 2 * checks().len() + 1);
        for (path, text) in &files[..files.len() - 1] {
            assert!(index.contains(&format!("]({path})")), "{path}");
            let title = text.lines().next().expect("a title");
            assert!(index.contains(&title.replacen("# ", "[", 1)), "{title}");
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
