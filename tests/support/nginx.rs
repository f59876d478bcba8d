//! Debian's nginx with TLS in front of a folder laid out like E10's.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, ExtendedKeyUsagePurpose, IsCa, KeyPair,
    KeyUsagePurpose,
};

/// The site's name. Its ending is a real one, because reserved endings are refused by the rules.
pub const SITE: &str = "oa.nginx-front.cn";

/// A running nginx; ended when dropped.
pub struct Nginx {
    folder: tempfile::TempDir,
    port: u16,
}

/// What the server does with a path for which there is no file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fallback {
    /// 404.
    NotFound,
    /// The index of the single-page application, with 200. The files of `layout` are then not served at all, as when the
    /// front end's root lies elsewhere.
    SinglePage,
}

impl Nginx {
    /// Starts nginx; it listens when this returns.
    ///
    /// # Panics
    /// When nginx is not installed or does not start.
    pub fn start(fallback: Fallback) -> Nginx {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let nginx = Nginx {
            port: free_port(),
            folder,
        };
        fs::create_dir_all(nginx.layout()).expect("the layout can be made");
        fs::create_dir_all(nginx.path("spa")).expect("the other root can be made");
        let page = "<!doctype html><html><head><title>E10</title></head><body><div id=app></div></body></html>";
        for root in [nginx.layout(), nginx.path("spa")] {
            fs::write(root.join("index.html"), page).expect("the index can be written");
        }
        nginx.certify();
        let (root, otherwise) = match fallback {
            Fallback::NotFound => (nginx.layout(), "=404"),
            Fallback::SinglePage => (nginx.path("spa"), "/index.html"),
        };
        let configuration = format!(
            "user root;\npid {at}/nginx.pid;\nerror_log {at}/error.log;\nworker_processes 1;\nevents {{}}\nhttp {{\n\
             access_log off;\nclient_body_temp_path {at}/body;\nproxy_temp_path {at}/proxy;\nfastcgi_temp_path {at}/fastcgi;\n\
             uwsgi_temp_path {at}/uwsgi;\nscgi_temp_path {at}/scgi;\ntypes {{ text/html html; text/plain txt; application/zip zip; }}\n\
             server {{ listen 127.0.0.1:{port} ssl; server_name {SITE}; ssl_certificate {at}/chain.pem; ssl_certificate_key {at}/key.pem;\n\
             location / {{ root {root}; try_files $uri $uri/ {otherwise}; }}\n location /weapp/ {{ root {layout}; }} }}\n}}\n",
            at = nginx.folder.path().display(),
            port = nginx.port,
            root = root.display(),
            layout = nginx.layout().display(),
        );
        fs::write(nginx.path("nginx.conf"), configuration)
            .expect("the configuration can be written");
        let started = nginx.command().status().expect("nginx is installed");
        assert!(
            started.success(),
            "nginx does not start: {:?}",
            fs::read_to_string(nginx.path("error.log"))
        );
        nginx
    }

    /// The web root that the deployer knows of.
    pub fn layout(&self) -> PathBuf {
        self.path("opt/weaver/e10-front/nginx/build/layout")
    }

    /// A folder above the web root, where a search begins.
    pub fn search_root(&self) -> PathBuf {
        self.path("opt")
    }

    /// The authority's certificate.
    pub fn ca_file(&self) -> PathBuf {
        self.path("ca.pem")
    }

    /// `--connect-to` and `--ca-file`, for reaching it by its name.
    pub fn way(&self) -> Vec<String> {
        let mapping = format!("{SITE}:443:127.0.0.1:{}", self.port);
        vec![
            "--connect-to".to_owned(),
            mapping,
            "--ca-file".to_owned(),
            self.ca_file().display().to_string(),
        ]
    }

    /// Offers a file for download and answers with its address.
    ///
    /// # Panics
    /// When it cannot be written.
    pub fn offer(&self, name: &str, bytes: &[u8]) -> String {
        let folder = self.layout().join("weapp");
        fs::create_dir_all(&folder).expect("a folder can be made");
        fs::write(folder.join(name), bytes).expect("a file can be offered");
        format!("https://{SITE}/weapp/{name}")
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn command(&self) -> Command {
        let mut command = Command::new("nginx");
        command
            .arg("-p")
            .arg(self.folder.path())
            .arg("-e")
            .arg(self.path("error.log"))
            .arg("-c")
            .arg(self.path("nginx.conf"));
        command
    }

    /// A root and a leaf signed by it.
    fn certify(&self) {
        let mut root = CertificateParams::default();
        root.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        root.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        root.distinguished_name
            .push(rcgen::DnType::CommonName, "Nginx Test Authority");
        let root = CertifiedIssuer::self_signed(root, KeyPair::generate().expect("a key"))
            .expect("a root");
        let key = KeyPair::generate().expect("a key");
        let mut leaf = CertificateParams::new(vec![SITE.to_owned()]).expect("a name");
        leaf.use_authority_key_identifier_extension = true;
        leaf.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        leaf.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        let now = time();
        leaf.not_before = now.0;
        leaf.not_after = now.1;
        let leaf = leaf.signed_by(&key, &root).expect("a leaf");
        let write = |name: &str, text: String| {
            fs::write(self.path(name), text).expect("a certificate can be written")
        };
        write("ca.pem", root.as_ref().pem());
        write("chain.pem", leaf.pem());
        write("key.pem", key.serialize_pem());
    }
}

/// Valid from yesterday for ninety days, as public certificates are.
fn time() -> (time::OffsetDateTime, time::OffsetDateTime) {
    let now = time::OffsetDateTime::now_utc();
    (
        now - time::Duration::days(1),
        now + time::Duration::days(89),
    )
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback can be bound");
    listener
        .local_addr()
        .expect("a bound socket has an address")
        .port()
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // Told through its own pid file, so that no other nginx is ended; if it is gone already, so much the better.
        let _ = self.command().arg("-s").arg("stop").status();
        wait_gone(&self.path("nginx.pid"));
    }
}

/// nginx removes its pid file last; the folder must not be removed under it.
fn wait_gone(pid: &Path) {
    let patience = std::time::Instant::now();
    while pid.exists() && patience.elapsed().as_secs() < 10 {
        std::thread::yield_now();
    }
}
