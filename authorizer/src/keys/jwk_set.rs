//! The usable keys of a JWK Set, by their names. One that is bad or foreign never spoils
//! the others.
//!
//! Source: RFC 7517, sections 4 and 5.

use std::collections::HashMap;
use std::sync::Arc;

use serde::Deserialize;
use serde_json::value::RawValue;
use shared::strict_json;

use crate::algorithm::Algorithm;
use crate::keys::jwk::{self, Admission};
use crate::keys::verifying_key::VerifyingKey;

/// More members than this are not looked at.
const MOST_KEYS: usize = 50;

/// Of the keys that share a name and an algorithm, no more than these are tried.
const MOST_OF_A_NAME: usize = 3;

/// What a fetch brought.
#[derive(Debug, Default, PartialEq)]
pub struct JwkSet(HashMap<String, Named>);

/// What goes by one name. Two keys should never share one, but sets exist where they do.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Named {
    keys: Vec<Arc<VerifyingKey>>,
    has_weak: bool,
}

impl JwkSet {
    /// Reads a JWK Set; nothing where it is none. Members that are not usable are left out,
    /// so there may be no key in it.
    pub fn parse(text: &[u8]) -> Option<Self> {
        // Of members that are not read, serde_json would not see that they are no UTF-8.
        let text = std::str::from_utf8(text).ok()?;
        // A derived type would take an array for an object too.
        if !text.trim_start().starts_with('{') {
            return None;
        }
        let set: Document<'_> = serde_json::from_str(text).ok()?;
        Some(set.keys.iter().map(|key| key.get()).collect())
    }

    /// The usable keys, each with its name, in no order of the names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &VerifyingKey)> {
        self.0.iter().flat_map(|(key_id, named)| {
            let keys = named.keys.iter();
            keys.map(move |key| (key_id.as_str(), key.as_ref()))
        })
    }

    /// What goes by that name, even if none of it is usable.
    pub(super) fn named(&self, key_id: &str) -> Option<&Named> {
        self.0.get(key_id)
    }

    /// Whether there is no usable key.
    pub(super) fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    /// Whether a usable key is in both.
    pub(super) fn share_one_with(&self, other: &Self) -> bool {
        self.iter().any(|(_, key)| {
            let mut others = other.iter();
            others.any(|(_, another)| another.to_der() == key.to_der())
        })
    }
}

impl<'a> FromIterator<&'a str> for JwkSet {
    /// Collects JWKs, each as its JSON text.
    fn from_iter<T: IntoIterator<Item = &'a str>>(jwks: T) -> Self {
        let mut keys = Self::default();
        for text in jwks.into_iter().take(MOST_KEYS) {
            // Strict, and each for itself: what has a member twice is left out alone.
            let Ok(jwk) = strict_json::object(text.as_bytes()) else {
                continue;
            };
            if let Some(key_id) = jwk.get("kid").and_then(serde_json::Value::as_str) {
                let admission = jwk::admit(&jwk);
                keys.add(key_id, admission);
            }
        }
        keys
    }
}

impl JwkSet {
    fn add(&mut self, key_id: &str, admission: Admission) {
        let named = match admission {
            Admission::Foreign => return,
            Admission::Usable(_) | Admission::Weak => self.0.entry(key_id.to_owned()).or_default(),
        };
        let Admission::Usable(keys) = admission else {
            named.has_weak = true;
            return;
        };
        for key in keys {
            if named.of(key.algorithm()).count() < MOST_OF_A_NAME {
                named.keys.push(Arc::new(key));
            }
        }
    }
}

impl Named {
    /// The keys for that algorithm, in the set's order.
    pub(super) fn of(&self, algorithm: Algorithm) -> impl Iterator<Item = &Arc<VerifyingKey>> {
        self.keys
            .iter()
            .filter(move |key| key.algorithm() == algorithm)
    }

    /// Whether an RSA key of that name was refused for its size or exponent.
    pub(super) fn has_weak(&self) -> bool {
        self.has_weak
    }
}

