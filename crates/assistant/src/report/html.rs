//! The report as one self-contained page: no script, nothing fetched, readable in ten years.

use std::fmt::Write;

use guide::{Lang, Text};

use crate::wire::{FactView, FindingState, FindingView, ProblemView, RemedyView, Report};

const STYLE: &str = include_str!("report.css");

/// The report as one self-contained HTML page.
pub fn html(report: &Report, lang: Lang) -> String {
    let mut out = String::new();
    // Writing into a String cannot fail.
    let _ = page(&mut out, report, lang);
    out
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

fn page(out: &mut String, report: &Report, lang: Lang) -> std::fmt::Result {
    let (tag, title) = match lang {
        Lang::Zh => ("zh-CN", "小程序接入检查报告"),
        Lang::En => ("en", "Mini-program deployment report"),
    };
    write!(
        out,
        "<!doctype html>\n<html lang=\"{tag}\"><head><meta charset=\"utf-8\">\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{title} · {name}</title><style>{STYLE}</style></head><body>",
        name = escaped(&report.deployment),
    )?;
    if report.rehearsal {
        let words = Text::new("演练，与真实部署无关", "Rehearsal: nothing here is real").to(lang);
        write!(out, "<p class=\"rehearsal\">{words}</p>")?;
    }
    write!(
        out,
        "<h1>{title}</h1><p class=\"lead\">{}</p><p class=\"meta\">{} · {} · {}</p>",
        escaped(&report.summary.words),
        escaped(&report.deployment),
        escaped(&report.made),
        escaped(&report.program),
    )?;
    for failure in &report.failures {
        write!(
            out,
            "<section class=\"finding broken\"><h3>✗ {}</h3><p>{}</p>",
            escaped(&failure.what),
            escaped(&failure.hint)
        )?;
        if let Some(problem) = &failure.problem {
            write_problem(out, problem)?;
        }
        out.push_str("</section>");
    }
    for problem in &report.mended {
        let words = Text::new("途中发现，现已修正", "Found on the way, mended since").to(lang);
        write!(out, "<section class=\"finding holds\"><h3>✓ {words}</h3>")?;
        write_problem(out, problem)?;
        out.push_str("</section>");
    }
    for step in &report.steps {
        write!(out, "<h2>{}</h2>", escaped(&step.title))?;
        if let Some(folded) = &step.folded {
            write!(out, "<p class=\"meta\">{}</p>", escaped(folded))?;
        }
        for finding in step
            .findings
            .iter()
            .filter(|finding| finding.because.is_none())
        {
            write_finding(out, report, finding)?;
        }
        if !step.errands.is_empty() {
            let title = Text::new("需要人工完成", "For a person to do").to(lang);
            write!(out, "<details><summary>{title}</summary><ul>")?;
            for errand in &step.errands {
                write!(out, "<li>{}</li>", escaped(errand))?;
            }
            out.push_str("</ul></details>");
        }
    }
    let title = Text::new("填写的内容", "Answers").to(lang);
    write!(out, "<h2>{title}</h2>")?;
    write_facts(out, &report.answers)?;
    out.push_str("</body></html>\n");
    Ok(())
}

fn write_finding(out: &mut String, report: &Report, finding: &FindingView) -> std::fmt::Result {
    let (class, mark) = match finding.state {
        FindingState::Holds => ("holds", "✓"),
        FindingState::Worrying => ("worrying", "!"),
        FindingState::Broken => ("broken", "✗"),
        FindingState::Unknown | FindingState::Looking => ("unknown", "?"),
    };
    write!(
        out,
        "<section class=\"finding {class}\"><h3>{mark} {} <small>{}</small></h3>",
        escaped(&finding.question),
        escaped(&finding.words),
    )?;
    if let Some(problem) = &finding.problem {
        write_problem(out, problem)?;
    }
    if let Some(unknown) = &finding.unknown {
        write!(out, "<p>{}</p>", escaped(unknown))?;
    }
    write_facts(out, &finding.facts)?;
    let code = finding
        .problem
        .as_ref()
        .map(|problem| problem.code.as_str());
    for folded in report.steps.iter().flat_map(|step| &step.findings) {
        if folded.because.is_some() && folded.because.as_deref() == code {
            write!(
                out,
                "<p class=\"meta\">↳ {} · {}</p>",
                escaped(&folded.question),
                escaped(&folded.words)
            )?;
        }
    }
    out.push_str("</section>");
    Ok(())
}

fn write_problem(out: &mut String, problem: &ProblemView) -> std::fmt::Result {
    write!(
        out,
        "<p>{} <code>{}</code></p>",
        escaped(&problem.what),
        escaped(&problem.code)
    )?;
    write_facts(out, &problem.facts)?;
    out.push_str("<ol>");
    for remedy in &problem.remedies {
        match remedy {
            RemedyView::Do { words }
            | RemedyView::Revisit { words, .. }
            | RemedyView::Offer { words, .. } => write!(out, "<li>{}</li>", escaped(words))?,
            RemedyView::Open { words, url } => write!(
                out,
                "<li><a href=\"{}\">{}</a></li>",
                escaped(url),
                escaped(words)
            )?,
        }
    }
    out.push_str("</ol>");
    Ok(())
}

fn write_facts(out: &mut String, facts: &[FactView]) -> std::fmt::Result {
    if facts.is_empty() {
        return Ok(());
    }
    out.push_str("<dl>");
    for fact in facts {
        write!(
            out,
            "<dt>{}</dt><dd>{}</dd>",
            escaped(&fact.label),
            escaped(&fact.value)
        )?;
    }
    out.push_str("</dl>");
    Ok(())
}
