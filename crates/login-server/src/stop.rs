//! What ends the program: a signal, and as a sidecar also the end of standard input.

use std::future::pending;
use std::io;

use tokio::sync::oneshot;

/// Listens from the moment of the call; ready when the program is to end.
pub(crate) fn told(sidecar: bool) -> io::Result<impl Future<Output = ()> + Send + 'static> {
    let signal = signalled()?;
    let input = sidecar.then(input_closed).transpose()?;
    let left_alone = async {
        match input {
            Some(closed) => drop(closed.await),
            None => pending().await,
        }
    };
    Ok(async move {
        tokio::select! { () = signal => {}, () = left_alone => {} }
    })
}

#[cfg(unix)]
fn signalled() -> io::Result<impl Future<Output = ()> + Send> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! { _ = terminate.recv() => {}, _ = interrupt.recv() => {} }
    })
}

#[cfg(windows)]
fn signalled() -> io::Result<impl Future<Output = ()> + Send> {
    use tokio::signal::windows::{ctrl_c, ctrl_close, ctrl_shutdown};
    let (mut key, mut close, mut shutdown) = (ctrl_c()?, ctrl_close()?, ctrl_shutdown()?);
    Ok(async move {
        tokio::select! { _ = key.recv() => {}, _ = close.recv() => {}, _ = shutdown.recv() => {} }
    })
}

/// Reads standard input to its end. On a thread of its own: a read of standard input cannot be cancelled.
fn input_closed() -> io::Result<oneshot::Receiver<()>> {
    let (closed, heard) = oneshot::channel();
    std::thread::Builder::new().spawn(move || {
        let _ = io::copy(&mut io::stdin().lock(), &mut io::sink());
        let _ = closed.send(());
    })?;
    Ok(heard)
}
