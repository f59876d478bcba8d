//! The stage as a whole: raised with a script, asked about, changed at run time, struck.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tempfile::TempDir;
use tokio::net::TcpSocket;

use crate::cast::{self, Cast, PACKAGES, PKI, PORTAL, SITE, UPLOAD, WECHAT, WECOM};
use crate::clock::VirtualClock;
use crate::names::{self, Resolver};
use crate::package::Packages;
use crate::scene::{Scene, Switch};
use crate::serve::{self, Entrance, LOOPBACK, Part, Run};
use crate::tls::{self, Wardrobe};
use crate::{Call, Error, Fault, site, wechat, wecom};

/// Where the business site's web root lies, seen from the folder that is searched for it.
const WEB_ROOT: &str = "e10-front/nginx/build/layout";

/// What is to be played. The default is a deployment in which nothing is wrong.
#[derive(Clone, Debug, Default)]
pub struct Script {
    /// The one thing that is wrong from the start.
    pub fault: Option<Fault>,
    /// A zip to be served in place of the usual package.
    pub package: Option<Vec<u8>>,
}

/// Servers on loopback that stand in for the world. Dropping it ends them.
pub struct Stage {
    scene: Arc<Scene>,
    run: Run,
    entrances: Vec<Entrance>,
    resolvers: [SocketAddr; 2],
    ca_pem: String,
    search_root: PathBuf,
    /// Bound and never listened on: connecting to it is refused, and nobody else can take it.
    closed_door: TcpSocket,
    closed_addr: SocketAddr,
    _folder: TempDir,
}

impl Stage {
    /// Raises the stage: every server listens on 127.0.0.1, on a port the system chose.
    ///
    /// # Errors
    /// A port, a temporary folder or a certificate could not be had.
    pub async fn raise(script: Script) -> Result<Self, Error> {
        let folder = TempDir::new().map_err(Error::Folder)?;
        let search_root = folder.path().to_owned();
        let web_root = search_root.join(WEB_ROOT);
        fs::create_dir_all(&web_root).map_err(Error::Folder)?;
        fs::write(web_root.join("index.html"), site::INDEX).map_err(Error::Folder)?;

        let mut packages = Packages::new()?;
        if let Some(zip) = script.package {
            packages = packages.serving(zip);
        }
        let wardrobe = Arc::new(Wardrobe::new()?);
        let switch = Arc::new(Switch::default());
        let intermediate = wardrobe.authority().intermediate_der().to_vec();
        let scene = Arc::new(Scene::new(
            Cast::new(),
            Arc::clone(&switch),
            packages,
            web_root,
            intermediate,
        ));
        scene.turn(script.fault);

        let run = Run::new();
        // Ends what was already opened should a later port fail.
        let guard = run.end.clone().drop_guard();
        let mut entrances = Vec::new();
        for (host, port, part) in [
            (WECHAT, 443, Part::WeChat),
            (WECOM, 443, Part::WeCom),
            (UPLOAD, 443, Part::Upload),
            (PACKAGES, 443, Part::Packages),
            (SITE, 443, Part::Site),
            (SITE, 80, Part::SiteWithoutTls),
            (PORTAL, 443, Part::Portal),
            (PKI, 80, Part::Pki),
        ] {
            let config = if port == 443 {
                Some(tls::configure(host, &wardrobe, &switch)?)
            } else {
                None
            };
            let entrance = serve::open(host, port, part, config, &scene, &run).await;
            entrances.push(entrance.map_err(Error::Port)?);
        }
        let mut resolvers = Vec::new();
        for resolver in [Resolver::First, Resolver::Second] {
            let opened = names::open(resolver, &switch, &run.tasks, &run.end).await;
            resolvers.push(opened.map_err(Error::Port)?);
        }
        let closed_door = TcpSocket::new_v4().map_err(Error::Port)?;
        closed_door
            .bind((LOOPBACK, 0).into())
            .map_err(Error::Port)?;
        let closed_addr = closed_door.local_addr().map_err(Error::Port)?;
        guard.disarm();
        run.tasks.close();
        Ok(Self {
            scene,
            run,
            entrances,
            resolvers: [resolvers[0], resolvers[1]],
            ca_pem: wardrobe.authority().root_pem(),
            search_root,
            closed_door,
            closed_addr,
            _folder: folder,
        })
    }

