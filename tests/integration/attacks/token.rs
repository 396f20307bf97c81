//! Tokens as an attacker would build them: any header, any claims, any signature.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeyPair;
use aws_lc_rs::signature::{
    RSA_PKCS1_SHA256, RSA_PKCS1_SHA384, RSA_PKCS1_SHA512, RSA_PSS_SHA256, RSA_PSS_SHA384,
    RsaEncoding,
};
use aws_lc_rs::{digest, hmac};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use crate::attacks::keys::{EDWARDS, ELLIPTIC, FOREIGN, ISSUER};

/// When all tokens are presented, in seconds since 1970.
pub(super) const NOW: i64 = 1_800_000_000;

/// The audience that is accepted.
pub(super) const AUDIENCE: &str = "https://records.example";

/// Who is attacked.
#[derive(Clone, Debug)]
pub(super) struct Tenant {
    /// As `AUTH0_DOMAIN` takes it.
    pub(super) domain: String,
    /// The name of a key that the tenant publishes.
    pub(super) key_id: String,
}

/// A token in the making. Wherever they are, `{issuer}` and `{domain}` stand for the tenant's
/// issuer with and without its last slash, and `{kid}` for the name of its key.
#[derive(Clone, Debug)]
pub(super) struct Token {
    header: Part,
    claims: Part,
    signature: Signature,
    edits: Vec<Edit>,
}

/// A change of the finished token.
pub(super) type Edit = fn(&str) -> String;

#[derive(Clone, Debug)]
enum Part {
    Json(Value),
    Bytes(Vec<u8>),
}

