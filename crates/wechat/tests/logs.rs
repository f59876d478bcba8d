//! What is logged, at the most talkative level and by every library below, holds no secret and no token.

mod support;

use std::io;
use std::sync::{Arc, Mutex};

use rehearsal::Fault;
use support::{agent_id, staged, wechat, wecom};

/// Keeps what is logged.
#[derive(Clone, Default)]
struct Logged(Arc<Mutex<Vec<u8>>>);

impl io::Write for Logged {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0
            .lock()
            .expect("nobody panics")
            .extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn nothing_secret_is_logged() {
    let logged = Logged::default();
    let writer = logged.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish();
    tracing::subscriber::set_global_default(subscriber).expect("the only test of this program");
    let (stage, reach) = staged(None).await;
    let cast = stage.cast();
    let line = wechat(&reach, cast);
    line.check_credentials().await;
    assert!(line.domains().await.outcome.is_ok());
    let line = wecom(&reach, cast);
    assert!(line.agent(agent_id(cast)).await.outcome.is_ok());
    stage.fault(Some(Fault::WechatReset));
    assert!(
        wechat(&reach, cast)
            .check_credentials()
            .await
            .outcome
            .is_err()
    );
    let text = String::from_utf8(logged.0.lock().expect("nobody panics").clone()).expect("text");
    assert!(text.contains("/cgi-bin/stable_token"), "{text}");
    for secret in [&cast.app_secret, &cast.corp_secret] {
        assert!(!text.contains(secret.as_str()), "{text}");
    }
    for mark in ["access_token=", "corpsecret=", "secret=", "96_"] {
        assert!(!text.contains(mark), "{mark}: {text}");
    }
}
