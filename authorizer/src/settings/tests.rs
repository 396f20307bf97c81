//! The settings as a whole, and the variables that the deployment and the README name.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::*;

/// What `read` makes of an environment that holds one variable.
pub(super) fn environment_with<T>(
    variable: &str,
    value: Option<&str>,
    read: impl FnOnce(&Environment<'_>) -> T,
) -> T {
    let lookup = |name: &str| value.filter(|_| name == variable).map(str::to_owned);
    read(&Environment::new(&lookup))
}

/// The settings of an environment in which `changed` is `value` and the rest suffices.
fn read(changed: &str, value: Option<&str>) -> Result<Settings, SettingError> {
    let lookup = |name: &str| {
        if name == changed {
            return value.map(str::to_owned);
        }
        sufficient(name)
    };
    Settings::from_environment(&Environment::new(&lookup))
}

fn sufficient(name: &str) -> Option<String> {
    let value = match name {
        "AUTH0_DOMAIN" => "tenant.eu.auth0.com",
        "AUTH0_AUDIENCE" => "https://records.example",
        "FIELD_PERMISSIONS" => r#"{"Query.me":null}"#,
        _ => return None,
    };
    Some(value.to_owned())
}

#[test]
fn three_settings_suffice() {
    let settings = read("", None).unwrap();
    assert_eq!(
        settings.keys.issuers[0].as_str(),
        "https://tenant.eu.auth0.com/"
    );
    assert_eq!(settings.clock_skew.seconds(), 5);
    assert_eq!(settings.result_ttl.within(i64::MAX), 300);
    assert_eq!(settings.organizations, AllowedOrganizations::None);
    assert_eq!(settings.client_credentials, ClientCredentials::Allow);
    assert_eq!(settings.prefix, None);
}

#[test]
fn a_wrong_or_missing_setting_is_named() {
    for (variable, value) in [
        ("AUTH0_DOMAIN", None),
        ("AUTH0_DOMAIN", Some("https://tenant.eu.auth0.com")),
        ("AUTH0_DOMAIN", Some("a.example,a.example")),
        ("AUTH0_JWKS", Some("[]")),
        ("JWKS_MAX_STALE_SECONDS", Some("0")),
        ("SSL_CERT_FILE", Some("/nowhere.pem")),
        ("AUTH0_AUDIENCE", None),
        ("AUTH0_TOKEN_PROFILE", Some("Access_Token")),
        ("AUTH0_PERMISSIONS", Some("roles")),
        ("AUTH0_CLIENT_IDS", Some("a,,b")),
        ("AUTH0_ORGANIZATIONS", Some("acme")),
        ("AUTH0_CLIENT_CREDENTIALS", Some("maybe")),
        ("AUTH0_ALGORITHMS", Some("HS256")),
        ("FIELD_PERMISSIONS", None),
        ("FIELD_PERMISSIONS", Some("{}")),
        ("AUTHORIZER_RESULT_TTL_SECONDS", Some("3601")),
        ("AUTHORIZER_RESULT_TTL_SECONDS", Some("-1")),
        ("CLOCK_SKEW_SECONDS", Some("61")),
        ("CLOCK_SKEW_SECONDS", Some("5s")),
        ("TOKEN_PREFIX", Some("Bearer")),
    ] {
        let error = read(variable, value).unwrap_err();
        assert_eq!(error.variable, variable, "{value:?}");
        assert!(!error.problem.is_empty(), "{variable}: {value:?}");
    }
}

#[test]
fn a_time_to_live_is_the_setting_cut_at_the_tokens_end() {
    let ttl = read("AUTHORIZER_RESULT_TTL_SECONDS", Some("60"))
        .unwrap()
        .result_ttl;
    for (left, seconds) in [
        (i64::MIN, 0),
        (-1, 0),
        (0, 0),
        (59, 59),
        (61, 60),
        (i64::MAX, 60),
    ] {
        assert_eq!(ttl.within(left), seconds, "{left} seconds left");
    }
    let never = read("AUTHORIZER_RESULT_TTL_SECONDS", Some("0"))
        .unwrap()
        .result_ttl;
    assert_eq!(never.within(100), 0);
}

/// The variables that Terraform sets, the README explains and the authorizer reads.
#[test]
fn the_deployment_the_readme_and_the_authorizer_know_the_same_variables() {
    let read = variables_that_are_read();
    let terraform = include_str!("../../../infra/modules/authorizer/environment.tf");
    assert_eq!(variables_of_terraform(terraform), read);
    let readme = include_str!("../../../README.md");
    assert_eq!(variables_of_readme(readme), read);
}

/// All that is asked for, whatever the profile.
fn variables_that_are_read() -> BTreeSet<String> {
    let asked = RefCell::new(BTreeSet::new());
    for profile in ["access_token", "id_token"] {
        let lookup = |name: &str| {
            asked.borrow_mut().insert(name.to_owned());
            match (name, profile) {
                ("AUTH0_TOKEN_PROFILE", _) => Some(profile.to_owned()),
                ("AUTH0_CLIENT_IDS", "id_token") => Some("client".to_owned()),
                ("AUTH0_AUDIENCE", "id_token") => None,
                _ => sufficient(name),
            }
        };
        Settings::from_environment(&Environment::new(&lookup)).unwrap();
    }
    asked.into_inner()
}

/// The names in the block `environment = {`, one a line.
fn variables_of_terraform(text: &str) -> BTreeSet<String> {
    let (_, block) = text.split_once("environment = {\n").unwrap();
    let (block, _) = block.split_once("\n  }").unwrap();
    let names = block
        .lines()
        .map(|line| line.split_once('=').unwrap().0.trim());
    names.map(str::to_owned).collect()
}

/// The second column of the table of settings, from the row of the authorizer to that of
/// the resolvers.
fn variables_of_readme(text: &str) -> BTreeSet<String> {
    let (_, rows) = text.split_once("| `authorizer` | ").unwrap();
    let (rows, _) = rows.split_once("| `query-resolver`").unwrap();
    let rows = rows.lines().map(|row| row.trim_start_matches("| | "));
    let names = rows.filter_map(|row| row.strip_prefix('`')?.split_once('`'));
    names.map(|(name, _)| name.to_owned()).collect()
}
