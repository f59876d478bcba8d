//! Zips no tool would make, written byte by byte.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// One entry and the lies about it.
#[derive(Clone)]
pub(crate) struct Entry {
    pub(crate) name: Vec<u8>,
    pub(crate) flags: u16,
    pub(crate) method: u16,
    /// Unix mode with the kind of file.
    pub(crate) mode: u32,
    /// As stored in the zip.
    pub(crate) stored: Vec<u8>,
    /// The size it is said to unpack to.
    pub(crate) size: u32,
    pub(crate) crc: u32,
}

pub(crate) fn entry(name: impl AsRef<[u8]>) -> Entry {
    let stored = b"x".to_vec();
    Entry {
        name: name.as_ref().to_vec(),
        flags: 0,
        method: 0,
        mode: 0o100_644,
        size: 1,
        crc: crc(&stored),
        stored,
    }
}

pub(crate) fn zip_of(entries: &[Entry]) -> Vec<u8> {
    let mut zip = Vec::new();
    let mut directory = Vec::new();
    for entry in entries {
        let offset = u32::try_from(zip.len()).unwrap();
        let mut shared = Vec::new();
        shared.extend(20u16.to_le_bytes());
        shared.extend(entry.flags.to_le_bytes());
        shared.extend(entry.method.to_le_bytes());
        shared.extend([0, 0, 0x21, 0]);
        shared.extend(entry.crc.to_le_bytes());
        shared.extend(u32::try_from(entry.stored.len()).unwrap().to_le_bytes());
        shared.extend(entry.size.to_le_bytes());
        shared.extend(u16::try_from(entry.name.len()).unwrap().to_le_bytes());
        shared.extend([0, 0]);

        zip.extend(b"PK\x03\x04");
        zip.extend(&shared);
        zip.extend(&entry.name);
        zip.extend(&entry.stored);

        directory.extend(b"PK\x01\x02");
        directory.extend([20, 3]);
        directory.extend(&shared);
        directory.extend([0; 6]);
        directory.extend((entry.mode << 16).to_le_bytes());
        directory.extend(offset.to_le_bytes());
        directory.extend(&entry.name);
    }
    let start = u32::try_from(zip.len()).unwrap();
    let count = u16::try_from(entries.len()).unwrap();
    zip.extend(&directory);
    zip.extend(b"PK\x05\x06\0\0\0\0");
    zip.extend(count.to_le_bytes());
    zip.extend(count.to_le_bytes());
    zip.extend(u32::try_from(directory.len()).unwrap().to_le_bytes());
    zip.extend(start.to_le_bytes());
    zip.extend([0, 0]);
    zip
}

/// A proper zip. Names that end in `/` are folders.
pub(crate) fn good(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let options = SimpleFileOptions::default();
        match name.ends_with('/') {
            true => zip.add_directory(*name, options).unwrap(),
            false => {
                zip.start_file(*name, options).unwrap();
                zip.write_all(bytes).unwrap();
            }
        }
    }
    zip.finish().unwrap().into_inner()
}

/// A mini-program in a folder of its own.
pub(crate) fn package() -> Vec<u8> {
    good(&[
        ("weapp/", b""),
        ("weapp/app.json", br#"{"pages":["pages/index/index"]}"#),
        ("weapp/app.js", b"App({ globalData: {} })\r\n"),
        ("weapp/pages/index/index.js", b"Page({})"),
        ("weapp/images/", b""),
    ])
}

/// CRC-32 as zips use it.
pub(crate) fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg())
        })
    })
}
