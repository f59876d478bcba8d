//! Phone numbers, exchanged for the code of the phone number button.

use serde_json::{Value, json};

use super::complaint::Complaint;
use super::login::CODE_LIFETIME;
use super::{Outcome, Turn, fine};
use crate::scene::Scene;

/// A code as the phone number button gives it; no login code.
pub(super) struct PhoneCode {
    app_id: String,
    phone: String,
    issued: u64,
    used: bool,
}

/// Issues a code for a number of mainland China.
pub(super) fn mint(scene: &Scene, app_id: &str, phone: &str) -> String {
    let code = scene.chance.hex(64);
    let now = scene.clock.unix();
    let mut platform = scene.platform();
    platform
        .phone_codes
        .retain(|_, known| now < known.issued + 2 * CODE_LIFETIME);
    platform.phone_codes.insert(
        code.clone(),
        PhoneCode {
            app_id: app_id.to_owned(),
            phone: phone.to_owned(),
            issued: now,
            used: false,
        },
    );
    code
}

/// `POST /wxa/business/getuserphonenumber`. A used code is simply invalid here, unlike a login code.
pub(super) fn number(turn: &mut Turn<'_>) -> Outcome {
    turn.own_token()?;
    let body = turn.body()?;
    let code = body.get("code").and_then(Value::as_str).unwrap_or_default();
    let own = turn.scene.cast.app_id.as_str();
    let now = turn.now;
    let invalid = || Complaint::new(40029);
    let known = turn
        .platform
        .phone_codes
        .get_mut(code)
        .ok_or_else(invalid)?;
    if known.app_id != own {
        return Err(Complaint::new(40013));
    }
    if known.used || now >= known.issued + CODE_LIFETIME {
        return Err(invalid());
    }
    known.used = true;
    fine(json!({"phone_info": {
        "phoneNumber": known.phone,
        "purePhoneNumber": known.phone,
        "countryCode": "86",
        "watermark": {"timestamp": now, "appid": own},
    }}))
}
