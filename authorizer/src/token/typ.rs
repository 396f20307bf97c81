//! What kind of token the header says it is.
//!
//! Source: RFC 7515, section 4.1.9; RFC 8725, section 3.11.

use serde_json::Value;

/// The `typ` of a token that may be acceptable, and all others as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Typ {
    /// There is none.
    Absent,
    /// `at+jwt`: an access token (RFC 9068, section 2.1).
    AccessToken,
    /// `JWT`: nothing more is said.
    Jwt,
    /// A token of another kind, or no text at all.
    Other,
}

impl Typ {
    /// Reads the member: in any case, with or without `application/`.
    pub(crate) fn of(member: Option<&Value>) -> Self {
        let Some(member) = member else {
            return Self::Absent;
        };
        let Some(text) = member.as_str().map(str::to_ascii_lowercase) else {
            return Self::Other;
        };
        match text.strip_prefix("application/").unwrap_or(&text) {
            "at+jwt" => Self::AccessToken,
            "jwt" => Self::Jwt,
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_kind_is_known_in_any_case_and_with_or_without_its_tree() {
        assert_eq!(Typ::of(None), Typ::Absent);
        for (member, typ) in [
            (json!("JWT"), Typ::Jwt),
            (json!("jwt"), Typ::Jwt),
            (json!("application/jwt"), Typ::Jwt),
            (json!("at+jwt"), Typ::AccessToken),
            (json!("Application/AT+JWT"), Typ::AccessToken),
            (json!("application/application/jwt"), Typ::Other),
            (json!("logout+jwt"), Typ::Other),
            (json!("dpop+jwt"), Typ::Other),
            (json!("secevent+jwt"), Typ::Other),
            (json!("JWE"), Typ::Other),
            (json!(" JWT"), Typ::Other),
            (json!(""), Typ::Other),
            (json!(1), Typ::Other),
            (json!(null), Typ::Other),
            (json!(["JWT"]), Typ::Other),
        ] {
            assert_eq!(Typ::of(Some(&member)), typ, "{member}");
        }
    }
}
