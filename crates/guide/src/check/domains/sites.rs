//! Asking the same question of the request and of the business domain: the worst outcome wins, and says whose it is.

use crate::{Answers, Fact, Obstacle, Outcome, Probe, Sighting, Site, Text, Unknown, Verdict};

/// A question about one site.
pub(super) type Look = fn(&Sighting, Site) -> Outcome;

/// Which domain a fact belongs to.
pub(crate) const DOMAIN: Text = Text::new("域名", "Domain");

/// Judges both domains; one that serves as both is judged once.
pub(super) fn each(answers: &Answers, sighting: &Sighting, look: Look) -> Outcome {
    let request = answers
        .request_domain()
        .map(|domain| domain.entry().trim_start_matches("https://").to_owned());
    let business = answers
        .business_domain()
        .map(|domain| domain.as_str().to_owned());
    let judged = |site: Site, name: &str| named(name, look(sighting, site));
    match (request, business) {
        (Ok(request), Ok(business)) if request == business => {
            judged(Site::Request, &request).or_else(|_| judged(Site::Business, &business))
        }
        (request, business) => worst(vec![
            request.and_then(|name| judged(Site::Request, &name)),
            business.and_then(|name| judged(Site::Business, &name)),
        ]),
    }
}

/// Puts the domain's name in front of the facts.
fn named(name: &str, outcome: Outcome) -> Outcome {
    let fact = Fact::new(DOMAIN, name);
    outcome.map(|verdict| match verdict {
        Verdict::Holds(mut facts) => {
            facts.insert(0, fact);
            Verdict::Holds(facts)
        }
        Verdict::Worrying(mut problem) => {
            problem.facts.insert(0, fact);
            Verdict::Worrying(problem)
        }
        Verdict::Broken(mut problem) => {
            problem.facts.insert(0, fact);
            Verdict::Broken(problem)
        }
    })
}

/// The worst of several outcomes: broken, then unknown, then worrying, then holds with the evidence of all.
///
/// Unknown outweighs worrying, because a worry about one must not hide that nobody has seen the other.
pub(crate) fn worst(outcomes: Vec<Outcome>) -> Outcome {
    let rank = |outcome: &Outcome| match outcome {
        Ok(Verdict::Broken(_)) => 3,
        Err(_) => 2,
        Ok(Verdict::Worrying(_)) => 1,
        Ok(Verdict::Holds(_)) => 0,
    };
    let top = outcomes.iter().map(rank).max().unwrap_or_default();
    let mut alike = outcomes.into_iter().filter(|outcome| rank(outcome) == top);
    let Some(first) = alike.next() else {
        return Ok(Verdict::holds());
    };
    match first {
        Err(unknown) => Err(unknown),
        Ok(Verdict::Broken(mut problem)) => {
            for other in alike {
                if let Ok(Verdict::Broken(other)) = other {
                    problem.facts.push(also(&other));
                }
            }
            Ok(Verdict::Broken(problem))
        }
        Ok(Verdict::Worrying(mut problem)) => {
            for other in alike {
                if let Ok(Verdict::Worrying(other)) = other {
                    problem.facts.push(also(&other));
                }
            }
            Ok(Verdict::Worrying(problem))
        }
        Ok(Verdict::Holds(mut facts)) => {
            for other in alike {
                if let Ok(Verdict::Holds(others)) = other {
                    facts.extend(others);
                }
            }
            Ok(Verdict::Holds(facts))
        }
    }
}

/// What is wrong elsewhere, in one line: whose it is, and the code.
fn also(other: &crate::Problem) -> Fact {
    let whose = other.facts.first().map_or("", |fact| fact.value.as_str());
    Fact::new(
        Text::new("同样有问题的还有", "Also wrong"),
        format!("{whose} ({})", other.code),
    )
}

/// Answers "could not look" when one of the layers that `probe` stands on is broken, so that a fault is named once.
pub(super) fn stands_on(
    sighting: &Sighting,
    site: Site,
    probe: Probe,
    layers: &[Look],
) -> Result<(), Unknown> {
    for look in layers {
        if let Ok(Verdict::Broken(problem)) = look(sighting, site) {
            let code = problem.code.to_owned();
            return Err(Unknown::CouldNotLook(probe, Obstacle::NotReached(code)));
        }
    }
    Ok(())
}
