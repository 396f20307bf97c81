//! The ways in which the authorizer is set up, one for each kind of API.

use serde_json::{Map, Value, json};

use crate::tenant::{KEY_ID, NOW_MILLISECONDS};

pub const AUDIENCE: &str = "https://records.example";

/// Field → permission.
pub const FIELDS: [(&str, Option<&str>); 3] = [
    ("Mutation.createRecord", Some("write:records")),
    ("Query.getRecord", Some("read:records")),
    ("Query.me", None),
];

/// Variables, and a token that is good with them.
pub struct Setup {
    variables: &'static [(&'static str, &'static str)],
    /// Members in which its good token differs from the usual: of the header, of the claims.
    header: &'static str,
    claims: &'static str,
}

pub const SETUPS: [Setup; 5] = [
    Setup {
        variables: &[],
        header: "{}",
        claims: "{}",
    },
    Setup {
        variables: &[
            ("AUTH0_TOKEN_PROFILE", "rfc9068_profile"),
            ("AUTH0_PERMISSIONS", "scope"),
            ("CLOCK_SKEW_SECONDS", "60"),
        ],
        header: r#"{"typ":"at+jwt"}"#,
        claims: r#"{"client_id":"c","jti":"j"}"#,
    },
    Setup {
        variables: &[
            ("AUTH0_TOKEN_PROFILE", "id_token"),
            ("AUTH0_CLIENT_IDS", "c"),
            ("AUTH0_PERMISSIONS", "none"),
        ],
        header: "{}",
        claims: r#"{"aud":"c","nonce":"n"}"#,
    },
    Setup {
        variables: &[
            ("AUTH0_ALGORITHMS", "PS256,RS256"),
            ("AUTH0_CLIENT_CREDENTIALS", "deny"),
            ("AUTH0_CLIENT_IDS", "c,d"),
            ("AUTH0_ORGANIZATIONS", "org_a,org_b"),
            ("AUTH0_PERMISSIONS", "both"),
        ],
        header: r#"{"alg":"PS256"}"#,
        claims: r#"{"org_id":"org_a"}"#,
    },
    Setup {
        variables: &[
            ("AUTHORIZER_RESULT_TTL_SECONDS", "3600"),
            ("AUTH0_ORGANIZATIONS", "any"),
            ("AUTH0_PERMISSIONS", "https://x/p"),
            ("CLOCK_SKEW_SECONDS", "0"),
            ("TOKEN_PREFIX", "lambda-"),
        ],
        header: "{}",
        claims: r#"{"https://x/p":["read:records"]}"#,
    },
];

impl Setup {
    /// A variable's value, but for the domain's.
    pub fn variable(&self, name: &str) -> Option<&'static str> {
        let set = self
            .variables
            .iter()
            .find(|(variable, _)| *variable == name);
        match name {
            "AUTH0_AUDIENCE" if !self.takes_id_tokens() => Some(AUDIENCE),
            "FIELD_PERMISSIONS" => Some(
                r#"{"Query.me":null,"Query.getRecord":"read:records","Mutation.createRecord":"write:records"}"#,
            ),
            _ => set.map(|(_, value)| *value),
        }
    }

    /// The members of a list that is set.
    pub fn list(&self, name: &str) -> Option<Vec<&'static str>> {
        Some(self.variable(name)?.split(',').collect())
    }

    pub fn number(&self, name: &str, default: i64) -> i64 {
        let value = self.variable(name).map(str::parse);
        value.map_or(default, |value| value.expect("it is a number"))
    }

    pub fn takes_id_tokens(&self) -> bool {
        let profile = ("AUTH0_TOKEN_PROFILE", "id_token");
        self.variables.contains(&profile)
    }

    /// The header and the claims of a good token.
    pub fn good(&self, issuer: &str) -> [Map<String, Value>; 2] {
        let seconds = NOW_MILLISECONDS / 1_000;
        let mut claims = json!({
            "iss": issuer, "sub": "auth0|1", "aud": AUDIENCE,
            "iat": seconds - 10, "exp": seconds + 600
        });
        if !self.takes_id_tokens() {
            claims["azp"] = "c".into();
            claims["scope"] = "openid read:records".into();
            claims["permissions"] = json!(["read:records"]);
        }
        let header = json!({"alg": "RS256", "typ": "JWT", "kid": KEY_ID});
        [(header, self.header), (claims, self.claims)]
            .map(|(usual, own)| with(object(usual.to_string().as_bytes()), object(own.as_bytes())))
    }
}

/// `members` in the place of those of the same names.
pub fn with(mut object: Map<String, Value>, members: Map<String, Value>) -> Map<String, Value> {
    object.extend(members);
    object
}

fn object(text: &[u8]) -> Map<String, Value> {
    serde_json::from_slice(text).expect("it is an object")
}
