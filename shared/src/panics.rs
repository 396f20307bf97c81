//! What a panic says goes to the log, once, and to nobody else.

use std::any::Any;
use std::cell::RefCell;
use std::panic;

thread_local! {
    /// The panic that was reported last, with its place.
    static LAST: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Keeps what a panic reports for [`cause`], in place of writing it to standard error.
pub(crate) fn keep_reports() {
    panic::set_hook(Box::new(|report| {
        LAST.with(|last| last.replace(Some(report.to_string())));
    }));
}

/// What a panic that was caught on this thread says: for the log.
pub(crate) fn cause(panic: &(dyn Any + Send)) -> String {
    if let Some(report) = LAST.with(RefCell::take) {
        return report;
    }
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("without words").to_owned()
}
