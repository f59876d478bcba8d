//! The WeCom application: token, range and tickets, each asked only when the one before was had.

use guide::seen::{AgentSeen, Reply, WeComSeen};
use guide::{Answers, Field, Obstacle};
use wechat::{Agent, WeCom};

use crate::eyes::{Eyes, Secrets};

pub(crate) async fn look(
    answers: &Answers,
    secrets: &Secrets,
    eyes: &Eyes,
) -> Result<WeComSeen, Obstacle> {
    // Nobody looks before both ids are answered.
    let corp_id = answers.corp_id().map_err(|_| Obstacle::Crashed)?;
    let agent_id = answers.agent_id().map_err(|_| Obstacle::Crashed)?;
    let secret = secrets
        .corp
        .clone()
        .ok_or(Obstacle::NoSecret(Field::CorpSecret))?;
    let line = WeCom::new(&eyes.reach, corp_id, secret);
    let mut seen = WeComSeen {
        token: line.token().await.seen(),
        agent: None,
        agent_seen: None,
        ticket: None,
        agent_ticket: None,
    };
    if seen.token != Ok(Reply::Success) {
        return Ok(seen);
    }
    let answer = line.agent(agent_id).await;
    seen.agent = Some(answer.seen());
    let Ok(agent) = answer.outcome else {
        return Ok(seen);
    };
    seen.agent_seen = Some(counted(agent));
    let ticket = line.jsapi_ticket().await.seen();
    let had = ticket == Ok(Reply::Success);
    seen.ticket = Some(ticket);
    if had {
        seen.agent_ticket = Some(line.agent_ticket().await.seen());
    }
    Ok(seen)
}

fn counted(agent: Agent) -> AgentSeen {
    AgentSeen {
        name: agent.name,
        users: agent.users.len(),
        departments: agent.departments.len(),
        tags: agent.tags.len(),
        closed: agent.closed,
        trusted_domain: agent.trusted_domain,
    }
}
