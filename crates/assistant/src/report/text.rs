//! The report as plain text.

use std::fmt::Write;

use guide::{Lang, Text};

use crate::wire::{FactView, FindingState, FindingView, ProblemView, RemedyView, Report};

/// The report as plain text, for a terminal or a message.
pub fn text(report: &Report, lang: Lang) -> String {
    let mut out = String::new();
    // Writing into a String cannot fail.
    let _ = write_report(&mut out, report, lang);
    out
}

fn write_report(out: &mut String, report: &Report, lang: Lang) -> std::fmt::Result {
    if report.rehearsal {
        writeln!(
            out,
            "[{}]",
            Text::new("演练，与真实部署无关", "rehearsal, nothing real").to(lang)
        )?;
    }
    writeln!(
        out,
        "{} · {} · {}",
        report.deployment, report.made, report.program
    )?;
    writeln!(out, "{}", report.summary.words)?;
    for step in &report.steps {
        writeln!(out, "\n{}", step.title)?;
        if let Some(folded) = &step.folded {
            writeln!(out, "  – {folded}")?;
        }
        for finding in step
            .findings
            .iter()
            .filter(|finding| finding.because.is_none())
        {
            write_finding(out, finding, "  ")?;
            let code = finding
                .problem
                .as_ref()
                .map(|problem| problem.code.as_str());
            let explained =
                |other: &&FindingView| other.because.is_some() && other.because.as_deref() == code;
            for folded in report
                .steps
                .iter()
                .flat_map(|step| &step.findings)
                .filter(explained)
            {
                writeln!(out, "      ↳ {} {}", mark(folded.state), folded.question)?;
            }
        }
        for errand in &step.errands {
            writeln!(out, "  ☐ {errand}")?;
        }
    }
    for problem in &report.mended {
        let words = Text::new("途中发现，现已修正", "found on the way, mended since").to(lang);
        writeln!(out, "\n✓ {words}")?;
        write_problem(out, problem, "    ")?;
    }
    for failure in &report.failures {
        writeln!(out, "\n✗ {}\n    {}", failure.what, failure.hint)?;
        if let Some(problem) = &failure.problem {
            write_problem(out, problem, "    ")?;
        }
        for cause in &failure.cause {
            writeln!(out, "    · {cause}")?;
        }
    }
    Ok(())
}

/// The mark in front of a finding; never colour alone.
fn mark(state: FindingState) -> &'static str {
    match state {
        FindingState::Holds => "✓",
        FindingState::Worrying => "!",
        FindingState::Broken => "✗",
        FindingState::Unknown | FindingState::Looking => "?",
    }
}

fn write_finding(out: &mut String, finding: &FindingView, indent: &str) -> std::fmt::Result {
    writeln!(out, "{indent}{} {}", mark(finding.state), finding.question)?;
    let deeper = format!("{indent}    ");
    if let Some(problem) = &finding.problem {
        write_problem(out, problem, &deeper)?;
    }
    if let Some(unknown) = &finding.unknown {
        writeln!(out, "{deeper}{unknown}")?;
    }
    write_facts(out, &finding.facts, &deeper)
}

fn write_problem(out: &mut String, problem: &ProblemView, indent: &str) -> std::fmt::Result {
    writeln!(out, "{indent}{} [{}]", problem.what, problem.code)?;
    write_facts(out, &problem.facts, indent)?;
    for remedy in &problem.remedies {
        match remedy {
            RemedyView::Do { words }
            | RemedyView::Revisit { words, .. }
            | RemedyView::Offer { words, .. } => writeln!(out, "{indent}→ {words}")?,
            RemedyView::Open { words, url } => writeln!(out, "{indent}→ {words}: {url}")?,
        }
    }
    Ok(())
}

fn write_facts(out: &mut String, facts: &[FactView], indent: &str) -> std::fmt::Result {
    for fact in facts {
        let value = fact.value.replace('\n', &format!("\n{indent}  "));
        writeln!(out, "{indent}{}: {value}", fact.label)?;
    }
    Ok(())
}