    /// Gives the root certificate all hosts chain to, as PEM.
    #[must_use]
    pub fn ca_pem(&self) -> &str {
        &self.ca_pem
    }

    /// Gives one `HOST:PORT:ADDR:PORT`, as curl's `--connect-to` takes it, for every host and port played.
    ///
    /// Under [`Fault::TcpRefused`] the business domain leads to a closed port, so read it again after
    /// [`Stage::fault`].
    #[must_use]
    pub fn connect_to(&self) -> Vec<String> {
        let refused = self.scene.is(Fault::TcpRefused);
        self.entrances
            .iter()
            .map(|entrance| {
                let addr = if refused && entrance.part == Part::Site {
                    self.closed_addr
                } else {
                    entrance.addr
                };
                format!("{}:{}:{addr}", entrance.host, entrance.port)
            })
            .collect()
    }

    /// Gives every address on which the stage listens or, in one case, refuses.
    #[must_use]
    pub fn addresses(&self) -> Vec<SocketAddr> {
        let entrances = self.entrances.iter().map(|entrance| entrance.addr);
        let closed = self.closed_door.local_addr().ok();
        entrances.chain(self.resolvers).chain(closed).collect()
    }

    /// Gives the name server of this machine's network: UDP and TCP on one port.
    #[must_use]
    pub fn resolver(&self) -> SocketAddr {
        self.resolvers[0]
    }

    /// Gives the name server that plays the public one; it agrees with the first unless a fault says otherwise.
    #[must_use]
    pub fn second_resolver(&self) -> SocketAddr {
        self.resolvers[1]
    }

    /// Gives the values a deployer would type.
    #[must_use]
    pub fn cast(&self) -> &Cast {
        &self.scene.cast
    }

    /// Gives the folder whose files the business site serves at its root.
    #[must_use]
    pub fn web_root(&self) -> &Path {
        &self.scene.web_root
    }

    /// Gives the folder above `e10-front`, where a search for the web root would begin.
    #[must_use]
    pub fn search_root(&self) -> &Path {
        &self.search_root
    }

    /// Gives the stage's clock; clones of it move together.
    #[must_use]
    pub fn clock(&self) -> VirtualClock {
        self.scene.clock.clone()
    }

    /// Lists what was asked so far, oldest first, with secret values masked; the last 10 000 at most.
    #[must_use]
    pub fn calls(&self) -> Vec<Call> {
        self.scene.calls()
    }

    /// Switches to another fault, or to none. It holds from the next connection on.
    pub fn fault(&self, fault: Option<Fault>) {
        self.scene.turn(fault);
    }

    /// Breaks the next whole download of the package off after so many bytes; the one after it is fine.
    pub fn cut_next_download(&self, after: usize) {
        self.scene.packages.cut_next(after);
    }

    /// Publishes the mini-program: from now on its pages exist for codes, schemes and links.
    pub fn release(&self) {
        self.scene.platform().released = true;
    }

    /// Issues a code as `wx.login` gives it to the cast's tester in the cast's mini-program.
    #[must_use]
    pub fn mint_login_code(&self) -> String {
        let cast = self.cast();
        self.mint_login_code_for(&cast.app_id, &cast.tester)
    }

    /// Issues a code as `wx.login` gives it to some person in the mini-program with this AppID.
    #[must_use]
    pub fn mint_login_code_for(&self, app_id: &str, person: &str) -> String {
        wechat::mint_login_code(&self.scene, app_id, person)
    }

    /// Issues a code as the phone number button gives it in the cast's mini-program, for this number.
    #[must_use]
    pub fn mint_phone_code(&self, phone: &str) -> String {
        wechat::mint_phone_code(&self.scene, &self.cast().app_id, phone)
    }

    /// Issues a code as `wx.qy.login` gives it to a member of a corp.
    #[must_use]
    pub fn mint_wecom_login_code(&self, corp_id: &str, user: &str) -> String {
        wecom::mint_login_code(&self.scene, corp_id, user)
    }

    /// Gives the address of the verification file on the business site.
    #[must_use]
    pub fn verification_url(&self) -> String {
        let cast = self.cast();
        format!("https://{}/{}", cast::SITE, cast.verification_name)
    }

    /// Ends every server and waits until the last has ended.
    pub async fn strike(self) {
        self.run.end.cancel();
        self.run.tasks.wait().await;
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.run.end.cancel();
    }
}
