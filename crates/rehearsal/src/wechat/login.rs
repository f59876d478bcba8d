//! Login codes and what they are exchanged for.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::complaint::Complaint;
use super::session::SessionKey;
use super::{Outcome, Turn, said, token};
use crate::scene::Scene;

/// How long a code works.
pub(super) const CODE_LIFETIME: u64 = 300;
const CALLS_A_MINUTE: u64 = 100;

/// A code as `wx.login` gives it.
pub(super) struct LoginCode {
    app_id: String,
    openid: String,
    issued: u64,
    used: bool,
}

/// Issues a code for a person in one mini-program.
pub(super) fn mint(scene: &Scene, app_id: &str, person: &str) -> String {
    let code = format!("0{}", scene.chance.letters(31));
    let now = scene.clock.unix();
    let mut platform = scene.platform();
    platform
        .login_codes
        .retain(|_, known| now < known.issued + 2 * CODE_LIFETIME);
    platform.login_codes.insert(
        code.clone(),
        LoginCode {
            app_id: app_id.to_owned(),
            openid: openid(app_id, person),
            issued: now,
            used: false,
        },
    );
    code
}

/// Derives a person's openid: stable for the pair of person and mini-program, 28 characters.
fn openid(app_id: &str, person: &str) -> String {
    let hash = Sha256::new()
        .chain_update(app_id)
        .chain_update([0])
        .chain_update(person)
        .finalize();
    let text = URL_SAFE_NO_PAD.encode(hash);
    format!("oR{}", &text[..26])
}

/// `GET /sns/jscode2session`. The IP list is not asked, and a frozen secret still serves here.
pub(super) fn exchange(turn: &mut Turn<'_>) -> Outcome {
    let app_id = turn.need("appid", 41002)?;
    let secret = turn.need("secret", 41004)?;
    let code = turn.need("js_code", 41008)?;
    if turn.asked.query("grant_type").as_deref() != Some("authorization_code") {
        return Err(Complaint::new(40002));
    }
    turn.not_busy()?;
    token::known(turn, &app_id)?;
    token::fits(turn, &secret)?;
    let now = turn.now;
    let invalid = || Complaint::new(40029);
    let known = turn
        .platform
        .login_codes
        .get_mut(&code)
        .ok_or_else(invalid)?;
    if known.app_id != app_id || now >= known.issued + CODE_LIFETIME {
        return Err(invalid());
    }
    if known.used {
        return Err(Complaint::new(40163));
    }
    known.used = true;
    let openid = known.openid.clone();
    if turn.platform.count(&openid, now / 60) >= CALLS_A_MINUTE {
        return Err(Complaint::new(45011));
    }
    let key = SessionKey::fresh(&turn.scene.chance, now);
    let answer = json!({"session_key": key.text(), "openid": openid});
    turn.platform.session_keys.insert(openid, key);
    said(answer)
}