/// How a signature is made.
#[derive(Clone, Debug)]
pub(super) enum Signature {
    Bytes(Vec<u8>),
    Edwards,
    Elliptic,
    /// What a key with an exponent of one takes for a signature.
    EncodedMessage,
    Hmac(hmac::Algorithm, Vec<u8>),
    Rsa(Owner, Padding),
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Owner {
    Foreign,
    Issuer,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Padding {
    Ps256,
    Ps384,
    Rs256,
    Rs384,
    Rs512,
}

/// A token that is good in every way.
pub(super) fn token() -> Token {
    Token {
        header: Part::Json(json!({"alg": "RS256", "typ": "JWT", "kid": "{kid}"})),
        claims: Part::Json(json!({
            "iss": "{issuer}", "sub": "auth0|attacked", "aud": AUDIENCE, "azp": "the-client",
            "iat": NOW - 60, "exp": NOW + 600, "scope": "openid read:records",
            "permissions": ["read:records"]
        })),
        signature: Signature::Rsa(Owner::Issuer, Padding::Rs256),
        edits: Vec::new(),
    }
}

impl Token {
    pub(super) fn header(mut self, member: &str, value: impl Into<Value>) -> Self {
        self.header.object()[member] = value.into();
        self
    }

    pub(super) fn without_header(mut self, member: &str) -> Self {
        self.header.object().as_object_mut().unwrap().remove(member);
        self
    }

    pub(super) fn claim(mut self, member: &str, value: impl Into<Value>) -> Self {
        self.claims.object()[member] = value.into();
        self
    }

    pub(super) fn without_claim(mut self, member: &str) -> Self {
        self.claims.object().as_object_mut().unwrap().remove(member);
        self
    }

    /// Adds text before the closing brace of the header: what no value could be.
    pub(super) fn header_text(mut self, text: &str) -> Self {
        self.header.append(text);
        self
    }

    /// Adds text before the closing brace of the claims: what no value could be.
    pub(super) fn claims_text(mut self, text: &str) -> Self {
        self.claims.append(text);
        self
    }

    pub(super) fn header_bytes(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.header = Part::Bytes(bytes.into());
        self
    }

    pub(super) fn claims_bytes(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.claims = Part::Bytes(bytes.into());
        self
    }

    pub(super) fn signed(mut self, signature: Signature) -> Self {
        self.signature = signature;
        self
    }

    pub(super) fn signed_by(self, owner: Owner) -> Self {
        self.signed(Signature::Rsa(owner, Padding::Rs256))
    }

    pub(super) fn unsigned(self) -> Self {
        self.signed(Signature::Bytes(Vec::new()))
    }

    /// Changes the finished token.
    pub(super) fn edited(mut self, edit: Edit) -> Self {
        self.edits.push(edit);
        self
    }

    /// The token of that tenant.
    pub(super) fn render(&self, tenant: &Tenant) -> String {
        let part = |part: &Part| URL_SAFE_NO_PAD.encode(part.bytes(tenant));
        let input = format!("{}.{}", part(&self.header), part(&self.claims));
        let signature = URL_SAFE_NO_PAD.encode(self.signature.of(input.as_bytes()));
        let token = format!("{input}.{signature}");
        self.edits.iter().fold(token, |token, edit| edit(&token))
    }
}

impl Part {
    fn object(&mut self) -> &mut Value {
        match self {
            Self::Json(value) => value,
            Self::Bytes(_) => panic!("members are changed before the text is"),
        }
    }

    fn append(&mut self, text: &str) {
        let json = self.object().to_string();
        let open = json.strip_suffix('}').unwrap();
        *self = Self::Bytes(format!("{open}{text}}}").into_bytes());
    }

    fn bytes(&self, tenant: &Tenant) -> Vec<u8> {
        let filled = |text: &str| {
            text.replace("{issuer}", &format!("{}/", tenant.domain))
                .replace("{domain}", &tenant.domain)
                .replace("{kid}", &tenant.key_id)
                .into_bytes()
        };
        match self {
            Self::Json(value) => filled(&value.to_string()),
            Self::Bytes(bytes) => std::str::from_utf8(bytes).map_or_else(|_| bytes.clone(), filled),
        }
    }
}

impl Signature {
    fn of(&self, input: &[u8]) -> Vec<u8> {
        let random = SystemRandom::new();
        match self {
            Self::Bytes(bytes) => bytes.clone(),
            Self::Edwards => EDWARDS.sign(input).as_ref().to_vec(),
            Self::Elliptic => ELLIPTIC.sign(&random, input).unwrap().as_ref().to_vec(),
            Self::EncodedMessage => encoded_message(input),
            Self::Hmac(algorithm, secret) => {
                let key = hmac::Key::new(*algorithm, secret);
                hmac::sign(&key, input).as_ref().to_vec()
            }
            Self::Rsa(owner, padding) => {
                let key = owner.key();
                let mut signature = vec![0; key.public_modulus_len()];
                key.sign(padding.encoding(), &random, input, &mut signature)
                    .unwrap();
                signature
            }
        }
    }
}

impl Owner {
    fn key(self) -> &'static KeyPair {
        match self {
            Self::Foreign => &FOREIGN,
            Self::Issuer => &ISSUER,
        }
    }
}

impl Padding {
    fn encoding(self) -> &'static dyn RsaEncoding {
        match self {
            Self::Ps256 => &RSA_PSS_SHA256,
            Self::Ps384 => &RSA_PSS_SHA384,
            Self::Rs256 => &RSA_PKCS1_SHA256,
            Self::Rs384 => &RSA_PKCS1_SHA384,
            Self::Rs512 => &RSA_PKCS1_SHA512,
        }
    }
}

/// What RSASSA-PKCS1-v1_5 raises to the exponent, for a modulus of 2,048 bits.
///
/// Source: RFC 8017, section 9.2.
fn encoded_message(input: &[u8]) -> Vec<u8> {
    const DIGEST_INFO: [u8; 19] = [
        0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01,
        0x05, 0x00, 0x04, 0x20,
    ];
    let hash = digest::digest(&digest::SHA256, input);
    let tail = [&[0][..], &DIGEST_INFO, hash.as_ref()].concat();
    let filling = vec![0xff; 256 - 2 - tail.len()];
    [&[0, 1][..], &filling, &tail].concat()
}
