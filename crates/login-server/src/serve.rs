//! The socket, its connections, and their end.

use std::fs;
use std::io;
use std::net::SocketAddr;
use std::path::Path;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use serde::Serialize;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tracing::{debug, info, warn};

use crate::{Config, Error, Instance, VERSION, health, requests, verification};

const MOST_CONNECTIONS: usize = 512;
/// How long the head of a request may take, and how long a connection may wait for its next request.
const HEAD_PATIENCE: Duration = Duration::from_secs(5);
/// Request line and headers, in bytes.
const LARGEST_HEAD: usize = 16 << 10;
const LONGEST_CONNECTION: Duration = Duration::from_secs(300);
/// What is being answered when the server is told to stop may take this long; the whole end stays below 10 s.
const DRAIN: Duration = Duration::from_secs(9);
/// How long to wait when no connection could be accepted.
const BREATH: Duration = Duration::from_millis(50);

/// What is said once the server answers.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Ready {
    /// Always true; the mark by which the line is known.
    pub ready: bool,
    /// Where the server listens, with the port the system chose.
    pub address: SocketAddr,
    /// The id of this start.
    pub instance: Instance,
    /// The version of the program.
    pub version: &'static str,
}

/// A server that runs, until its stop signal has come and what was being answered is answered.
#[derive(Debug)]
pub struct Serving {
    ready: Ready,
    task: JoinHandle<()>,
}

impl Serving {
    /// Who answers, and where.
    #[must_use]
    pub fn ready(&self) -> Ready {
        self.ready
    }

    /// Waits for the end: within 10 seconds of the stop signal.
    pub async fn ended(self) {
        if let Err(error) = self.task.await
            && error.is_panic()
        {
            std::panic::resume_unwind(error.into_panic());
        }
    }
}

/// Answers on a socket until `shutdown` is ready. To be called within a Tokio runtime.
///
/// # Errors
/// [`Error::NotLoopback`] when other machines reach the socket and [`Config::listen`] does not say so;
/// [`Error::Folder`] when one of the two folders cannot be made.
pub fn serve(
    listener: TcpListener,
    config: &Config,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> Result<Serving, Error> {
    let address = listener.local_addr().map_err(|source| Error::Socket {
        address: config.listen,
        source,
    })?;
    if reaches_out(address) && !reaches_out(config.listen) {
        return Err(Error::NotLoopback(address));
    }
    let verification_files = config.verification_files();
    make(&config.data_folder)?;
    make(&verification_files)?;
    let instance = Instance::new()?;
    let public_address = config.public_address.as_ref().map(tracing::field::display);
    info!(%address, %instance, version = VERSION, data_folder = %config.data_folder.display(),
        verification_files = %verification_files.display(), public_address, "listening");
    if reaches_out(address) {
        warn!(%address, "other machines can reach this server, as login.toml says");
    }
    let routes = health::router(instance, config.data_folder.clone())
        .merge(verification::router(verification_files));
    let router = requests::watched(routes, instance);
    let ready = Ready {
        ready: true,
        address,
        instance,
        version: VERSION,
    };
    let task = tokio::spawn(answer(listener, router, shutdown));
    Ok(Serving { ready, task })
}

fn reaches_out(address: SocketAddr) -> bool {
    !address.ip().to_canonical().is_loopback()
}

fn make(folder: &Path) -> Result<(), Error> {
    fs::create_dir_all(folder).map_err(|source| Error::Folder {
        path: folder.to_owned(),
        source,
    })
}

async fn answer(listener: TcpListener, router: Router, shutdown: impl Future<Output = ()>) {
    let connections = TaskTracker::new();
    let stopping = CancellationToken::new();
    let room = Arc::new(Semaphore::new(MOST_CONNECTIONS));
    let mut shutdown = pin!(shutdown);
    loop {
        let accepted = tokio::select! {
            () = &mut shutdown => break,
            accepted = accept(&listener, &room) => accepted,
        };
        match accepted {
            Ok((stream, place)) => {
                let (router, stopping) = (router.clone(), stopping.clone());
                connections.spawn(async move {
                    converse(stream, router, stopping).await;
                    drop(place);
                });
            }
            // Out of descriptors, or the client is gone: it says nothing about the next connection.
            Err(error) => {
                warn!(%error, "no connection accepted");
                sleep(BREATH).await;
            }
        }
    }
    drop(listener);
    info!(connections = connections.len(), "stopping");
    stopping.cancel();
    connections.close();
    connections.wait().await;
    info!("stopped");
}

async fn accept(
    listener: &TcpListener,
    room: &Arc<Semaphore>,
) -> io::Result<(TcpStream, OwnedSemaphorePermit)> {
    let place = Arc::clone(room).acquire_owned().await;
    let place = place.expect("the semaphore is never closed");
    let (stream, _) = listener.accept().await?;
    Ok((stream, place))
}

async fn converse(stream: TcpStream, router: Router, stopping: CancellationToken) {
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_PATIENCE)
        .max_buf_size(LARGEST_HEAD)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router));
    let mut connection = pin!(connection);
    let ended = tokio::select! {
        biased;
        ended = connection.as_mut() => Ok(ended),
        () = async {
            tokio::select! { () = stopping.cancelled() => {}, () = sleep(LONGEST_CONNECTION) => {} }
        } => {
            connection.as_mut().graceful_shutdown();
            timeout(DRAIN, connection).await
        }
    };
    match ended {
        Ok(Ok(())) => {}
        Ok(Err(error)) => debug!(%error, "a connection broke off"),
        Err(_) => warn!("a connection was cut: it did not end in time"),
    }
}
