//! Versions before TLS 1.2, which the library does not speak: a hello written by hand, and the first bytes of the answer.

use guide::seen::Trouble;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use wechat::io_trouble;

/// How many bytes tell the version chosen: record header (5), handshake header (4), version (2); RFC 5246 §6.2.1, §7.4.
pub(super) const TELLING: usize = 11;

/// Suites that servers of that age know, newest first (RFC 4346 §A.5, RFC 8422 §6).
const SUITES: [u16; 9] = [
    0xc013, 0xc014, 0xc009, 0xc00a, 0x002f, 0x0035, 0x000a, 0x0005, 0x0004,
];

/// The version a server's first bytes choose, when it is older than TLS 1.2.
pub(super) fn chosen(heard: &[u8]) -> Option<&'static str> {
    const SERVER_HELLO: u8 = 2;
    match heard.get(..TELLING)? {
        [0x16, 3, _, _, _, SERVER_HELLO, _, _, _, 3, minor] => match minor {
            0 => Some("SSLv3"),
            1 => Some("TLSv1.0"),
            2 => Some("TLSv1.1"),
            _ => None,
        },
        _ => None,
    }
}

/// Offers TLS 1.1 at most, and tells which version the server chooses; `None` when it wants none of them.
pub(super) async fn spoken(
    stream: &mut TcpStream,
    host: &str,
) -> Result<Option<&'static str>, Trouble> {
    let trouble = |error: std::io::Error| io_trouble(&error);
    stream.write_all(&hello(host)).await.map_err(trouble)?;
    let mut heard = Vec::new();
    while heard.len() < TELLING {
        let length = stream.read_buf(&mut heard).await.map_err(trouble)?;
        // An alert is shorter than a hello, and mostly the last that is said.
        if length == 0 {
            break;
        }
    }
    Ok(chosen(&heard))
}

/// A ClientHello of TLS 1.1. Its random part is fixed: nothing is ever encrypted with what follows from it.
fn hello(host: &str) -> Vec<u8> {
    let mut extensions = Vec::new();
    let name = led(&[&[0][..], &led(host.as_bytes())].concat());
    for (kind, content) in [
        (0_u16, name),
        (10, led(&[0, 23, 0, 24, 0, 25])),
        (11, vec![1, 0]),
        (0xff01, vec![0]),
    ] {
        extensions.extend(kind.to_be_bytes());
        extensions.extend(led(&content));
    }
    let mut body = vec![3, 2];
    body.extend([0x5a; 32]);
    body.push(0);
    body.extend(led(&SUITES.map(u16::to_be_bytes).concat()));
    body.extend([1, 0]);
    body.extend(led(&extensions));
    let message = [&[1, 0][..], &led(&body)].concat();
    [&[0x16, 3, 1][..], &led(&message)].concat()
}

/// `content` led by its length in two bytes.
fn led(content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len()).expect("a hello with one host name is short");
    [&length.to_be_bytes()[..], content].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_server_hello_of_an_older_version_chooses_one() {
        let hello = |minor| [0x16, 3, minor, 0, 42, 2, 0, 0, 38, 3, minor];
        assert_eq!(chosen(&hello(0)), Some("SSLv3"));
        assert_eq!(chosen(&hello(1)), Some("TLSv1.0"));
        assert_eq!(chosen(&hello(2)), Some("TLSv1.1"));
        assert_eq!(chosen(&hello(3)), None);
        assert_eq!(chosen(&hello(2)[..10]), None);
        assert_eq!(chosen(b"HTTP/1.1 400 Bad Request"), None);
        assert_eq!(chosen(&[0x15, 3, 2, 0, 2, 2, 70]), None);
    }

    #[test]
    fn the_lengths_of_the_hello_add_up() {
        let hello = hello("oa.example.cn");
        let record = usize::from(u16::from_be_bytes([hello[3], hello[4]]));
        assert_eq!(hello.len(), 5 + record);
        let message = usize::from(u16::from_be_bytes([hello[7], hello[8]]));
        assert_eq!(record, 4 + message);
        assert_eq!(hello[9..11], [3, 2]);
    }
}