/// A JWK Set whose members are not read yet. Source: RFC 7517, section 5.
#[derive(Deserialize)]
struct Document<'a> {
    #[serde(borrow)]
    keys: Vec<&'a RawValue>,
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    use serde_json::{Value, json};

    use super::*;

    /// A key whose bytes are all `byte`, which makes it different from others.
    fn jwk(kid: &str, byte: u8) -> Value {
        let modulus = URL_SAFE_NO_PAD.encode([byte; 256]);
        json!({"kty": "RSA", "kid": kid, "n": modulus, "e": "AQAB", "alg": "RS256"})
    }

    fn set(keys: &[Value]) -> JwkSet {
        JwkSet::parse(json!({ "keys": keys }).to_string().as_bytes()).unwrap()
    }

    fn count(set: &JwkSet, kid: &str, algorithm: Algorithm) -> usize {
        set.named(kid)
            .map_or(0, |named| named.of(algorithm).count())
    }

    #[test]
    fn a_bad_key_spoils_no_other() {
        let mut encryption = jwk("enc", 0xfd);
        encryption["use"] = "enc".into();
        let mut nameless = jwk("", 0xfb);
        nameless["kid"] = json!(1);
        let good = jwk("good", 0xff).to_string();
        let text = format!(
            r#"{{"keys":[null,1,1e400,{{}},{{"kty":"x","kid":"x"}},{{"kid":"a","kid":"b"}},{encryption},{nameless},{good}],"other":1}}"#
        );
        let set = JwkSet::parse(text.as_bytes()).unwrap();
        assert_eq!(count(&set, "good", Algorithm::Rs256), 1);
        assert_eq!(set.iter().count(), 1);
        assert!(set.named("enc").is_none());
    }

    #[test]
    fn a_good_key_with_a_member_twice_is_left_out_alone() {
        let (twice, good) = (jwk("twice", 0xff).to_string(), jwk("good", 0xfd));
        let twice = twice.replace(r#""kty":"RSA""#, r#""kty":"oct","kty":"RSA""#);
        let text = format!(r#"{{"keys":[{twice},{good}]}}"#);
        let set = JwkSet::parse(text.as_bytes()).unwrap();
        let names: Vec<_> = set.iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["good"]);
    }

    #[test]
    fn keys_that_share_a_name_are_all_kept_up_to_three_of_an_algorithm() {
        let keys: Vec<_> = [0xff, 0xfd, 0xfb, 0xf9].map(|byte| jwk("a", byte)).into();
        let mut other = jwk("a", 0xf7);
        other["alg"] = "PS256".into();
        let set = set(&[keys, vec![other]].concat());
        assert_eq!(count(&set, "a", Algorithm::Rs256), 3);
        assert_eq!(count(&set, "a", Algorithm::Ps256), 1);
    }

    #[test]
    fn a_key_without_an_algorithm_is_for_both() {
        let mut key = jwk("a", 0xff);
        key.as_object_mut().unwrap().remove("alg");
        let set = set(&[key]);
        assert_eq!(count(&set, "a", Algorithm::Rs256), 1);
        assert_eq!(count(&set, "a", Algorithm::Ps256), 1);
    }

    #[test]
    fn a_weak_key_is_remembered_and_not_usable() {
        let mut weak = jwk("weak", 0xff);
        weak["e"] = "AQ".into();
        let set = set(&[weak]);
        assert!(set.named("weak").unwrap().has_weak());
        assert_eq!(count(&set, "weak", Algorithm::Rs256), 0);
        assert!(set.is_empty());
    }

    #[test]
    fn the_fifty_first_key_is_not_looked_at() {
        let keys = |before: usize| [vec![json!({}); before], vec![jwk("a", 0xff)]].concat();
        assert_eq!(count(&set(&keys(49)), "a", Algorithm::Rs256), 1);
        assert_eq!(count(&set(&keys(50)), "a", Algorithm::Rs256), 0);
    }

    #[test]
    fn sets_share_a_key_by_its_numbers_and_not_by_its_name() {
        let one = set(&[jwk("a", 0xff), jwk("b", 0xfd)]);
        assert!(one.share_one_with(&set(&[jwk("c", 0xfd)])));
        assert!(!one.share_one_with(&set(&[jwk("a", 0xfb)])));
        assert!(!one.share_one_with(&set(&[])));
    }

    #[test]
    fn what_is_no_set_gives_nothing() {
        for text in [
            "",
            "[]",
            "[[]]",
            "{}",
            r#"{"keys":{}}"#,
            r#"{"keys":[],"keys":[]}"#,
            "<html>",
        ] {
            assert!(JwkSet::parse(text.as_bytes()).is_none(), "{text}");
        }
        let not_utf8 = b"{\"keys\":[],\"x\":\"\xff\"}";
        assert!(JwkSet::parse(not_utf8).is_none());
    }
}
