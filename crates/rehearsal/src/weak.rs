//! An RSA key of 1024 bits, which no library here would make or use any more.
//!
//! It signs by plain modular exponentiation. That leaks its time to whoever measures, which is of no
//! matter: the key is published in this very file.

use num_bigint::BigUint;
use rustls::sign::{Signer, SigningKey};
use rustls::{Error, SignatureAlgorithm, SignatureScheme};
use sha2::{Digest, Sha256};

/// The public half, as the certificate carries it.
pub(crate) const PUBLIC_KEY: &[u8] = include_bytes!("weak_key.der");

const MODULUS: &[u8] = b"c24b1452a7a12bd2bc9a5be7e7f0b0ddf2e397a3e0d4deb1a9ee7b342f873478\
    7b7fcd95ce1c1cfea00e02c7ec45d3e0827acaadba2db58e36d23c7333636dba\
    1db63348b3661f3e9e57094395cd06815aa01aa969bb84ade51627cb3add9fdc\
    03838f390b1a23c47432b0f31d08faba1a48f9c424c0f079728f49033d9a0347";
const PRIVATE_EXPONENT: &[u8] = b"749d29827e982ebc5a74ef2a9ebc88fb7df7fa20e32600cf73a5ee8ea0e42eab\
    0dbce480c0678143967f324e1a52c2dba294dea72cf29860d628931db5bf3cb0\
    872471297b738c92024b506d9c90f28b50f7e5d23025d899b562ffbd5debbf81\
    8bb1fd6bd04a9233f3cba36277ff9c2836255b685cbe3f3d2ae39aea60d8cd01";

/// The length of the modulus in bytes.
const LENGTH: usize = 128;
const HASH: usize = 32;

/// The key, good for signing handshakes of TLS 1.2 and 1.3.
#[derive(Debug)]
pub(crate) struct WeakKey;

#[derive(Debug)]
struct WeakSigner(SignatureScheme);

impl SigningKey for WeakKey {
    fn choose_scheme(&self, offered: &[SignatureScheme]) -> Option<Box<dyn Signer>> {
        [
            SignatureScheme::RSA_PSS_SHA256,
            SignatureScheme::RSA_PKCS1_SHA256,
        ]
        .into_iter()
        .find(|scheme| offered.contains(scheme))
        .map(|scheme| Box::new(WeakSigner(scheme)) as Box<dyn Signer>)
    }

    fn algorithm(&self) -> SignatureAlgorithm {
        SignatureAlgorithm::RSA
    }
}

impl Signer for WeakSigner {
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, Error> {
        let digest = Sha256::digest(message).into();
        let encoded = match self.0 {
            SignatureScheme::RSA_PSS_SHA256 => encode_pss(digest),
            _ => encode_pkcs1(digest),
        };
        Ok(raise(&encoded))
    }

    fn scheme(&self) -> SignatureScheme {
        self.0
    }
}

/// Raises the encoded message to the private exponent (RFC 8017 §5.2.1).
fn raise(encoded: &[u8]) -> Vec<u8> {
    let number = |digits| BigUint::parse_bytes(digits, 16).expect("the constants are hex");
    let power = BigUint::from_bytes_be(encoded).modpow(&number(PRIVATE_EXPONENT), &number(MODULUS));
    let bytes = power.to_bytes_be();
    [vec![0; LENGTH - bytes.len()], bytes].concat()
}

/// EMSA-PKCS1-v1_5 with SHA-256 (RFC 8017 §9.2).
fn encode_pkcs1(digest: [u8; HASH]) -> Vec<u8> {
    const ALGORITHM: [u8; 19] = [
        0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01,
        0x05, 0x00, 0x04, 0x20,
    ];
    let padding = vec![0xff; LENGTH - 3 - ALGORITHM.len() - HASH];
    [&[0, 1], padding.as_slice(), &[0], &ALGORITHM, &digest].concat()
}

/// EMSA-PSS with SHA-256 and a salt of its length (RFC 8017 §9.1.1). The salt follows from the message:
/// it would have to be random only if the key were secret.
fn encode_pss(digest: [u8; HASH]) -> Vec<u8> {
    let salt: [u8; HASH] = Sha256::digest(digest).into();
    let seed: [u8; HASH] = Sha256::new()
        .chain_update([0; 8])
        .chain_update(digest)
        .chain_update(salt)
        .finalize()
        .into();
    let padding = vec![0; LENGTH - 2 * HASH - 2];
    let mut block = [padding.as_slice(), &[1], &salt].concat();
    for (byte, mask) in block.iter_mut().zip(mask(&seed)) {
        *byte ^= mask;
    }
    // The encoded message has one bit less than the modulus.
    block[0] &= 0x7f;
    [block.as_slice(), &seed, &[0xbc]].concat()
}

/// The mask generation function MGF1 (RFC 8017 §B.2.1), without end.
fn mask(seed: &[u8; HASH]) -> impl Iterator<Item = u8> {
    (0_u32..).flat_map(move |count| -> [u8; HASH] {
        Sha256::new()
            .chain_update(seed)
            .chain_update(count.to_be_bytes())
            .finalize()
            .into()
    })
}
