//! Panics in the log. The hook is the whole process's, so this is a process of its own.

use serde_json::Value;
use shared::log::recording::Recording;
use shared::panics;
use tracing::level_filters::LevelFilter;

#[test]
fn a_panic_is_a_line_with_its_place_and_nothing_on_standard_error() {
    panics::log();
    let recording = Recording::default();
    let caught =
        tracing::subscriber::with_default(recording.subscriber(LevelFilter::ERROR), || {
            std::panic::catch_unwind(|| panic!("out of order"))
        });
    drop(std::panic::take_hook());
    assert!(caught.is_err());
    let line: Value = serde_json::from_str(&recording.text()).unwrap();
    assert_eq!(line["level"], "ERROR");
    let cause = line["cause"].as_str().unwrap();
    let place = concat!("panicked at ", file!());
    assert!(cause.starts_with(place), "{cause}");
    assert!(cause.ends_with("out of order"), "{cause}");
}
