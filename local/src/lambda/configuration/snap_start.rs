//! Starting from a snapshot, which no custom runtime can on AWS either.

use serde::Deserialize;

/// `SnapStart` of the API, which can only say that there is none.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub(crate) struct SnapStart {
    #[serde(rename = "ApplyOn")]
    _apply_on: ApplyOn,
}

#[derive(Clone, Copy, Debug, Deserialize)]
enum ApplyOn {
    None,
}
