//! What is asked of the local stack alone.

/// Each module of tests that a deployed API is not asked, and why it can't be.
const LEFT_OUT: &[(&str, &str)] = &[
    (
        "attacks",
        "judges the authorizer itself, with keys of its own",
    ),
    (
        "authorizer_process",
        "starts the authorizer itself, with keys of its own",
    ),
    (
        "control_planes",
        "deploys to the stack, with the key of its start",
    ),
    ("fields", "compares files of this repository"),
    ("functions", "invokes functions without AppSync"),
    ("hostile", "looks at the stack's memory"),
    ("lifecycle", "starts, stops and kills the stack"),
    (
        "preloaded_keys",
        "fetches the keys of the stack's own tenant",
    ),
    (
        "refresh_after_answer",
        "starts the authorizer itself and holds its keys back",
    ),
    (
        "refusals",
        "sets the tenant's lifetimes and looks at processes",
    ),
    ("sign_in", "reads the pages of the stack's own tenant"),
    ("web_pages", "is about ports of this machine"),
];

/// What the tests are made with.
const TOOLS: [&str; 4] = ["http", "key_server", "signer", "stack"];

#[test]
fn a_deployed_api_is_asked_everything_but_what_is_named_here() {
    let modules = include_str!("../main.rs")
        .lines()
        .filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';'));
    let mut left_out: Vec<_> = modules
        .filter(|module| *module != "api" && !TOOLS.contains(module))
        .collect();
    left_out.sort_unstable();
    let named: Vec<_> = LEFT_OUT.iter().map(|(module, _)| *module).collect();
    assert_eq!(left_out, named);
}
